import { notices, type DatabaseHandle } from '@rto/database';
import { newId, type TenantId } from '@rto/kernel';
import { eq, sql } from 'drizzle-orm';
import type { PendingNotice } from './notice';
import { NoticeRepository } from './notice.repository';
import { openTestDatabase, type DatabaseKind } from './orders.fixture';

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

  async function write(chatId: number, number: number, of = tenantId): Promise<void> {
    await database.db.acrossTenants.insert(notices).values({
      id: newId(),
      tenantId: of,
      chatId,
      content: { type: 'orderWaiting', number },
      dueAt: sql`now()`,
      createdAt: sql`now()`,
    });
  }
  const claim = (): Promise<PendingNotice[]> => queue.claimDue(tenantId, LEASE_MS, 20);
  const numbers = (claimed: readonly PendingNotice[]): number[] =>
    claimed.map(({ content }) => ('number' in content ? content.number : 0));
  const expireLeases = async (): Promise<void> => {
    await database.db.acrossTenants
      .update(notices)
      .set({ dueAt: sql`now()` })
      .where(eq(notices.tenantId, tenantId));
  };

  it('go out one a chat, in the order in which they were written', async () => {
    for (const number of [1, 2, 3]) await write(700, number);
    await write(701, 9);
    const first = await claim();
    expect(numbers(first)).toEqual([1, 9]);
    expect(await claim()).toEqual([]);
    for (const notice of first) await queue.markSent(notice);
    const [second, ...none] = await claim();
    expect(numbers(second ? [second] : [])).toEqual([2]);
    expect(none).toEqual([]);
    if (second) await queue.drop(second, 'blocked');
    expect(numbers(await claim())).toEqual([3]);
  });

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
    const [current] = await claim();
    expect(current).toMatchObject({ id: late?.id, attempts: 2 });
    if (late) await queue.postpone(late, 60_000, 'too late');
    if (current) await queue.markSent(current);
    if (late) await queue.postpone(late, 0, 'too late');
    expect(await claim()).toEqual([]);
  });

  it("are the tenant's own", async () => {
    const other = newId();
    await write(700, 1);
    await write(700, 2, other);
    expect(numbers(await claim())).toEqual([1]);
    expect(numbers(await queue.claimDue(other, LEASE_MS, 20))).toEqual([2]);
  });

  it('are found by the sweep with how long they wait', async () => {
    await write(700, 1);
    const mine = (await queue.tenantsDue()).filter((due) => due.tenantId === tenantId);
    expect(mine).toHaveLength(1);
    expect(mine[0]?.overdueMs).toBeGreaterThanOrEqual(0);
    await claim();
    expect((await queue.tenantsDue()).some((due) => due.tenantId === tenantId)).toBe(false);
  });
});
