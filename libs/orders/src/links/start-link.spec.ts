import { keyOf, payloadOf, readStartLink } from './start-link';

describe('a link into a bot', () => {
  it.each([
    ['item_101', { target: { type: 'item', id: 101 } }],
    ['group_7', { target: { type: 'group', id: 7 } }],
    ['promo_new-year_26', { target: { type: 'promo', name: 'new-year_26' } }],
    ['item_101-src_insta', { target: { type: 'item', id: 101 }, source: 'insta' }],
    ['group_7-src_flyer-2_b', { target: { type: 'group', id: 7 }, source: 'flyer-2_b' }],
    ['promo_sale-src_insta', { target: { type: 'promo', name: 'sale' }, source: 'insta' }],
    ['src_insta', { target: { type: 'shop' }, source: 'insta' }],
  ])('is read and written: %s', (payload, link) => {
    const read = readStartLink(payload);
    expect(read).toEqual(link);
    expect(read && payloadOf(keyOf(read))).toBe(payload);
  });

  it.each([
    ['item_101-utm_x', { target: { type: 'item', id: 101 } }],
    ['item_101-src_', { target: { type: 'item', id: 101 } }],
    ['promo_sale-src_', { target: { type: 'promo', name: 'sale-src_' } }],
  ])('is followed as far as it is understood: %s', (payload, link) => {
    expect(readStartLink(payload)).toEqual(link);
  });

  const tooLong = `promo_${'a'.repeat(59)}`;
  it.each(['', 'item_', 'item_x', 'item_1234567890123456', 'promo_', 'promo_ё', 'src_', 'hello', tooLong])(
    'is not what only looks like one: %s',
    (payload) => {
      expect(readStartLink(payload)).toBeUndefined();
    },
  );
});
