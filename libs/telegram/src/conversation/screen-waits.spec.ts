import { Test } from '@nestjs/testing';
import { CatalogService, type ReadingProgress } from '@rto/catalog';
import { ChangeFeed, type Change } from '@rto/cluster';
import { ManualClock, newId, RetryableError, type TenantId } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { TenantService } from '@rto/settings';
import { Subject } from 'rxjs';
import type { Update } from 'telegraf/types';
import { UpdateInbox } from '../inbox/update-inbox';
import { UpdateIntake } from '../inbox/update-intake';
import { chatIdOf } from '../inbox/update-chat';
import { ScreenWaits } from './screen-waits';
import { WaitingChats } from './waiting-chats';

const BOT = 5;
const CHAT = 7;
const OTHER_CHAT = 8;

/** Shops whose goods are read, and the processes that look after the chats that wait. */
class World {
  /** Of each shop that is being read. */
  readonly progress = new Map<TenantId, ReadingProgress>();
  readonly woken: [TenantId, number][] = [];
  readonly changes = new Subject<Change>();
  isRegosAway = false;
  private readonly clock = new ManualClock();
  private readonly store = new MemoryKeyValueStore(this.clock);
  private readonly running: ScreenWaits[] = [];

  async start(): Promise<ScreenWaits> {
    const app = await Test.createTestingModule({
      providers: [
        ScreenWaits,
        WaitingChats,
        { provide: KeyValueStore, useValue: this.store },
        { provide: ChangeFeed, useValue: { changes: this.changes } },
        { provide: TenantService, useValue: { get: async (id: TenantId) => ({ id }) } },
        { provide: CatalogService, useValue: { snapshot: (tenant: { id: TenantId }) => this.read(tenant) } },
        { provide: UpdateIntake, useValue: { receive: this.receive } },
        { provide: UpdateInbox, useValue: { wokenLately: async () => this.woken.map(([id]) => id) } },
      ],
    }).compile();
    app.useLogger(false);
    const waits = app.get(ScreenWaits);
    waits.onApplicationBootstrap();
    this.running.push(waits);
    return waits;
  }

  async die(): Promise<void> {
    await Promise.all(this.running.splice(0).map((waits) => waits.onApplicationShutdown()));
  }

  /** Rows read so far. */
  reads(tenantId: TenantId, read: number): void {
    this.progress.set(tenantId, { read, total: 100, isStuck: false });
  }

  /** Second by second, as the looks come. */
  async pass(seconds: number): Promise<[TenantId, number][]> {
    this.woken.splice(0);
    for (let second = 0; second < seconds; second += 1) {
      this.clock.advance(1_000);
      await jest.advanceTimersByTimeAsync(1_000);
    }
    return [...this.woken];
  }

  private async read({ id }: { id: TenantId }): Promise<{ progress: ReadingProgress | undefined }> {
    if (this.isRegosAway) throw new RetryableError('away');
    return { progress: this.progress.get(id) };
  }

  private readonly receive = async (
    { tenantId }: { tenantId: TenantId },
    updates: readonly Update[],
  ): Promise<void> => {
    for (const update of updates) this.woken.push([tenantId, chatIdOf(update) ?? 0]);
  };
}

describe('chats that wait for goods', () => {
  const [shop, other] = [newId(), newId()];
  let world: World;

  beforeEach(() => {
    jest.useFakeTimers();
    world = new World();
    world.reads(shop, 0);
    world.reads(other, 0);
  });
  afterEach(async () => {
    await world.die();
    jest.useRealTimers();
  });

  it('are woken as the reading goes on, each two seconds at most, and once when it is done', async () => {
    const waits = await world.start();
    await waits.add(shop, BOT, CHAT);
    expect(await world.pass(1)).toEqual([[shop, CHAT]]);
    expect(await world.pass(5)).toEqual([]); // nothing new to show
    world.reads(shop, 10);
    expect(await world.pass(1)).toEqual([[shop, CHAT]]);
    world.reads(shop, 20);
    expect(await world.pass(1)).toEqual([]);
    expect(await world.pass(2)).toEqual([[shop, CHAT]]);
    world.progress.delete(shop);
    expect(await world.pass(5)).toEqual([[shop, CHAT]]);
  });

  it('are woken at once when another process has read the goods', async () => {
    const waits = await world.start();
    await waits.add(shop, BOT, CHAT);
    await waits.add(other, BOT, OTHER_CHAT);
    world.changes.next({ kind: 'catalogueRead', tenantId: shop, isOwn: false });
    expect(await world.pass(0)).toEqual([]);
    await jest.advanceTimersByTimeAsync(0);
    expect(world.woken).toEqual([[shop, CHAT]]);
  });

  it('are looked after by the next process when theirs died', async () => {
    const waits = await world.start();
    await waits.add(shop, BOT, CHAT);
    await world.pass(1);
    await world.die();
    world.reads(shop, 10);
    await world.start();
    await jest.advanceTimersByTimeAsync(0); // it looks who was woken before
    expect(await world.pass(3)).toEqual([[shop, CHAT]]);
  });

  it('are left alone when they wait no more, and those of other shops are not', async () => {
    const waits = await world.start();
    for (const tenantId of [shop, other]) await waits.add(tenantId, BOT, CHAT);
    await waits.remove(shop, CHAT);
    expect(await world.pass(1)).toEqual([[other, CHAT]]);
  });

  it('wait on while REGOS cannot be asked', async () => {
    const waits = await world.start();
    await waits.add(shop, BOT, CHAT);
    world.isRegosAway = true;
    expect(await world.pass(5)).toEqual([]);
    world.isRegosAway = false;
    world.progress.delete(shop);
    expect(await world.pass(1)).toEqual([[shop, CHAT]]);
  });
});
