import { demoShop } from './demo-shop-data';

describe('the demo shop', () => {
  const shop = demoShop('http://127.0.0.1:8080/pictures');
  const items = new Map(shop.items.map((item) => [item.id, item]));
  const groups = new Map(shop.groups.map((group) => [group.id, group]));
  const parents = new Set(shop.items.map(({ parentId }) => parentId));
  const depth = (id: number | undefined): number => {
    const group = groups.get(id ?? 0);
    return group === undefined ? 0 : 1 + depth(group.parentId);
  };

  it('offers at least 60 goods in a tree of three levels', () => {
    expect(items.size).toBe(shop.items.length);
    expect(items.size).toBeGreaterThanOrEqual(60);
    expect(Math.max(...shop.groups.map(({ id }) => depth(id)))).toBe(3);
  });

  it('keeps every item in a group that has no subgroups', () => {
    const branches = new Set(shop.groups.map(({ parentId }) => parentId));
    for (const { groupId } of shop.items) {
      expect(groups.has(groupId)).toBe(true);
      expect(branches.has(groupId)).toBe(false);
    }
  });

  it.each([
    ['pieces', () => shop.items.some(({ unit }) => unit === 'pcs')],
    ['weighed goods', () => shop.items.some(({ unit }) => unit === 'kg')],
    ['variants of a known parent', () => shop.items.some(({ parentId }) => items.has(parentId ?? 0))],
    ['goods without a picture', () => shop.items.some(({ imageUrl }) => imageUrl === undefined)],
    ['sold out goods', () => shop.items.some(({ id, onHand }) => onHand[1] === '0' && !parents.has(id))],
    ['goods without a price', () => shop.items.some(({ id, prices }) => !(2 in prices) && !parents.has(id))],
  ])('has %s', (_what, has) => {
    expect(has()).toBe(true);
  });

  it('sells by a price type that REGOS would not choose by itself', () => {
    const ids = shop.priceTypes.map(({ id }) => id);
    expect(ids[0]).not.toBe(Math.min(...ids));
  });
});
