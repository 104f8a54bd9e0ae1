import { newId } from '@rto/kernel';
import type { KeyValueStore } from './key-value-store';

/** What the contract needs of an adapter's test. */
interface KeyValueContractSetup {
  readonly store: () => KeyValueStore;
  /** Lets `ms` pass: moves the clock, or waits where the server has a clock of its own. */
  readonly pass: (ms: number) => Promise<void>;
}

/** The rules of KeyValueStore; every adapter runs them. */
export function describeKeyValueContract(name: string, { store, pass }: KeyValueContractSetup): void {
  describe(`${name} as a KeyValueStore`, () => {
    let key: string;

    beforeEach(() => {
      key = `t:${newId()}:contract`;
    });

    it('gives back what was set, and undefined for what was not', async () => {
      expect(await store().get(key)).toBeUndefined();
      await store().set(key, { title: 'Ёлка', price: '18500.00' }, 60);
      expect(await store().get(key)).toEqual({ title: 'Ёлка', price: '18500.00' });
    });

    it('stores null, false, zero and the empty string as values', async () => {
      for (const value of [null, false, 0, '']) {
        await store().set(key, value, 60);
        expect(await store().get(key)).toBe(value);
        expect(await store().add(key, 'other', 60)).toBe(false);
      }
    });

    it('copies values on the way in and out', async () => {
      const cart = { lines: ['bread'] };
      await store().set(key, cart, 60);
      cart.lines.push('milk');
      const read = await store().get<typeof cart>(key);
      read?.lines.push('salt');
      expect(await store().get(key)).toEqual({ lines: ['bread'] });
    });

    it('carries values as JSON does: dates become text, undefined fields vanish', async () => {
      const value = { at: new Date('2026-11-23T09:00:00Z'), note: undefined };
      expect(await store().update(key, 60, () => value)).toEqual({ at: '2026-11-23T09:00:00.000Z' });
      expect(await store().get(key)).toEqual({ at: '2026-11-23T09:00:00.000Z' });
    });

    it('refuses a value that JSON cannot hold, and a time that is over already', async () => {
      await expect(store().set(key, undefined, 60)).rejects.toThrow(TypeError);
      await expect(store().set(key, 1, 0)).rejects.toThrow(RangeError);
      expect(await store().get(key)).toBeUndefined();
    });

    it('takes a value of 1 MB and none that is longer, whatever its letters, and keeps what was there', async () => {
      const most = 'я'.repeat(524_287); // two bytes each, and the quotes
      await store().set(key, most, 60);
      const refused = [
        store().set(key, `${most}x`, 60),
        store().add(`${key}:new`, `${most}x`, 60),
        store().update(key, 60, () => `${most}x`),
      ];
      for (const result of await Promise.allSettled(refused)) {
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(RangeError) as RangeError });
      }
      expect(await store().get(key)).toBe(most);
      expect(await store().get(`${key}:new`)).toBeUndefined();
    });

    it('forgets a value when its time is over', async () => {
      await store().set(key, 'short', 1);
      await store().set(`${key}:long`, 'long', 60);
      await pass(1_100);
      expect(await store().get(key)).toBeUndefined();
      expect(await store().get(`${key}:long`)).toBe('long');
      expect(await store().add(key, 'again', 60)).toBe(true);
    });

    it('counts the time from the last change', async () => {
      await store().set(key, 1, 1);
      await store().update<number>(key, 60, (current = 0) => current + 1);
      await pass(1_100);
      expect(await store().get(key)).toBe(2);
    });

    it('adds a key once, however many try at the same time', async () => {
      const added = await Promise.all(Array.from({ length: 50 }, (_, n) => store().add(key, n, 60)));
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await store().get(key)).toBe(added.indexOf(true));
    });

    it('loses none of 100 updates made at the same time', async () => {
      const increment = (current = 0): number => current + 1;
      const seen = await Promise.all(Array.from({ length: 100 }, () => store().update(key, 60, increment)));
      expect(new Set(seen).size).toBe(100);
      expect(await store().get(key)).toBe(100);
    });

    it('deletes a key by `delete` and by an update to undefined', async () => {
      await store().set(key, 1, 60);
      await store().delete(key);
      expect(await store().get(key)).toBeUndefined();
      await store().set(key, 1, 60);
      expect(await store().update(key, 60, () => undefined)).toBeUndefined();
      expect(await store().get(key)).toBeUndefined();
    });

    it('leaves the value alone when the change throws, and passes its error on', async () => {
      const refusal = new Error('cart is full');
      const refuse = (): never => {
        throw refusal;
      };
      await store().set(key, 1, 60);
      await expect(store().update(key, 60, refuse)).rejects.toBe(refusal);
      expect(await store().get(key)).toBe(1);
    });

    it('keeps the same chat of two tenants apart', async () => {
      const [one, two] = [`t:${newId()}:cart:77`, `t:${newId()}:cart:77`];
      await store().set(one, 'bread', 60);
      await store().set(two, 'milk', 60);
      await store().delete(one);
      expect(await store().get(one)).toBeUndefined();
      expect(await store().get(two)).toBe('milk');
    });
  });
}
