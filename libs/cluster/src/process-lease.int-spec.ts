import { chatHolds, processes, type DatabaseHandle } from '@rto/database';
import { newId } from '@rto/kernel';
import { eq, sql } from 'drizzle-orm';
import { DATABASE_KINDS, openTestDatabase } from '@rto/testing';
import { ProcessLease } from './process-lease';
import { isLiveProcess, ProcessRepository, type ProcessKind } from './process.repository';

const logger = {
  error: (message: string): never => {
    throw new Error(message);
  },
};

describe.each(DATABASE_KINDS)('processes on %s', (kind) => {
  let database: DatabaseHandle;
  let repository: ProcessRepository;
  let leases: ProcessLease[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase(kind, logger));
    repository = new ProcessRepository(database.db);
  });
  afterAll(() => close());
  beforeEach(() => {
    leases = [];
  });
  afterEach(async () => {
    await Promise.all(leases.map((lease) => lease.stop()));
    await database.db.acrossTenants.delete(processes);
  });

  async function aLease(kindOfProcess: ProcessKind = 'bot'): Promise<ProcessLease> {
    const lease = new ProcessLease(repository, kindOfProcess, database);
    leases.push(lease);
    await lease.start();
    return lease;
  }

  const ids = async (): Promise<string[]> =>
    (await database.db.acrossTenants.select({ id: processes.id }).from(processes)).map(({ id }) => id);

  async function age(id: string, seconds: number): Promise<void> {
    const past = sql`now() - ${seconds} * interval '1 second'`;
    await database.db.acrossTenants.update(processes).set({ leaseUntil: past }).where(eq(processes.id, id));
  }

  it('have a row each while they run', async () => {
    const lease = await aLease();
    expect(await ids()).toEqual([lease.id]);
    expect(lease.isAlive).toBe(true);
    await lease.stop();
    expect(await ids()).toEqual([]);
  });

  it('cannot renew what has run out: they go on under another id', async () => {
    const id = newId();
    await repository.add(id, 'bot', 6_000);
    expect(await repository.renew(id, 6_000)).toBe(true);
    await age(id, 1);
    expect(await repository.renew(id, 6_000)).toBe(false);
    const next = newId();
    await repository.add(next, 'bot', 6_000, id);
    expect(await ids()).toEqual([next]);
  });

  it('notice by themselves that their row ran out', async () => {
    const lease = await aLease();
    const { id } = lease;
    await age(id, 1);
    while (lease.id === id) await new Promise((resolve) => setTimeout(resolve, 50));
    expect([lease.isAlive, lease.holds(id)]).toEqual([true, false]);
    expect(await ids()).toEqual([lease.id]);
  });

  it('forget those that ended without a word', async () => {
    const [recent, old] = [newId(), newId()];
    await repository.add(recent, 'bot', 6_000);
    await repository.add(old, 'bot', 6_000);
    await age(recent, 5);
    await age(old, 61);
    const next = newId();
    await repository.add(next, 'bot', 6_000);
    expect((await ids()).sort()).toEqual([recent, next].sort());
  });

  it('count those of a kind that live', async () => {
    const [dead, api] = [newId(), newId()];
    await repository.add(dead, 'bot', 6_000);
    await repository.add(api, 'api', 6_000);
    await age(dead, 1);
    await repository.add(newId(), 'bot', 6_000);
    await repository.add(newId(), 'standalone', 6_000);
    expect(await repository.countLive(['bot', 'standalone'])).toBe(2);
    expect(await repository.countLive(['worker'])).toBe(0);
  });

  it('hold something until their row has run out or is gone', async () => {
    const [live, expired, gone] = [newId(), newId(), newId()];
    await repository.add(live, 'bot', 6_000);
    await repository.add(expired, 'bot', 6_000);
    await age(expired, 1);
    const tenantId = newId();
    await database.db.acrossTenants
      .insert(chatHolds)
      .values([live, expired, gone].map((holder, chatId) => ({ tenantId, botId: 1, chatId, holder })));
    const held = await database.db.acrossTenants
      .select({ holder: chatHolds.holder })
      .from(chatHolds)
      .where(isLiveProcess(chatHolds.holder));
    expect(held).toEqual([{ holder: live }]);
  });

  it(
    kind === 'embedded'
      ? 'take the folder as proof that nobody else runs'
      : 'let those be that may still run',
    async () => {
      const killed = newId();
      await repository.add(killed, 'standalone', 6_000);
      const lease = await aLease('standalone');
      expect((await ids()).sort()).toEqual(kind === 'embedded' ? [lease.id] : [killed, lease.id].sort());
    },
  );
});
