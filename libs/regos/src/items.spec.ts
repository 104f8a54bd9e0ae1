import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RegosDialect } from '@rto/config';
import { SelectorIgnoredError } from './errors';
import { RegosItems } from './items';
import type { StockedItemQuery } from './model';
import { aRegos, CONNECTION, failureOf, ok } from './regos.fixture';

const query: StockedItemQuery = {
  priceTypeId: 2,
  stockId: 1,
  zeroQuantity: true,
  zeroPrice: false,
  imageSize: 'Medium',
};

/** The row of docs/regos.md 9.2. */
function aRow(item: object = {}, row: object = {}): object {
  return {
    item: {
      id: 1542,
      code: 1542,
      name: 'Сок яблочный 1 л',
      group: { id: 7, name: 'Соки' },
      unit: { id: 1, name: 'шт', type: 'pcs' },
      base_barcode: '4780001234567',
      barcode_list: '4780001234567,4780001234574',
      parent_id: 0,
      has_child: false,
      deleted_mark: false,
      ...item,
    },
    quantity: { common: 14.0, allowed: 12.0, booked: 2.0 },
    pricetype: { id: 2, name: 'Розничная', currency: { id: 1, code_chr: 'UZS' } },
    price: 18500.0,
    image_url: 'https://cdn.example/i/1542_m.jpg',
    ...row,
  };
}

