import { ManualClock } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { aTenant } from '../catalog.builders';
import { SearchMisses } from './search-misses';

describe('searches that found nothing', () => {
  const clock = new ManualClock(new Date('2026-11-30T20:30:00Z')); // the next day in Tashkent
  const store = new MemoryKeyValueStore(clock);
  const misses = new SearchMisses(store, clock);
  const today = '2026-12-01';

  it('are counted by shop and day, however they are spelled', async () => {
    const [one, other] = [aTenant(), aTenant()];
    for (const text of ['Суши', ' суши ', 'роллы  с лососем']) await misses.count(one, text);
    await misses.count(other, 'суши');
    expect(await misses.of(one.id, today)).toEqual({ суши: 2, 'роллы с лососем': 1 });
    expect(await misses.of(other.id, today)).toEqual({ суши: 1 });
    expect(await misses.of(one.id, '2026-11-30')).toEqual({});
  });

  it.each([
    '+998 90 123-45-67',
    'позвоните 901234567',
    '8600 1234 5678 9012',
    '4780001234567',
    'me@example.com',
    'https://example.com',
    'x'.repeat(41),
    '  ',
  ])('are not kept when they may be of a person, or are none: %s', async (text) => {
    const tenant = aTenant();
    await misses.count(tenant, text);
    expect(await misses.of(tenant.id, today)).toEqual({});
  });

  it('are two hundred different ones a day, and those go on being counted', async () => {
    const tenant = aTenant();
    for (let each = 0; each < 230; each += 1) await misses.count(tenant, `товар ${each}`);
    await misses.count(tenant, 'товар 7');
    const kept = await misses.of(tenant.id, today);
    expect(Object.keys(kept)).toHaveLength(200);
    expect(kept['товар 7']).toBe(2);
  });

  it('may be called like a part of every object', async () => {
    const tenant = aTenant();
    await misses.count(tenant, 'constructor');
    expect(await misses.of(tenant.id, today)).toEqual({ constructor: 1 });
  });

  it('do not fail a search when they cannot be counted', async () => {
    const broken = Object.assign(new MemoryKeyValueStore(clock), {
      update: () => Promise.reject(new Error('away')),
    });
    await expect(new SearchMisses(broken, clock).count(aTenant(), 'суши')).resolves.toBeUndefined();
  });
});
