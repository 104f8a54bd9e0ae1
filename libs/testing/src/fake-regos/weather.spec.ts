import { Faults } from './faults';
import { TokenBucket } from './token-bucket';

describe('the rate limit', () => {
  const start = new Date('2026-11-23T09:00:00Z');
  const after = (ms: number): Date => new Date(start.getTime() + ms);

  it('lets a burst of 50 through and then 2 a second', () => {
    const bucket = new TokenBucket(start);
    const burst = Array.from({ length: 51 }, () => bucket.take(start));
    expect(burst.filter(Boolean)).toHaveLength(50);
    expect(bucket.take(after(400))).toBe(false);
    expect(bucket.take(after(500))).toBe(true);
    expect(bucket.take(after(600))).toBe(false);
  });

  it('never saves up more than a burst', () => {
    const bucket = new TokenBucket(start);
    const later = after(3_600_000);
    expect(Array.from({ length: 60 }, () => bucket.take(later)).filter(Boolean)).toHaveLength(50);
  });
});

describe('faults', () => {
  it('hit the method and the connection they name, as often as they say', () => {
    const faults = new Faults(() => 0);
    faults.add({
      kind: 'lostAfter',
      method: 'DocOrderDelivery/AddFull',
      connectedIntegrationId: 'a',
      times: 1,
    });
    expect(faults.hit('Item/GetExt', 'a')).toBeUndefined();
    expect(faults.hit('DocOrderDelivery/AddFull', 'b')).toBeUndefined();
    expect(faults.hit('docorderdelivery/addfull', 'a')).toMatchObject({ kind: 'lostAfter' });
    expect(faults.hit('DocOrderDelivery/AddFull', 'a')).toBeUndefined();
  });

  it('hit with their probability, by a pattern, until cleared', () => {
    const rolls = [0.9, 0.1, 0.1];
    const faults = new Faults(() => rolls.shift() ?? 0);
    faults.add({ kind: 'down', method: /Get$/, probability: 0.5 });
    expect(faults.hit('Stock/Get', 'a')).toBeUndefined();
    expect(faults.hit('Stock/Get', 'a')).toBeDefined();
    faults.clear();
    expect(faults.hit('Stock/Get', 'a')).toBeUndefined();
  });
});