/** After all that is not held any more is gone. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function read(rows: object[], over: Partial<StockedItemQuery> = {}, dialect: RegosDialect = 'both') {
  const { transport, config, requests } = aRegos(() => ok(rows), { dialect });
  const items = await new RegosItems(transport, config).getExt(CONNECTION, { ...query, ...over }, 'person');
  return { items, body: requests[0]?.body, requests };
}

describe('Item/GetExt', () => {
  it('names price type and stock in both dialects', async () => {
    const { body } = await read([], { itemIds: [1542, 1601] });
    expect(body).toEqual({
      stock_id: 1,
      price_type_id: 2,
      ids: [1542, 1601],
      filters: [
        { Field: 'stock_id', Operator: 'Equal', Value: '1' },
        { Field: 'price_type_id', Operator: 'Equal', Value: '2' },
        { Field: 'id', Operator: 'In', Value: '1542,1601' },
      ],
      zero_quantity: true,
      zero_price: false,
      deleted_mark: false,
      image_size: 'Medium',
      sort_orders: [{ column: 'name', direction: 'ASC' }],
      limit: 500,
      offset: 0,
    });
  });

  it('sends no old member to a server of the new dialect', async () => {
    const { body } = await read([], { onlyWithImage: true }, 'filters');
    expect(Object.keys(body as object).sort()).toEqual([
      'filters',
      'image_size',
      'limit',
      'offset',
      'sort_orders',
    ]);
  });

  it('asks for pictures only when told to', async () => {
    expect((await read([], { onlyWithImage: true })).body).toMatchObject({ has_image: true });
    expect((await read([], { onlyWithImage: false })).body).not.toHaveProperty('has_image');
  });

  it('reads the row of the contract', async () => {
    const [item] = (await read([aRow()])).items;
    expect(item).toMatchObject({
      id: 1542,
      name: 'Сок яблочный 1 л',
      groupId: 7,
      unit: { name: 'шт', kind: 'pcs' },
      barcodes: ['4780001234567', '4780001234574'],
      parentId: undefined,
      hasChild: false,
      deleted: false,
      imageUrl: 'https://cdn.example/i/1542_m.jpg',
    });
    expect(item?.allowed.toString()).toBe('12');
    expect(item?.price?.toString()).toBe('18500 UZS');
  });

  it('reads a row in which everything but the id is null or absent', async () => {
    const nothing = {
      item: { id: 5, name: null, unit: null, group: null, color: null },
      quantity: null,
      price: null,
    };
    const [item] = (await read([nothing])).items;
    expect(item).toMatchObject({
      id: 5,
      name: '5',
      unit: { name: '', kind: 'pcs' },
      price: undefined,
      barcodes: [],
    });
    expect(item?.allowed.isZero()).toBe(true);
  });

  it('leaves out a row without an item', async () => {
    expect((await read([{ item: null }, aRow()])).items).toHaveLength(1);
  });

  it.each([
    ['pcs', 'pcs'],
    [2, 'pcs'],
    ['non_pcs', 'non_pcs'],
    [1, 'non_pcs'],
    ['box', 'pcs'],
  ])('takes the unit type %j for %s', async (type, kind) => {
    const [item] = (await read([aRow({ unit: { name: 'кг', type } })])).items;
    expect(item?.unit.kind).toBe(kind);
  });

  it.each(['Service', 'service', ' SERVICE '])('has no services, written %j', async (type) => {
    const { transport, config } = aRegos(() => ok([aRow({ id: 7, type }), aRow({ type: 'Item' })]));
    const items = new RegosItems(transport, config);
    const all = await items.getExt(CONNECTION, query, 'person');
    const first = await items.first(CONNECTION, query, 10, 'background');
    expect([...all, ...first].map(({ id }) => id)).toEqual([1542, 1542]);
  });

  it('takes ids that are texts of digits', async () => {
    const item = { id: '1542', parent_id: '12', group: { id: '7' }, code: '1542' };
    const [found] = (await read([aRow(item, { pricetype: { id: '2' } })], { itemIds: [1542] })).items;
    expect(found).toMatchObject({ id: 1542, parentId: 12, groupId: 7, code: 1542 });
    expect(found?.price?.toString()).toBe('18500 UZS');
  });

  it.each([
    ['in one text', { barcode_list: '1, 2;3', base_barcode: '2' }, {}, ['2', '1', '3']],
    ['in a list', { barcode_list: ['1', 2], base_barcode: null }, {}, ['1', '2']],
    ['beside the item', { barcode_list: null, base_barcode: null }, { base_barcode: '9' }, ['9']],
  ])('finds barcodes %s', async (_where, item, row, barcodes) => {
    expect((await read([aRow(item, row)])).items[0]?.barcodes).toEqual(barcodes);
  });

  it.each([
    ['http://10.0.0.1/a.jpg', 'https://cdn.example/b.jpg', 'https://cdn.example/b.jpg', false],
    ['https://cdn.example/Сок 1.jpg', null, 'https://cdn.example/%D0%A1%D0%BE%D0%BA%201.jpg', false],
    ['file:///etc/passwd', 'http://localhost/a.jpg', undefined, true],
    [null, '', undefined, false],
  ])('of the pictures %j and %j hands on %j', async (outer, inner, imageUrl, imageRefused) => {
    const { items } = await read([aRow({ image_url: inner }, { image_url: outer })]);
    expect(items).toMatchObject([{ imageUrl, imageRefused }]);
  });

  it.each([
    ['with a picture', 'https://cdn.example/a.jpg', 1_024],
    ['without a picture', null, 4_096],
  ])('keeps of a description %s no more than a card can show', async (_case, image_url, length) => {
    const description = `${'я'.repeat(length - 1)}😀${'я'.repeat(1_000_000)}`;
    const [item] = (await read([aRow({ description, image_url }, { image_url })])).items;
    expect(item?.description).toBe('я'.repeat(length - 1)); // no half of a character
  });

  it('keeps every text of a row short', async () => {
    const long = 'x'.repeat(100_000);
    const texts = { name: long, articul: long, color: { name: long }, size: { name: long } };
    const codes = { base_barcode: long, barcode_list: [...Array(5_000).keys()].map(String).join(',') };
    const { items } = await read([aRow({ ...texts, ...codes, unit: { name: long }, image_url: null })]);
    expect(JSON.stringify(items[0]).length).toBeLessThan(2_000);
    expect(items[0]?.barcodes).toHaveLength(20);
  });

  it('does not keep the whole of a text in memory for its beginning', async () => {
    const rows = (id: number): object[] => [
      aRow({ id, description: `${id}${'я'.repeat(1_000_000)}` }, { image_url: null }),
    ];
    const before = heapUsed();
    const kept = [];
    for (let id = 1; id <= 50; id += 1) kept.push(...(await read(rows(id))).items);
    expect(kept).toHaveLength(50);
    expect(heapUsed() - before).toBeLessThan(50_000_000); // the texts are 100 MB
  });

  it.each([0, null, -1, 'free'])('takes the price %j for no price', async (price) => {
    expect((await read([aRow({}, { price })])).items[0]?.price).toBeUndefined();
  });

  it('never uses a price whose price type is not named', async () => {
    expect((await read([aRow({}, { pricetype: null })])).items[0]?.price).toBeUndefined();
  });

  it('refuses prices of another price type', async () => {
    const other = aRow({}, { pricetype: { id: 1 } });
    expect(await failureOf(read([aRow(), other]))).toBeInstanceOf(SelectorIgnoredError);
  });

  it('refuses items that were not asked for', async () => {
    expect(await failureOf(read([aRow()], { itemIds: [1601] }))).toBeInstanceOf(SelectorIgnoredError);
  });

  it('keeps a negative allowed quantity', async () => {
    const [item] = (await read([aRow({}, { quantity: { allowed: -1.5 } })])).items;
    expect(item?.allowed.toString()).toBe('-1.5');
  });

  it('asks nothing for no ids', async () => {
    const { items, requests } = await read([aRow()], { itemIds: [] });
    expect([items, requests]).toEqual([[], []]);
  });

  it('reads the first few of some groups in one request', async () => {
    const { transport, config, requests } = aRegos(() => ok([aRow()]));
    const wanted = { ...query, groupIds: [7, 9] };
    const found = await new RegosItems(transport, config).first(CONNECTION, wanted, 1, 'background');
    expect(found.map(({ id }) => id)).toEqual([1542]);
    expect(requests).toHaveLength(1); // a full page does not mean "go on" here
    expect(requests[0]?.body).toMatchObject({
      limit: 1,
      group_ids: [7, 9],
      filters: expect.arrayContaining([{ Field: 'group_id', Operator: 'In', Value: '7,9' }]) as object,
    });
  });

  it('trusts no first item of another price type', async () => {
    const { transport, config } = aRegos(() => ok([aRow({}, { pricetype: { id: 1 } })]));
    const failure = await failureOf(
      new RegosItems(transport, config).first(CONNECTION, query, 10, 'background'),
    );
    expect(failure).toBeInstanceOf(SelectorIgnoredError);
  });
});

describe('Item/Search', () => {
  const found = async (result: unknown) => {
    const { transport, config, requests } = aRegos(() => ok(result));
    const ids = await new RegosItems(transport, config).idsByBarcode(CONNECTION, '4780001234567', 'person');
    return { ids, body: requests[0]?.body };
  };

  it('gives the ids of a barcode', async () => {
    expect(await found([1542, '1601', null])).toEqual({
      ids: [1542, 1601],
      body: { barcode: '4780001234567' },
    });
  });

  it('is not believed when it answers with half the shop', async () => {
    expect((await found([...Array(11).keys()].map((id) => id + 1))).ids).toEqual([]);
  });
});
