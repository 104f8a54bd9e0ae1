import { ProcessRepository } from '@rto/cluster';
import { notices, tenants, type DatabaseHandle } from '@rto/database';
import { newId, type TenantId } from '@rto/kernel';
import { eq, sql } from 'drizzle-orm';
import type { NoticeKind, PendingNotice } from './notice';
import { NoticeRepository } from './notice.repository';
import { insertTenant, openTestDatabase, type DatabaseKind } from '@rto/testing';
import { aProcess } from '../orders.fixture';

const LEASE_MS = 60_000;

describe.each<DatabaseKind>(['postgres', 'embedded'])('messages on their way on %s', (kind) => {
  let database: DatabaseHandle;
  let close: () => Promise<void>;
  let queue: NoticeRepository;
  let tenantId: TenantId;
  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase(kind));
    queue = new NoticeRepository(database.db);
  });
  afterAll(() => close());
  beforeEach(() => {
    tenantId = newId();
  });

  async function write(
    chatId: number,
    number: number,
    of = tenantId,
    kind: NoticeKind = 'order',
  ): Promise<void> {
    await database.db.acrossTenants.insert(notices).values({
      id: newId(),
      tenantId: of,
      chatId,
      content: { type: 'orderWaiting', number },
      campaign: kind === 'campaign',
      dueAt: sql`now()`,
      createdAt: sql`now()`,
    });
  }
  const claim = async (kind: NoticeKind = 'order'): Promise<readonly PendingNotice[]> =>
    (await queue.claimDue(tenantId, kind, LEASE_MS)).notices;
  const numbers = (claimed: readonly PendingNotice[]): number[] =>
    claimed.map(({ content }) => ('number' in content ? content.number : 0));
  const expireLeases = async (): Promise<void> => {
    await database.db.acrossTenants
      .update(notices)
      .set({ dueAt: sql`now()` })
      .where(eq(notices.tenantId, tenantId));
  };

  /** As if so much time had passed since anything was taken. */
  const rest = async (ms: number): Promise<void> => {
    await database.db.acrossTenants
      .update(notices)
      .set({ claimedAt: sql`${notices.claimedAt} - ${ms} * interval '1 millisecond'` })
      .where(eq(notices.tenantId, tenantId));
  };

  it('go out one a chat, in the order in which they were written', async () => {
    for (const number of [1, 2, 3]) await write(700, number);
    await write(701, 9);
    const first = await claim();
    expect(numbers(first)).toEqual([1, 9]);
    expect(await claim()).toEqual([]);
    for (const notice of first) await queue.markSent(notice);
    await rest(1_000);
    const [second, ...none] = await claim();
    expect(numbers(second ? [second] : [])).toEqual([2]);
    expect(none).toEqual([]);
    if (second) await queue.drop(second, 'blocked');
    await rest(1_000);
    expect(numbers(await claim())).toEqual([3]);
  });

  it.each(['disabled', 'inactive', 'removed'] as const)(
    'rest while their shop is %s, which takes no campaign either',
    async (state) => {
      const [closed, open] = [await insertTenant(database.db), await insertTenant(database.db)];
      await database.db.acrossTenants.update(tenants).set({ state }).where(eq(tenants.id, closed));
      const content = { type: 'campaign', text: 'Скидка', imageUrl: null } as const;
      for (const id of [closed, open]) await write(700, 1, id);
      expect(await queue.add(closed, 'campaign', [{ chatId: 700, content }])).toBe(state);
      expect(await queue.add(open, 'campaign', [{ chatId: 700, content }])).toBeUndefined();
      const due = (await queue.tenantsDue()).filter(({ tenantId: id }) => [closed, open].includes(id));
      expect(due).toHaveLength(2);
      expect(due).toMatchObject([{ tenantId: open }, { tenantId: open }]);
    },
  );

  it('wait for the one before, which waits for its next try', async () => {
    await write(700, 1);
    await write(700, 2);
    const [first] = await claim();
    if (first) await queue.postpone(first, 60_000, 'Telegram is away');
    expect(await claim()).toEqual([]);
  });

  it('are taken by one of many senders', async () => {
    for (let chatId = 1; chatId <= 10; chatId += 1) await write(chatId, chatId);
    const claimed = await Promise.all(Array.from({ length: 8 }, () => claim()));
    expect(numbers(claimed.flat()).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('are taken over from a sender that died, whose late word does not count', async () => {
    await write(700, 1);
    const [late] = await claim();
    await expireLeases();
    await rest(LEASE_MS);
    const [current] = await claim();
    expect(current).toMatchObject({ id: late?.id, attempts: 2 });
    if (late) await queue.postpone(late, 60_000, 'too late');
    if (current) await queue.markSent(current);
    if (late) await queue.postpone(late, 0, 'too late');
    await rest(LEASE_MS);
    expect(await claim()).toEqual([]);
  });

  it('are taken over at once from a process that died, and from no other', async () => {
    const [living, dying] = [await aProcess(database.db), await aProcess(database.db)];
    await write(700, 1);
    await queue.claimDue(tenantId, 'order', LEASE_MS, living);
    await write(701, 2);
    await queue.claimDue(tenantId, 'order', LEASE_MS, dying);
    await write(702, 3);
    const [late] = (await queue.claimDue(tenantId, 'order', LEASE_MS, dying)).notices;
    if (late) await queue.postpone(late, 60_000, 'Telegram wants a pause');
    await rest(LEASE_MS);
    await new ProcessRepository(database.db).remove(dying);
    await queue.releaseAbandoned();
    expect(numbers(await claim())).toEqual([2]);
  });

  it("are the tenant's own", async () => {
    const other = newId();
    await write(700, 1);
    await write(700, 2, other);
    expect(numbers(await claim())).toEqual([1]);
    expect(numbers((await queue.claimDue(other, 'order', LEASE_MS)).notices)).toEqual([2]);
  });

  it('are found by the sweep with how long they wait', async () => {
    await write(700, 1);
    const mine = (await queue.tenantsDue()).filter((due) => due.tenantId === tenantId);
    expect(mine).toHaveLength(1);
    expect(mine[0]?.overdueMs).toBeGreaterThanOrEqual(0);
    await claim();
    expect((await queue.tenantsDue()).some((due) => due.tenantId === tenantId)).toBe(false);
  });

  describe('leave no faster than Telegram bears', () => {
    const writeMany = async (count: number, kind: NoticeKind): Promise<void> => {
      for (let chatId = 1; chatId <= count; chatId += 1) await write(chatId, chatId, tenantId, kind);
    };

    it('25 a second from one bot, however many senders there are', async () => {
      await writeMany(30, 'order');
      const claims = await Promise.all(Array.from({ length: 4 }, () => claim()));
      expect(claims.flat()).toHaveLength(25);
      const { notices: none, againInMs } = await queue.claimDue(tenantId, 'order', LEASE_MS);
      expect(none).toEqual([]);
      expect(againInMs).toBeLessThanOrEqual(1_000);
      await rest(1_000);
      expect(await claim()).toHaveLength(5);
    });

    it('25 a second of a campaign, which leaves messages about orders their room', async () => {
      await writeMany(30, 'campaign');
      expect(await claim('campaign')).toHaveLength(25);
      expect(await claim('campaign')).toHaveLength(0);
      await write(99, 99);
      expect(numbers(await claim())).toEqual([99]);
    });

    it.each([
      [700, 1_000],
      [-700, 3_000],
    ])('one a while in chat %i: the next after %i ms', async (chatId, gapMs) => {
      await write(chatId, 1);
      const [first] = await claim();
      if (first) await queue.markSent(first);
      await write(chatId, 2);
      expect(await queue.claimDue(tenantId, 'order', LEASE_MS)).toEqual({ notices: [], againInMs: gapMs });
      await rest(gapMs);
      expect(numbers(await claim())).toEqual([2]);
    });

    it('without a wait for another tenant', async () => {
      await writeMany(30, 'order');
      await claim();
      const other = newId();
      await write(1, 1, other);
      expect((await queue.claimDue(other, 'order', LEASE_MS)).notices).toHaveLength(1);
    });
  });

  it('about orders overtake the campaigns of their chat, and these wait', async () => {
    await write(700, 1, tenantId, 'campaign');
    await write(700, 2);
    expect(await claim('campaign')).toEqual([]);
    const [order] = await claim();
    expect(numbers(order ? [order] : [])).toEqual([2]);
    expect(await claim('campaign')).toEqual([]); // it is on its way
    if (order) await queue.markSent(order);
    await rest(1_000);
    expect(numbers(await claim('campaign'))).toEqual([1]);
    await write(700, 3);
    await rest(1_000);
    expect(numbers(await claim())).toEqual([3]); // though the campaign is on its way
  });

  it('of one id are written once, and many are taken as quickly as few', async () => {
    const content = { type: 'campaign', text: 'Скидка', imageUrl: null } as const;
    const many = Array.from({ length: kind === 'postgres' ? 10_000 : 1_000 }, (_, index) => ({
      id: newId(),
      chatId: index + 1,
      content,
    }));
    await queue.add(tenantId, 'campaign', many);
    await queue.add(tenantId, 'campaign', many);
    const rows = await database.db.acrossTenants
      .select({ id: notices.id })
      .from(notices)
      .where(eq(notices.tenantId, tenantId));
    expect(rows).toHaveLength(many.length);
    expect(await claim('campaign')).toHaveLength(25);
  });
});
