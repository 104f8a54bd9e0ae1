import { randomBytes } from 'node:crypto';
import { ShopperRepository } from '@rto/customers';
import { Cipher, databaseNow, notices, type DatabaseHandle } from '@rto/database';
import { Bell, type Jobs } from '@rto/jobs';
import { newId, SystemClock } from '@rto/kernel';
import { HeldNoticeRepository, NoticeRepository } from '@rto/orders';
import type { Tenant } from '@rto/settings';
import { openTestDatabase } from '@rto/testing';
import { Campaigns } from './campaigns';

const KNOWN = 5_000_000_001;
const STRANGER = 5_000_000_002;
const CLOSED = 'this chat has not started the bot, or has blocked it';

describe('texts that REGOS sends through a bot', () => {
  let close: () => Promise<void>;
  let database: DatabaseHandle;
  let queue: NoticeRepository;
  let held: HeldNoticeRepository;
  let shoppers: ShopperRepository;
  let campaigns: Campaigns;
  let tenant: Tenant;
  let other: Tenant;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase('postgres'));
    const clock = new SystemClock();
    queue = new NoticeRepository(database.db);
    held = new HeldNoticeRepository(database.db);
    shoppers = new ShopperRepository(database.db, clock, new Cipher([randomBytes(32)]));
    campaigns = new Campaigns(queue, held, shoppers, new Bell({ add: async () => undefined } as Jobs), clock);
  });
  afterAll(() => close());
  beforeEach(() => {
    [tenant, other] = [{ id: newId() } as Tenant, { id: newId() } as Tenant];
  });

  const accept = async (of: Tenant, ...chats: number[]): Promise<(string | undefined)[]> => {
    const messages = chats.map((chat) => ({
      recipient: String(chat),
      message: newId(),
      imageUrl: undefined,
    }));
    return (await campaigns.accept(of, messages)).map(({ error }) => error);
  };
  /** Telegram takes none of what waits for this shop. */
  const refuseAll = async ({ id }: Tenant): Promise<void> => {
    const { notices: claimed } = await queue.claimDue(id, 'campaign', 60_000);
    for (const notice of claimed) await held.holdForPerson(notice, false, 'chat not found');
  };

  it('go to whoever wrote to the bot, and are tried for whom only REGOS knows', async () => {
    await shoppers.save(tenant.id, KNOWN, { language: 'ru' });
    expect(await accept(tenant, KNOWN, STRANGER)).toEqual([undefined, undefined]);
    const { notices: claimed } = await queue.claimDue(tenant.id, 'campaign', 60_000);
    expect(claimed.map(({ chatId }) => chatId)).toEqual([KNOWN, STRANGER]);
  });

  it('are refused for whoever blocked the bot of this shop, until the person is back', async () => {
    for (const { id } of [tenant, other]) await shoppers.save(id, KNOWN, { language: 'ru' });
    await shoppers.markBlocked(tenant.id, KNOWN);
    expect(await accept(tenant, KNOWN)).toEqual([CLOSED]);
    expect(await accept(other, KNOWN)).toEqual([undefined]);
    const back = await shoppers.areBack([
      { tenantId: tenant.id, chatId: KNOWN },
      { tenantId: other.id, chatId: KNOWN },
    ]);
    expect(back).toEqual([{ tenantId: tenant.id, chatId: KNOWN }]);
    expect(await accept(tenant, KNOWN)).toEqual([undefined]);
  });

  it('are refused for a stranger whom Telegram did not find, in this shop, until the person writes', async () => {
    for (const each of [tenant, other]) await accept(each, STRANGER);
    await refuseAll(tenant);
    expect(await accept(tenant, STRANGER)).toEqual([CLOSED]);
    expect(await accept(other, STRANGER)).toEqual([undefined]);
    await shoppers.save(tenant.id, STRANGER, { language: 'uz' });
    expect(await accept(tenant, STRANGER)).toEqual([undefined]);
  });

  it('try no more strangers on a day on which a thousand were not found', async () => {
    await shoppers.save(tenant.id, KNOWN, { language: 'ru' });
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      id: newId(),
      tenantId: tenant.id,
      chatId: 6_000_000_000 + index,
      content: { type: 'campaign', text: 'x', imageUrl: null },
      campaign: true,
      claimedAt: databaseNow(),
      createdAt: databaseNow(),
      lastError: 'the chat is closed to the bot: chat not found',
    }));
    await database.db.of(tenant.id).insert(notices).values(rows);
    const [known, stranger, lost] = await accept(tenant, KNOWN, STRANGER, 6_000_000_000);
    expect([known, lost]).toEqual([undefined, CLOSED]);
    expect(stranger).toContain('tomorrow');
    expect(await accept(other, STRANGER)).toEqual([undefined]);
  });
});
