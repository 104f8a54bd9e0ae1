import type { ItemGroup, StockedItem } from '@rto/regos';
import { missingParentIds, selectAssortment } from './assortment';
import type { AssortmentRules } from './assortment';
import { KILOGRAM, aGroup, aParent, aRow } from './catalog.builders';
import type { CatalogItem } from './catalog-item';

function select(
  rows: readonly StockedItem[],
  rules: Partial<AssortmentRules> = {},
  groups: readonly ItemGroup[] = [],
): CatalogItem[] {
  return selectAssortment(rows, groups, {
    showZeroQuantity: false,
    showWithoutImages: true,
    showItemsWithoutPrice: false,
    itemGroupIds: [],
    ...rules,
  });
}

const ids = (items: readonly CatalogItem[]): number[] => items.map((item) => item.id).sort((a, b) => a - b);

describe('what is shown', () => {
  it('hides deleted goods whatever REGOS was asked for', () => {
    expect(select([aRow({ deleted: true })], { showZeroQuantity: true })).toEqual([]);
  });

  it.each([
    ['nothing left', { allowed: '0' }],
    ['more booked than there is', { allowed: '-3' }],
    ['less than a piece left', { allowed: '0.9' }],
  ])('shows a good with %s only when the shop wants it, and then not for sale', (_case, given) => {
    expect(select([aRow(given)])).toEqual([]);
    const [item] = select([aRow(given)], { showZeroQuantity: true });
    expect(item).toMatchObject({ sellable: false });
    expect(item?.allowed.toString()).toBe('0');
  });

  it('sells 0.4 kg of a weighed good', () => {
    const [item] = select([aRow({ unit: KILOGRAM, allowed: '0.4' })]);
    expect(item).toMatchObject({ sellable: true });
    expect(item?.allowed.toString()).toBe('0.4');
  });

  it.each([[undefined], ['0']])('shows a good with the price %s only when the shop wants it', (price) => {
    expect(select([aRow({ price })])).toEqual([]);
    expect(ids(select([aRow({ price })], { showItemsWithoutPrice: true }))).toEqual([1]);
  });

  it('does not sell a good without a price', () => {
    expect(select([aRow({ price: undefined })], { showItemsWithoutPrice: true })).toMatchObject([
      { sellable: false },
    ]);
  });

  it('hides goods without a picture when the shop wants it so', () => {
    const rows = [aRow({ id: 1, imageUrl: undefined }), aRow({ id: 2 })];
    expect(ids(select(rows))).toEqual([1, 2]);
    expect(ids(select(rows, { showWithoutImages: false }))).toEqual([2]);
  });

  it('shows the chosen groups and what is below them, and nothing else', () => {
    const groups = [aGroup(1), aGroup(11, 1), aGroup(111, 11), aGroup(2)];
    const rows = [1, 11, 111, 2, undefined].map((groupId, index) => aRow({ id: index, groupId }));
    expect(ids(select(rows, { itemGroupIds: [1] }, groups))).toEqual([0, 1, 2]);
  });
});

describe('variants', () => {
  it('stand on the card of their parent, which shows the lowest price and all their stock', () => {
    const rows = [
      aParent({ id: 1, groupId: 7, imageUrl: undefined }),
      aRow({ id: 2, parentId: 1, price: '900', allowed: '3' }),
      aRow({ id: 3, parentId: 1, price: '800', allowed: '4' }),
    ];
    const items = new Map(select(rows).map((item) => [item.id, item]));
    expect(items.get(1)).toMatchObject({ hasVariants: true, sellable: false });
    expect(items.get(1)?.price?.amount).toBe('800');
    expect(items.get(1)?.allowed.toString()).toBe('7');
    expect(items.get(1)?.imageUrl).toBe('https://cdn.example/2.jpg');
    expect(items.get(2)).toMatchObject({ parentId: 1, groupId: 7, sellable: true });
  });

  it('leave no card behind when none of them is shown', () => {
    expect(select([aParent({ id: 1 }), aRow({ id: 2, parentId: 1, allowed: '0' })])).toEqual([]);
  });

  it('stand by themselves when their parent is unknown, deleted, or no parent at all', () => {
    const child = aRow({ id: 2, parentId: 1 });
    for (const parents of [[], [aParent({ id: 1, deleted: true })], [aRow({ id: 1, deleted: true })]]) {
      expect(select([...parents, child])).toMatchObject([{ id: 2, parentId: undefined }]);
    }
    expect(select([aRow({ id: 1 }), child])).toMatchObject([{ id: 1 }, { id: 2, parentId: undefined }]);
  });

  it('are in the shop when their parent is', () => {
    const rows = [aParent({ id: 1, groupId: 1 }), aRow({ id: 2, parentId: 1, groupId: 2 })];
    expect(ids(select(rows, { itemGroupIds: [1] }, [aGroup(1), aGroup(2)]))).toEqual([1, 2]);
    expect(ids(select(rows, { itemGroupIds: [2] }, [aGroup(1), aGroup(2)]))).toEqual([]);
  });

  it('name the parents that REGOS left out', () => {
    const rows = [aParent({ id: 1 }), ...[1, 8, 8].map((parentId, i) => aRow({ id: 10 + i, parentId }))];
    expect(missingParentIds(rows)).toEqual([8]);
  });
});
