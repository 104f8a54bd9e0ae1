import { campaignRecipients, notices, orders, shoppers, tenants, type DatabaseHandle } from '@rto/database';
import { Bell, type Jobs } from '@rto/jobs';
import { ManualClock, newId, type TenantId } from '@rto/kernel';
import { parseSettings, TenantService } from '@rto/settings';
import { insertTenant, openTestDatabase, type DatabaseKind } from '@rto/testing';
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Audience } from './campaign';
import { CampaignRecipients } from './campaign-recipients';
import { CampaignRepository } from './campaign.repository';
import { CampaignSweep } from './campaign-sweep';
import { DueCampaigns } from './due-campaigns';

const OWNER = 1;
const NOON = new Date('2026-12-01T07:00:00Z'); // 12:00 in Tashkent
const NIGHT = new Date('2026-12-01T18:00:00Z'); // 23:00

describe.each<DatabaseKind>(['postgres', 'embedded'])('a campaign on %s', (kind) => {
  const clock = new ManualClock(NOON);
  const { settings } = parseSettings({ TIME_ZONE: 'Asia/Tashkent' });
  let database: DatabaseHandle;
  let close: () => Promise<void>;
  let campaigns: CampaignRepository;
  let recipients: CampaignRecipients;
  let sweeps: CampaignSweep;
  let tenantId: TenantId;
  let number: number;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase(kind));
    campaigns = new CampaignRepository(database.db);
    recipients = new CampaignRecipients(database.db);
    sweeps = aProcess();
  });
  afterAll(() => close());
  beforeEach(async () => {
    clock.set(NOON);
    tenantId = await insertTenant(database.db);
    ({ number } = await campaigns.add(tenantId, OWNER));
    await campaigns.change(tenantId, number, { text: 'Скидка' });
  });

  function aProcess(): CampaignSweep {
    const shops = Object.assign(Object.create(TenantService.prototype) as TenantService, {
      get: async () => ({ settings }),
    });
    const bell = new Bell({ add: async () => undefined } as Jobs);
    return new CampaignSweep(new DueCampaigns(database.db), recipients, shops, bell, clock);
  }
  async function people(count: number, columns: object = {}, from = 100): Promise<void> {
    const rows = Array.from({ length: count }, (_, index) => ({
      tenantId,
      chatId: from + index,
      createdAt: NOON,
      updatedAt: NOON,
      ...columns,
    }));
    await database.db.of(tenantId).insert(shoppers).values(rows);
  }
  async function order(chatId: number, daysAgo: number, state = 'submitted'): Promise<void> {
    const id = newId();
    const placedAt = sql`now() - ${daysAgo} * interval '1 day'`;
    const known = { externalCode: id, priceTypeId: 1, stockId: 1, sourceId: 1, total: '1', currency: 'UZS' };
    const number = sql`(select coalesce(max(number), 0) + 1 from orders where tenant_id = ${tenantId})`;
    await database.db
      .of(tenantId)
      .insert(orders)
      .values({
        id,
        tenantId,
        number,
        checkoutId: id,
        chatId,
        state,
        ...known,
        placedAt,
        updatedAt: placedAt,
      });
  }
  const start = (at?: Date, limit = 2): Promise<void> =>
    campaigns.start(tenantId, number, { limit, at, now: clock.now() });
  async function sweep(process = sweeps): Promise<void> {
    await database.db.of(tenantId).execute(sql`update campaigns set due_at = now() where due_at is not null`);
    await process.sweep();
    await process.idle();
  }
  const waiting = async (): Promise<number[]> => {
    const rows = await database.db
      .of(tenantId)
      .select({ chatId: notices.chatId })
      .from(notices)
      .where(and(eq(notices.tenantId, tenantId), isNotNull(notices.dueAt)))
      .orderBy(asc(notices.chatId));
    return rows.map(({ chatId }) => chatId);
  };
  /** Telegram takes what waits. @returns who got it */
  async function deliver(most = Infinity): Promise<number[]> {
    const got: number[] = [];
    for (const chatId of (await waiting()).slice(0, most)) {
      const message = await recipients.begin(tenantId, number, chatId);
      if (message) {
        await recipients.end(tenantId, number, chatId, 'sent');
        got.push(chatId);
      }
      await database.db
        .of(tenantId)
        .update(notices)
        .set({ dueAt: null })
        .where(and(eq(notices.tenantId, tenantId), eq(notices.chatId, chatId)));
    }
    return got;
  }
  const state = async (): Promise<string | undefined> => (await campaigns.find(tenantId, number))?.state;

  it('reaches everybody once, with few messages waiting at a time', async () => {
    await people(1_000);
    await start();
    const got: number[] = [];
    for (let round = 0; (await state()) === 'running' && round < 20; round += 1) {
      await sweep();
      expect((await waiting()).length).toBeLessThanOrEqual(450);
      got.push(...(await deliver()));
    }
    expect(await state()).toBe('done');
    expect(got).toEqual(Array.from({ length: 1_000 }, (_, index) => 100 + index));
    expect(await campaigns.figures(tenantId, number)).toMatchObject({ sent: 1_000, blocked: 0, failed: 0 });
  }, 60_000);

  it.each<[Audience, number[]]>([
    [{ type: 'all' }, [100, 101, 102, 103]],
    [{ type: 'bought', days: 30 }, [100]],
    [{ type: 'idle', days: 30 }, [101, 102, 103]],
    [{ type: 'card' }, [103]],
  ])('is for %j, and never for those who blocked the bot or want no news', async (audience, chats) => {
    await people(3);
    await people(1, { cardSeenAt: NOON }, 103);
    await people(1, { blockedAt: NOON, cardSeenAt: NOON }, 200);
    await people(1, { newsOffAt: NOON, cardSeenAt: NOON }, 201);
    for (const chatId of [100, 200, 201]) await order(chatId, 5);
    await order(101, 40);
    await order(102, 5, 'cancelled');
    await campaigns.change(tenantId, number, { audience });
    expect(await campaigns.count(tenantId, audience)).toBe(chats.length);
    await start();
    await sweep();
    expect(await waiting()).toEqual(chats);
  });

  it('is taken back at once when it is paused, and goes on with those who did not get it', async () => {
    await people(10);
    await start();
    await sweep();
    const got = await deliver(4);
    const late = (await waiting())[0] ?? 0; // a sender has it in hand
    await campaigns.pause(tenantId, number);
    expect(await waiting()).toEqual([]);
    expect(await recipients.begin(tenantId, number, late)).toBeUndefined();
    await sweep();
    expect(await waiting()).toEqual([]);
    await campaigns.proceed(tenantId, number);
    await sweep();
    got.push(...(await deliver()));
    expect(got).toEqual(Array.from({ length: 10 }, (_, index) => 100 + index));
  });

  it('ends when it is stopped, and cannot be continued', async () => {
    await people(3);
    await start();
    await sweep();
    await deliver(1);
    await campaigns.stop(tenantId, number);
    expect(await waiting()).toEqual([]);
    await expect(campaigns.proceed(tenantId, number)).rejects.toMatchObject({ code: 'campaignMoved' });
    expect((await campaigns.figures(tenantId, number)).sent).toBe(1);
  });

  it('goes to nobody who was taken in while it was being stopped', async () => {
    await people(1);
    await start();
    await campaigns.stop(tenantId, number);
    await database.db
      .of(tenantId)
      .insert(campaignRecipients)
      .values({ tenantId, campaign: number, chatId: 100 });
    expect(await recipients.begin(tenantId, number, 100)).toBeUndefined();
  });

  it('is tried with nobody twice, whoever dies with a message in hand', async () => {
    await people(2);
    await start();
    await sweep();
    expect(await recipients.begin(tenantId, number, 100)).toMatchObject({ text: 'Скидка' });
    // the sender died here; another one finds the row
    expect(await recipients.begin(tenantId, number, 100)).toBeUndefined();
    await deliver();
    for (let round = 0; round < 3; round += 1) await sweep(aProcess());
    expect(await waiting()).toEqual([]);
    expect(await state()).toBe('done');
    expect(await campaigns.figures(tenantId, number)).toMatchObject({ sent: 1, failed: 1 });
  });

  it('is written anew for those whose message was lost before it was tried', async () => {
    await people(2);
    await start();
    await sweep();
    await database.db.of(tenantId).delete(notices).where(eq(notices.tenantId, tenantId));
    await sweep();
    await sweep();
    expect(await deliver()).toEqual([100, 101]);
  });

  it('writes to nobody who switched news off meanwhile', async () => {
    await people(2);
    await start();
    await sweep();
    await database.db
      .of(tenantId)
      .update(shoppers)
      .set({ newsOffAt: NOON })
      .where(and(eq(shoppers.tenantId, tenantId), eq(shoppers.chatId, 100)));
    expect(await deliver()).toEqual([101]);
  });

  it('rests from 21:00 to 09:00 of the shop, and goes on in the morning', async () => {
    await people(2);
    await start();
    await sweep();
    clock.set(NIGHT);
    await sweep();
    expect(await waiting()).toEqual([]);
    const dueAt = async (): Promise<unknown> =>
      (
        await database.db
          .of(tenantId)
          .execute(sql`select due_at::text as at from campaigns where tenant_id = ${tenantId}`)
      ).rows[0];
    expect(JSON.stringify(await dueAt())).toContain('2026-12-02 04:00:00');
    clock.set(new Date('2026-12-02T04:00:00Z'));
    await sweep();
    expect(await deliver()).toEqual([100, 101]);
  });

  it('waits for its time', async () => {
    await people(1);
    await start(new Date('2030-01-01T00:00:00Z'));
    await sweeps.sweep();
    await sweeps.idle();
    expect([await state(), await waiting()]).toEqual(['scheduled', []]);
    await sweep();
    expect([await state(), await waiting()]).toEqual(['running', [100]]);
  });

  it('waits for its time again when it was paused before it', async () => {
    await people(1);
    await start(new Date('2030-01-01T00:00:00Z'));
    await campaigns.pause(tenantId, number);
    await campaigns.proceed(tenantId, number);
    expect(await state()).toBe('scheduled');
  });

  it('is refused while it says nothing or is for nobody, and beyond so many a week', async () => {
    await expect(start()).rejects.toMatchObject({ code: 'campaignForNobody' });
    await people(1);
    const others = [await campaigns.add(tenantId, OWNER), await campaigns.add(tenantId, OWNER)];
    await expect(
      campaigns.start(tenantId, others[0]?.number ?? 0, { limit: 2, now: NOON }),
    ).rejects.toMatchObject({ code: 'campaignEmpty' });
    await start();
    for (const other of others) await campaigns.change(tenantId, other.number, { text: 'Ещё' });
    const startOther = (index: number): Promise<void> =>
      campaigns.start(tenantId, others[index]?.number ?? 0, { limit: 2, now: new Date() });
    await startOther(0);
    await expect(startOther(1)).rejects.toMatchObject({ code: 'tooManyCampaigns', params: { limit: '2' } });
  });

  it('is counted with who used its button and who bought within three days', async () => {
    await people(3);
    await start();
    await sweep();
    await deliver();
    await recipients.opened(tenantId, number, 100);
    await recipients.opened(tenantId, number, 999);
    await order(101, 0);
    await order(102, 0, 'cancelled');
    expect(await campaigns.figures(tenantId, number)).toMatchObject({ sent: 3, opened: 1, bought: 1 });
  });

  it('of a shop that is closed is not touched', async () => {
    await people(1);
    await start();
    await database.db.acrossTenants
      .update(tenants)
      .set({ state: 'disabled' })
      .where(eq(tenants.id, tenantId));
    await sweep();
    expect(await waiting()).toEqual([]);
    const rows = await database.db
      .of(tenantId)
      .select()
      .from(campaignRecipients)
      .where(eq(campaignRecipients.tenantId, tenantId));
    expect(rows).toEqual([]);
  });
});
