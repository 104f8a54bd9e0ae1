import { ManualClock } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { Introductions } from './introductions';

const FORGED = 6_000;

describe('introductions of connections that nobody knows', () => {
  let clock: ManualClock;
  let introductions: Introductions;
  /** Questions that REGOS was asked. */
  let asked: number;

  beforeEach(() => {
    clock = new ManualClock();
    introductions = new Introductions(new MemoryKeyValueStore(clock), clock);
    asked = 0;
  });

  /** Comes in and is worked on. @returns whether REGOS was asked about it */
  async function introduce(network: string, isTrue: boolean): Promise<boolean> {
    if (!(await introductions.isOpen(network))) return false;
    if ((await introductions.begin(network)) !== 'now') return false;
    asked += 1;
    await introductions.end(network, !isTrue);
    return true;
  }

  it('cost REGOS few calls when one network forges thousands, and a true shop of another network has its turn', async () => {
    for (let number = 0; number < FORGED; number += 1) await introduce('198.51.100.7', false);
    expect(asked).toBeLessThanOrEqual(60);
    expect(await introduce('203.0.113.9', true)).toBe(true);
  });

  it('cost REGOS few calls when thousands of networks forge one each', async () => {
    for (let number = 0; number < FORGED; number += 1) await introduce(`network-${number}`, false);
    expect(asked).toBeLessThanOrEqual(60);
  });

  it('are not bounded while they are true', async () => {
    for (let shop = 0; shop < 1_000; shop += 1) expect(await introduce('203.0.113.9', true)).toBe(true);
  });

  it('wait while REGOS has not answered as many as may be refused', async () => {
    const turns: string[] = [];
    for (let number = 0; number < 100; number += 1) turns.push(await introductions.begin('198.51.100.7'));
    const begun = turns.filter((turn) => turn === 'now').length;
    expect(begun).toBeLessThanOrEqual(60);
    expect(turns.slice(begun)).toEqual(turns.slice(begun).map(() => 'later'));
    await introductions.end('198.51.100.7', false);
    expect(await introductions.begin('198.51.100.7')).toBe('now');
  });

  it('are asked about again after five minutes', async () => {
    for (let number = 0; number < 100; number += 1) await introduce('198.51.100.7', false);
    expect(await introduce('198.51.100.7', true)).toBe(false);
    clock.advance(5 * 60_000);
    expect(await introduce('198.51.100.7', true)).toBe(true);
  });
});
