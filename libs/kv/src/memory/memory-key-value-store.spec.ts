import { later, ManualClock } from '@rto/kernel';
import { describeKeyValueContract } from '../key-value.contract';
import type { DurableEntry, DurableEntries } from './durable-entries';
import { MemoryKeyValueStore } from './memory-key-value-store';

/** Keeps what was saved; a save can be held back or made to fail. */
class TestEntries implements DurableEntries {
  readonly rows = new Map<string, DurableEntry>();
  readonly saves: (readonly DurableEntry[])[] = [];
  gate: Promise<void> = Promise.resolve();
  /** Of the next save. */
  failure: Error | undefined;

  load(): Promise<DurableEntry[]> {
    return Promise.resolve([...this.rows.values()].filter(({ json }) => json !== undefined));
  }

  async save(entries: readonly DurableEntry[]): Promise<void> {
    this.saves.push(entries);
    const failure = this.failure;
    this.failure = undefined;
    await this.gate;
    if (failure) throw failure;
    for (const entry of entries) this.rows.set(entry.key, entry);
  }
}

const clock = new ManualClock();
const isDurable = (key: string): boolean => key.includes(':cart:');

describeKeyValueContract('MemoryKeyValueStore', {
  store: () => contractStore,
  pass: (ms) => Promise.resolve(clock.advance(ms)),
});
const contractStore = new MemoryKeyValueStore(clock);

describe('MemoryKeyValueStore', () => {
  it('drops the least recently used entry when it is full', async () => {
    const store = new MemoryKeyValueStore(clock, { maxEntries: 2 });
    await store.set('t:1:a', 1, 60);
    await store.set('t:1:b', 2, 60);
    await store.get('t:1:a');
    await store.set('t:1:c', 3, 60);
    expect([await store.get('t:1:a'), await store.get('t:1:b'), await store.get('t:1:c')]).toEqual([
      1,
      undefined,
      3,
    ]);
  });

  it('does not drop a durable entry to make room for others', async () => {
    const store = new MemoryKeyValueStore(clock, {
      maxEntries: 1,
      durability: { entries: new TestEntries(), isDurable },
    });
    await store.set('t:1:cart:7', 'bread', 60);
    await store.set('t:1:catalog', 'big', 60);
    expect(await store.get('t:1:cart:7')).toBe('bread');
  });
});

describe('MemoryKeyValueStore with durable entries', () => {
  it('finds what can be had anew again after a restart, which takes no room of what cannot', async () => {
    const isReplaceable = (key: string): boolean => key.includes(':catalog:');
    const durability = {
      entries: new TestEntries(),
      isDurable: (key: string) => isDurable(key) || isReplaceable(key),
      isReplaceable,
    };
    const full = new MemoryKeyValueStore(clock, { maxEntries: 1, durability });
    await full.set('t:1:cart:7', 'bread', 60);
    await full.set('t:1:catalog:a', 'goods', 60);
    await full.set('t:2:catalog:a', 'goods of another', 60);
    expect(await full.get('t:1:cart:7')).toBe('bread');
    const next = new MemoryKeyValueStore(clock, { durability });
    await next.open();
    expect(await next.get('t:1:catalog:a')).toBe('goods');
    expect(await next.get('t:2:catalog:a')).toBe('goods of another');
  });

  let durable: TestEntries;
  let store: MemoryKeyValueStore;

  beforeEach(() => {
    durable = new TestEntries();
    store = new MemoryKeyValueStore(clock, { durability: { entries: durable, isDurable } });
  });

  async function restarted(): Promise<MemoryKeyValueStore> {
    const next = new MemoryKeyValueStore(clock, { durability: { entries: durable, isDurable } });
    await next.open();
    return next;
  }

  it('finds durable keys again after a restart, and only those', async () => {
    await store.set('t:1:cart:7', { lines: 1 }, 60);
    await store.update<number>('t:1:cart:8', 60, (current = 0) => current + 5);
    await store.add('t:2:cart:7', 'other tenant', 60);
    await store.set('t:1:catalog', 'cache', 60);
    const next = await restarted();
    expect(await next.get('t:1:cart:7')).toEqual({ lines: 1 });
    expect(await next.get('t:1:cart:8')).toBe(5);
    expect(await next.get('t:2:cart:7')).toBe('other tenant');
    expect(await next.get('t:1:catalog')).toBeUndefined();
  });

  it('does not bring back after a restart what was deleted or has expired', async () => {
    await store.set('t:1:cart:7', 1, 60);
    await store.set('t:1:cart:8', 1, 60);
    await store.set('t:1:cart:9', 1, 1);
    await store.delete('t:1:cart:7');
    await store.update('t:1:cart:8', 60, () => undefined);
    clock.advance(1_001);
    const next = await restarted();
    for (const chat of [7, 8, 9]) expect(await next.get(`t:1:cart:${chat}`)).toBeUndefined();
  });

  it('keeps the time that was left over a restart', async () => {
    await store.set('t:1:cart:7', 1, 60);
    expect(durable.rows.get('t:1:cart:7')?.expiresAt).toEqual(later(clock.now(), 60_000));
    clock.advance(59_000);
    const next = await restarted();
    expect(await next.get('t:1:cart:7')).toBe(1);
    clock.advance(1_000);
    expect(await next.get('t:1:cart:7')).toBeUndefined();
  });

  it('resolves a durable call only when the durable store has it', async () => {
    let open = (): void => undefined;
    durable.gate = new Promise((resolve) => (open = resolve));
    const setting = store.set('t:1:cart:7', 1, 60).then(() => durable.rows.has('t:1:cart:7'));
    await store.set('t:1:catalog', 'does not wait', 60);
    open();
    expect(await setting).toBe(true);
  });

  it('saves everything written during one save together in the next', async () => {
    let open = (): void => undefined;
    durable.gate = new Promise((resolve) => (open = resolve));
    const first = store.set('t:1:cart:0', 0, 60);
    await new Promise(setImmediate);
    const others = Array.from({ length: 30 }, (_, n) => store.set(`t:1:cart:${n % 10}`, n, 60));
    open();
    await Promise.all([first, ...others]);
    expect(durable.saves.map((entries) => entries.length)).toEqual([1, 10]);
    expect(durable.rows.get('t:1:cart:9')?.json).toBe('29');
  });

  it('rejects when the durable store fails, and saves the change with the next one', async () => {
    durable.failure = new Error('disk full');
    await expect(store.set('t:1:cart:7', 'a', 60)).rejects.toThrow('disk full');
    await store.set('t:1:cart:8', 'b', 60);
    expect(await (await restarted()).get('t:1:cart:7')).toBe('a');
  });

  it('does not overwrite a newer change with one whose save failed', async () => {
    let open = (): void => undefined;
    durable.gate = new Promise((resolve) => (open = resolve));
    durable.failure = new Error('connection lost');
    const older = store.set('t:1:cart:7', 'old', 60);
    await new Promise(setImmediate);
    const newer = store.set('t:1:cart:7', 'new', 60);
    open();
    await expect(older).rejects.toThrow('connection lost');
    await newer;
    expect(durable.rows.get('t:1:cart:7')?.json).toBe('"new"');
  });
});
