import type { ItemGroup, StockedItem } from '@rto/regos';
import { selectAssortment } from './assortment';
import type { CatalogData, CatalogItem } from './catalog-item';
import { SEARCH_LIMIT } from './search/catalog-search';
import { CatalogSnapshot } from './catalog-snapshot';
import { aGroup, aParent, aRow } from './catalog.builders';
import { byName, type GroupNode } from './group-tree';

function dataOf(rows: readonly StockedItem[], groups: readonly ItemGroup[]): CatalogData {
  const rules = {
    showZeroQuantity: true,
    showWithoutImages: true,
    showItemsWithoutPrice: true,
    itemGroupIds: [],
  };
  const items = selectAssortment(rows, groups, rules);
  return { asOf: new Date('2026-11-23T09:00:00Z'), currency: 'UZS', groups, items };
}

function snapshotOf(rows: readonly StockedItem[], groups: readonly ItemGroup[] = []): CatalogSnapshot {
  return new CatalogSnapshot(dataOf(rows, groups));
}

const outline = (nodes: readonly GroupNode[]): string =>
  nodes.map((node) => `${node.id}:${node.itemCount}(${outline(node.children)})`).join(' ');
const ids = (items: readonly { id: number }[]): number[] => items.map((item) => item.id);

describe('the tree of groups', () => {
  const groups = [
    aGroup(1, undefined, 'Яблоки'),
    aGroup(2, undefined, 'Арбузы'),
    aGroup(3, 1, 'Сорта'),
    aGroup(4, 3, 'Пусто'),
    aGroup(5, undefined, 'Пусто'),
  ];

  it('is sorted by name and leaves out empty groups', () => {
    const rows = [aRow({ id: 10, groupId: 3 }), aRow({ id: 11, groupId: 2 }), aRow({ id: 12, groupId: 1 })];
    const snapshot = snapshotOf(rows, groups);
    expect(outline(snapshot.roots())).toBe('2:1() 1:2(3:1())');
    expect(snapshot.group(3)?.parentId).toBe(1);
    expect(snapshot.group(4)).toBeUndefined();
  });

  it("shows a group's own goods and those of its subgroups, sorted as Russian names are", () => {
    const names = ['ёлка', 'Ель', 'Ежевика', 'Item 10', 'Item 9', 'Арбуз'];
    const rows = names.map((name, id) => aRow({ id, name, groupId: id % 2 === 0 ? 1 : 3 }));
    const listed = snapshotOf(rows, groups).groupItems(1);
    expect(listed.map((item) => item.name)).toEqual(['Арбуз', 'Ежевика', 'ёлка', 'Ель', 'Item 9', 'Item 10']);
  });

  it.each([
    ['yabloki', 1],
    ['ЯБЛОКИ', 1],
    ['olma_va-sharbat', 3],
    ['Пусто', undefined],
    ['-_', undefined],
  ])('finds a group by its whole name, in whichever alphabet: %s', (words, id) => {
    const named = [...groups.slice(0, 2), aGroup(3, 1, 'Олма ва шарбат'), aGroup(4, undefined, 'Пусто')];
    const rows = [aRow({ id: 10, groupId: 3 }), aRow({ id: 11, groupId: 2 })];
    expect(snapshotOf(rows, named).groupNamed(words)?.id).toBe(id);
  });

  it('makes a root of a group whose parent is unknown', () => {
    expect(outline(snapshotOf([aRow({ groupId: 8 })], [aGroup(8, 99)]).roots())).toBe('8:1()');
  });

  it('survives groups that are above each other', () => {
    const circle = [aGroup(1, 3), aGroup(2, 1), aGroup(3, 2), aGroup(4, 4)];
    const snapshot = snapshotOf([aRow({ id: 10, groupId: 1 }), aRow({ id: 11, groupId: 4 })], circle);
    expect(outline(snapshot.roots())).toBe('3:1(1:1()) 4:1()');
    expect(ids(snapshot.groupItems(1))).toEqual([10]);
  });

  it('keeps goods without a known group apart', () => {
    const rows = [aRow({ id: 1 }), aRow({ id: 2, groupId: 77 }), aRow({ id: 3, groupId: 1 })];
    expect(ids(snapshotOf(rows, groups).ungroupedItems())).toEqual([1, 2]);
  });
});

describe('variants', () => {
  const rows = [
    aParent({ id: 1, name: 'Футболка', groupId: 1 }),
    aRow({ id: 3, name: 'Футболка синяя', parentId: 1, barcodes: ['4780000000017'] }),
    aRow({ id: 2, name: 'Футболка белая', parentId: 1 }),
  ];
  const snapshot = snapshotOf(rows, [aGroup(1)]);

  it('are choices of their parent and stand in no list', () => {
    expect(ids(snapshot.groupItems(1))).toEqual([1]);
    expect(ids(snapshot.variants(1))).toEqual([2, 3]);
    expect(snapshot.item(3)?.parentId).toBe(1);
    expect(snapshot.variants(2)).toEqual([]);
  });

  it('lead a search to their parent, and their own barcode to themselves', () => {
    expect(ids(snapshot.search('синяя футболка'))).toEqual([1]);
    expect(ids(snapshot.search('4780000000017'))).toEqual([3]);
  });
});

