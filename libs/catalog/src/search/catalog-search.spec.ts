import type { ItemGroup, StockedItem } from '@rto/regos';
import { selectAssortment } from '../assortment';
import { aGroup, aParent, aRow } from '../catalog.builders';
import { CatalogSnapshot } from '../catalog-snapshot';

const RULES = {
  showZeroQuantity: true,
  showWithoutImages: true,
  showItemsWithoutPrice: true,
  itemGroupIds: [],
};

function snapshotOf(rows: readonly StockedItem[], groups: readonly ItemGroup[] = []): CatalogSnapshot {
  const items = selectAssortment(rows, groups, RULES);
  return new CatalogSnapshot({ asOf: new Date('2026-11-23T09:00:00Z'), currency: 'UZS', groups, items });
}

function shelf(...names: string[]): CatalogSnapshot {
  return snapshotOf(names.map((name, index) => aRow({ id: index + 1, name })));
}

const ids = (items: readonly { id: number }[]): number[] => items.map(({ id }) => id);

describe('a search', () => {
  it.each([
    'молоко',
    'sut',
    'сут',
    'milk',
    'moloko',
    'молоком',
    'sutlar',
    'малоко',
    'молко',
    'cen',
    'vjkjrj',
    'ьшдл',
    'моло',
  ])('finds milk by %s, whatever the cashier typed', (text) => {
    const found = ids(
      shelf('МОЛОКО Musaffo 1л', 'Sut Nestle', 'мол. Lactel', 'Хлеб белый', 'Шампунь').search(text),
    );
    expect(found).toEqual(expect.arrayContaining([1, 2]));
    expect(found).not.toContain(4);
    expect(found).not.toContain(5);
  });

  it('takes amounts for the same however they are written', () => {
    const shop = shelf('Кола 1,5л', 'Кола 0.5 л', 'Кола 1500 мл ж/б');
    for (const text of ['кола 1.5', 'cola 1,5l', 'кола 1500мл', '1.5 литра кола']) {
      expect([text, ...ids(shop.search(text)).slice(0, 2).sort()]).toEqual([text, 1, 3]);
    }
  });

  it('puts two words together, and takes one apart', () => {
    expect(ids(shelf('Сокстрим', 'Лайтбук').search('сок стрим'))).toEqual([1]);
    expect(ids(shelf('Супер Хрум снеки').search('суперхрум'))).toEqual([1]);
  });

  it('names a good by its first words', () => {
    expect(ids(shelf('Печенье топленое молоко', 'Шоколад молочный', 'Молоко 1л').search('молоко'))[0]).toBe(
      3,
    );
  });

  it('shows what is there first, then what is bought most, then by name', () => {
    const shop = snapshotOf([
      aRow({ id: 1, name: 'Кефир Б', allowed: '0' }),
      aRow({ id: 2, name: 'Кефир В' }),
      aRow({ id: 3, name: 'Кефир А' }),
      aRow({ id: 4, name: 'Кефир Г' }),
    ]);
    const bought = new Map([
      [1, 100],
      [4, 7],
    ]);
    expect(ids(shop.search('кефир', bought))).toEqual([4, 3, 2, 1]);
    expect(ids(shop.search('кефир'))).toEqual([3, 2, 4, 1]);
  });

  it('puts what is sold out, but is what was typed, before what is only like it', () => {
    const shop = snapshotOf([
      aRow({ id: 1, name: 'Молоко', allowed: '0' }),
      aRow({ id: 2, name: 'Печенье с молоком' }),
    ]);
    expect(ids(shop.search('молоко'))).toEqual([1, 2]);
  });

  it('finds codes whole and begun, also with letters that only look right', () => {
    const shop = snapshotOf([
      aRow({ id: 1, name: 'А', articul: 'AB-1507', code: 1542, barcodes: ['4780001234567'] }),
      aRow({ id: 2, name: 'Б', articul: 'AB-15', barcodes: ['4780001234999'] }),
    ]);
    for (const text of ['ab-1507', 'АВ-1507', 'ab 1507', '1542', '4780001234567']) {
      expect([text, ...ids(shop.search(text))]).toEqual([text, 1]);
    }
    expect(ids(shop.search('AB-15'))).toEqual([2, 1]);
    expect(ids(shop.search('47800012'))).toEqual([1, 2]);
    expect(ids(shop.search('478'))).toEqual([]);
  });

  it('finds goods by their group, behind those that have the word', () => {
    const groups = [aGroup(1, undefined, 'Восточные сладости')];
    const shop = snapshotOf(
      [aRow({ id: 1, name: 'Лукум', groupId: 1 }), aRow({ id: 2, name: 'Сладости разные' })],
      groups,
    );
    expect(ids(shop.search('сладости'))).toEqual([2, 1]);
  });

  it('leads from a variant to its card', () => {
    const shop = snapshotOf([
      aParent({ id: 1, name: 'Футболка' }),
      aRow({ id: 2, name: 'Футболка синяя', parentId: 1 }),
    ]);
    expect(ids(shop.search('синие футболки'))).toEqual([1]);
  });

  it.each(['', ' ', '.*', '<b>&ъъъ', '\u0000', '🙂', '%', 'x'.repeat(5_000), 'а '.repeat(3_000)])(
    'bears %j',
    (text) => {
      expect(ids(shelf('Молоко').search(text))).toEqual([]);
    },
  );
});

describe('what is nearest', () => {
  const groups = [aGroup(1, undefined, 'Молочные продукты'), aGroup(2, undefined, 'Хлеб')];
  const shop = snapshotOf(
    [aRow({ id: 1, name: 'Йогурт Чудо', groupId: 1 }), aRow({ id: 2, name: 'Лаваш тонкий', groupId: 2 })],
    groups,
  );

  it('are goods a little like what was typed, and their groups', () => {
    expect(ids(shop.search('яогуррт'))).toEqual([]);
    const { items, groups: near } = shop.nearest('яогуррт');
    expect(ids(items)).toEqual([1]);
    expect(ids(near)).toEqual([1]);
  });

  it('is nothing where nothing is', () => {
    expect(shop.nearest('электродрель')).toEqual({ items: [], groups: [] });
  });
});

describe('a search that is prepared', () => {
  it('finds the same, and is worked out once for all who wait', async () => {
    const rows = Array.from({ length: 700 }, (_, id) => aRow({ id, name: `Кефир ${id}` }));
    const [quick, slow] = [snapshotOf(rows), snapshotOf(rows)];
    await Promise.all([slow.prepareSearch(), slow.prepareSearch()]);
    expect(ids(slow.search('kefir 333'))).toEqual(ids(quick.search('kefir 333')));
    expect(ids(slow.search('kefir 333'))[0]).toBe(333);
  });

  it('lets others have their turn meanwhile', async () => {
    const shop = snapshotOf(Array.from({ length: 1_000 }, (_, id) => aRow({ id, name: `Кефир ${id}` })));
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    let isDone = false;
    setImmediate(count);
    await shop.prepareSearch();
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(5);
  });
});
