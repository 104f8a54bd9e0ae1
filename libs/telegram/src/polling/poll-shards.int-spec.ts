import { ProcessLease, ProcessRepository } from '@rto/cluster';
import { pollShards, processes, type DatabaseHandle } from '@rto/database';
import { newId } from '@rto/kernel';
import { Metrics } from '@rto/observability';
import { eq, sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabases } from '../inbox/hosting.fixture';
import { PollShardRepository } from './poll-shard.repository';
import { PollShards } from './poll-shards';

/** A database that is lost once at the end of a take, when it is done, and once before a return. */
class CutRows extends PollShardRepository {
  private cutsLeft = new Set(['take', 'giveBack']);

  override async take(holder: string, count: number): Promise<number[]> {
    const taken = await super.take(holder, count);
    this.cut('take');
    return taken;
  }

  override giveBack(holder: string, shards: readonly number[]): Promise<void> {
    this.cut('giveBack');
    return super.giveBack(holder, shards);
  }

  private cut(step: string): void {
    if (this.cutsLeft.delete(step)) throw new Error('the connection is lost');
  }
}

/** One that polls; `held` is what it believes it may. */
class Poller {
  readonly lease: ProcessLease;
  readonly shards: PollShards;
  left: number[] = [];
  leaving: () => Promise<void> = () => Promise.resolve();

  constructor(database: DatabaseHandle, rows = new PollShardRepository(database.db)) {
    this.lease = new ProcessLease(new ProcessRepository(database.db), 'bot', database);
    this.shards = new PollShards(rows, this.lease, new Metrics());
  }

  async start(): Promise<void> {
    await this.lease.start();
    this.shards.start({
      leaving: async (shards) => {
        await this.leaving();
        this.left.push(...shards);
      },
      changed: () => undefined,
    });
  }

  get held(): number {
    return TENANTS.filter((tenantId) => this.shards.has(tenantId)).length;
  }

  async stop(): Promise<void> {
    await this.shards.stop();
    await this.lease.stop();
  }
}

/** One of each shard. */
const TENANTS = Array.from({ length: 64 }, (_, shard) => `${newId().slice(0, -4)}00${hex(shard)}`);

function hex(shard: number): string {
  return shard.toString(16).padStart(2, '0');
}

describe.each(['postgres', 'embedded'] as const)('the bots on %s', (kind) => {
  let database: DatabaseHandle;
  let cleanUp: () => Promise<void>;
  let pollers: Poller[];

  beforeAll(async () => {
    const { handles, close } = await openDatabases(kind);
    const [handle] = handles;
    if (!handle) throw new TypeError('no database');
    database = handle;
    cleanUp = close;
  });
  afterAll(() => cleanUp());
  beforeEach(async () => {
    pollers = [];
  });
  afterEach(async () => {
    await Promise.all(pollers.map((poller) => poller.stop()));
    await database.db.acrossTenants.delete(processes);
  });

  async function aPoller(leaving?: () => Promise<void>, rows?: PollShardRepository): Promise<Poller> {
    const poller = new Poller(database, rows);
    if (leaving) poller.leaving = leaving;
    pollers.push(poller);
    await poller.start();
    return poller;
  }

  async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await condition())) await sleep(20);
  }

  it('are all polled by the only process there is', async () => {
    const only = await aPoller();
    await until(() => only.held === 64);
  });

  if (kind === 'embedded') return; // no second process may have the folder

  it('are shared out when processes come, and never polled by two', async () => {
    const first = await aPoller();
    await until(() => first.held === 64);
    await Promise.all([aPoller(), aPoller()]);
    await until(() => {
      for (const tenantId of TENANTS) {
        expect(pollers.filter(({ shards }) => shards.has(tenantId)).length).toBeLessThanOrEqual(1);
      }
      return pollers.reduce((sum, { held }) => sum + held, 0) === 64 && first.held === 22;
    });
    expect(pollers.map(({ held }) => held).sort()).toEqual([20, 22, 22]);
    expect(first.left).toHaveLength(42);
  });

  it('belong to their process until it has stopped polling them', async () => {
    let stopped: () => void = () => undefined;
    const stopping = new Promise<void>((resolve) => (stopped = resolve));
    const first = await aPoller(() => stopping);
    await until(() => first.held === 64);
    const second = await aPoller();
    await until(() => first.held === 32);
    await sleep(1_500);
    expect(second.held).toBe(0);
    stopped();
    await until(() => second.held === 32);
  });

  it('are polled again after answers of the database were lost while they were taken and given back', async () => {
    const first = await aPoller(undefined, new CutRows(database.db));
    await until(() => first.held === 64);
    const second = await aPoller();
    await until(() => first.held === 32 && second.held === 32);
  });

  it('go to others when their process stops, and when its lease runs out', async () => {
    const [first, second] = [await aPoller(), await aPoller()];
    await until(() => first.held === 32 && second.held === 32);
    await second.stop();
    await until(() => first.held === 64);
    const { id } = first.lease;
    await database.db.acrossTenants
      .update(processes)
      .set({ leaseUntil: sql`now() - interval '1 second'` })
      .where(eq(processes.id, id));
    await until(() => first.lease.id !== id && first.held === 64);
    const holders = await database.db.acrossTenants
      .selectDistinct({ holder: pollShards.holder })
      .from(pollShards);
    expect(holders).toEqual([{ holder: first.lease.id }]);
  });
});