describe('search', () => {
  const snapshot = snapshotOf([
    aRow({ id: 1, name: 'Сок яблочный 1 л', articul: 'AB-15', code: 1542 }),
    aRow({ id: 2, name: 'Яблоки зелёные', barcodes: ['4780001234567', '1542'] }),
    aRow({ id: 3, name: "O'zbek noni AB-15 (1542)" }),
  ]);

  it.each([
    ['сок ябл', [1]],
    ['ЯБЛ СОК', [1]],
    ['зеленые', [2]],
    ['ЗЕЛЁНЫЕ', [2]],
    ['o’zbek', [3]],
    ['груша', []],
    ['  ', []],
    ['.*', []],
  ])('finds the words of "%s" in any order and case', (text, found) => {
    expect(ids(snapshot.search(text))).toEqual(found);
  });

  it.each([..."ʻʼ‘’'`´", ''])('takes %j for the sign of oʻ and gʻ, in names and in what is typed', (sign) => {
    const signs = [..."ʻʼ‘’'`´", ''];
    const named = snapshotOf(signs.map((own, id) => aRow({ id, name: `Bog${own} o${own}rigi` })));
    expect(named.search(`O${sign}RIGI bog${sign}`)).toHaveLength(signs.length);
  });

  it('reads quotes around a word as none', () => {
    const quoted = snapshotOf([aRow({ id: 4, name: "Choy 'Ahmad' ‘Classic’ `100`" })]);
    expect(ids(quoted.search("ahmad 'classic' 100"))).toEqual([4]);
  });

  it('puts what has exactly this articul, code or barcode first', () => {
    expect(ids(snapshot.search('ab-15'))).toEqual([1, 3]);
    expect(ids(snapshot.search(' 1542 '))).toEqual([1, 2, 3]);
    expect(ids(snapshot.search('4780001234567'))).toEqual([2]);
  });

  it('gives no more than a person reads', () => {
    const many = Array.from({ length: 2 * SEARCH_LIMIT }, (_, id) => aRow({ id }));
    expect(snapshotOf(many).search('item')).toHaveLength(SEARCH_LIMIT);
  });

  it('finds in a younger look of a reading what a new reading of the same goods would find', () => {
    const shirts = (white: string): StockedItem[] => [
      aParent({ id: 10, name: 'Футболка' }),
      aRow({ id: 11, name: white, parentId: 10, barcodes: ['4780000000017'] }),
    ];
    const kept = [
      aRow({ id: 1, name: 'Сок яблочный', articul: 'A-1' }),
      aRow({ id: 2, name: 'Сок вишнёвый', articul: 'A-2' }),
      aRow({ id: 3, name: 'Пюре', articul: 'A-3' }),
    ];
    const gone = [aRow({ id: 4, name: 'Сок старый' }), aRow({ id: 5, name: 'Вода', articul: 'A-5' })];
    const changed = [
      aRow({ id: 5, name: 'Сок берёзовый', articul: 'A-1' }),
      aRow({ id: 6, name: 'Сок айвовый' }),
    ];
    const before = snapshotOf([...kept, ...gone, ...shirts('Футболка белая')]);
    const items = dataOf([...changed, ...shirts('Футболка серая')], []).items;
    const isKept = ({ id }: { id: number }): boolean => kept.some((row) => row.id === id);
    const younger = before.with([...before.contents.items.filter(isKept), ...items].sort(byName));
    const anew = snapshotOf([...kept, ...changed, ...shirts('Футболка серая')]);
    for (const text of [
      'сок',
      'a-1',
      'a-5',
      'вода',
      'старый',
      'белая',
      'серая',
      '4780000000017',
      'айв сок',
    ]) {
      expect([text, ...ids(younger.search(text))]).toEqual([text, ...ids(anew.search(text))]);
    }
    expect(younger.search('a-1')[0]).toBe(younger.item(5));
  });

  it('works out in a younger look only the names that changed', () => {
    let reads = 0;
    const counted = (id: number): CatalogItem => {
      const [item] = dataOf([aRow({ id })], []).items;
      if (!item) throw new Error('a row without an item');
      return {
        ...item,
        get articul() {
          reads += 1;
          return `A-${id}`;
        },
      };
    };
    const items = Array.from({ length: 100 }, (_, id) => counted(id));
    const before = new CatalogSnapshot({ ...dataOf([], []), items });
    before.search('item');
    reads = 0;
    before.with([counted(0), ...items.slice(1)]).search('item');
    expect(reads).toBe(2); // the changed one is compared with what it was
  });
});
