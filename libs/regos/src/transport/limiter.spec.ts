import type { CallPriority } from '../model';
import { RegosLimiter } from './limiter';

describe('limiter', () => {
  let limiter: RegosLimiter;
  /** Names of the turns that came, in their order. */
  let served: string[];
  let failures: unknown[];

  beforeEach(() => {
    jest.useFakeTimers();
    limiter = new RegosLimiter();
    served = [];
    failures = [];
  });

  afterEach(() => {
    limiter.onModuleDestroy();
    jest.useRealTimers();
  });

  function ask(count: number, priority: CallPriority, connection = 'shop', name: string = priority): void {
    for (let index = 0; index < count; index++) {
      limiter.acquire(connection, priority).then(
        () => served.push(name),
        (error: unknown) => failures.push(error),
      );
    }
  }

  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  it('lets a burst of 45 through at once and 1.9 a second after it', async () => {
    ask(60, 'order');
    await pass(0);
    expect(served).toHaveLength(45);
    await pass(4_800);
    expect(served).toHaveLength(54); // 1.9 x 4.8 = 9.12
  });

  it('never passes more than 50 + 2 a second, REGOS\u2019s own limit, in any minute', async () => {
    ask(300, 'catalogue');
    await pass(60_000);
    ask(100, 'order');
    await pass(1_000);
    expect(served.length).toBeLessThanOrEqual(50 + 2 * 61);
  });

  it('serves orders before people before jobs before catalogues, each by arrival', async () => {
    ask(28, 'order', 'shop', '');
    ask(9, 'person', 'shop', '');
    await pass(0);
    served = [];
    ask(8, 'order', 'shop', ''); // all that is left
    await pass(0);
    served = [];
    ask(1, 'catalogue');
    ask(1, 'background');
    ask(1, 'person', 'shop', 'person 1');
    ask(1, 'person', 'shop', 'person 2');
    ask(1, 'order');
    await pass(4_500);
    expect(served).toEqual(['order', 'person 1', 'person 2']);
    await pass(20_000);
    expect(served).toEqual(['order', 'person 1', 'person 2', 'catalogue']); // the job comes back later
  });

  it('keeps turns for each that goes before, when the others take all they can', async () => {
    ask(60, 'catalogue');
    await pass(0);
    expect(served).toHaveLength(31);
    for (const [priority, kept] of [
      ['background', 2],
      ['person', 10],
      ['order', 2],
    ] as const) {
      ask(20, priority);
      await pass(0);
      expect(served.filter((name) => name === priority)).toHaveLength(kept);
    }
  });

  it('keeps the shops apart', async () => {
    ask(60, 'person', 'greedy shop');
    ask(1, 'person', 'other shop', 'other');
    await pass(0);
    expect(served).toContain('other');
  });

  it('gives an order up after 5 seconds, a person after 8, without a turn taken later', async () => {
    ask(75, 'order', 'shop', '');
    ask(30, 'person', 'shop', 'person');
    await pass(5_000);
    expect(served).toHaveLength(54); // 45 + 1.9 x 5
    expect(failures).toHaveLength(21); // the orders that stayed: they are jobs, and come back
    expect(failures[0]).toMatchObject({ name: 'RateLimitedError', retryAfterMs: 1_000 });
    await pass(3_000);
    expect(failures).toHaveLength(47); // the people too but four: two turns stay for orders
    ask(6, 'order', 'shop', 'order');
    await pass(0);
    expect(served.filter((name) => name === 'order')).toHaveLength(2);
  });

  it('pauses a whole shop for at least a second after a rate limit, and no other', async () => {
    limiter.pause('shop', undefined);
    ask(1, 'order');
    ask(1, 'person', 'other shop', 'other');
    await pass(999);
    expect(served).toEqual(['other']);
    await pass(1);
    expect(served).toEqual(['other', 'order']);
  });

  it('waits as long as REGOS asks', async () => {
    limiter.pause('shop', 5_000);
    ask(1, 'person');
    await pass(4_999);
    expect(served).toEqual([]);
    await pass(1);
    expect(served).toEqual(['person']);
  });

  it('doubles the pause while it does not help, and counts answers that came together once', async () => {
    limiter.pause('shop', undefined);
    limiter.pause('shop', undefined);
    await pass(1_000);
    limiter.pause('shop', undefined);
    ask(1, 'order');
    await pass(1_999);
    expect(served).toEqual([]);
    await pass(1);
    expect(served).toEqual(['order']);
  });

  it('starts again at one second when the last pause is long ago', async () => {
    limiter.pause('shop', 4_000);
    await pass(40_000);
    limiter.pause('shop', undefined);
    ask(1, 'order');
    await pass(1_000);
    expect(served).toEqual(['order']);
  });

  it('refuses at once when the pause outlasts the wait', async () => {
    limiter.pause('shop', 30_000);
    ask(1, 'person');
    await pass(0);
    expect(failures).toEqual([expect.objectContaining({ name: 'RateLimitedError', retryAfterMs: 30_000 })]);
  });

  it('ends the waits of orders and background work when the process stops, and lets people finish', async () => {
    limiter.pause('shop', 2_000);
    ask(2, 'order');
    ask(1, 'background');
    ask(1, 'person');
    limiter.onModuleDestroy();
    ask(1, 'order');
    ask(1, 'person');
    await pass(0);
    expect(failures).toHaveLength(4);
    await pass(10_000);
    expect(served).toEqual(['person', 'person']);
  });

  it('is not moved by the wall clock', async () => {
    ask(45, 'order');
    await pass(0);
    jest.setSystemTime(Date.now() + 3_600_000);
    ask(1, 'order');
    await pass(500);
    expect(served).toHaveLength(45);
    jest.setSystemTime(Date.now() - 7_200_000);
    await pass(30);
    expect(served).toHaveLength(46);
  });

  it('forgets shops that nobody used for a minute', async () => {
    for (let shop = 0; shop < 500; shop++) ask(1, 'person', `shop ${shop}`);
    await pass(61_000);
    ask(1, 'person', 'new shop');
    expect(limiter.size).toBe(1);
  });
});
