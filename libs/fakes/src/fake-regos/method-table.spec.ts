import { Decimal } from 'decimal.js';
import { Counter, member } from './fake-regos.fixture';
import { withTextIds, writeJson } from './json';

const page = { limit: 100, offset: 0 };
const goods = { stock_id: 1, price_type_id: 2, ...page };
const filter = (Field: string, Value: unknown, Operator = 'Equal') => ({ Field, Operator, Value });

describe('how the fake REGOS reads requests', () => {
  it('says nothing about a request that the contract shows', () => {
    const regos = new Counter();
    const filters = [filter('stock_id', '1'), filter('price_type_id', '2')];
    const sort_orders = [{ column: 'name', direction: 'ASC' }];

    expect(
      regos.ask('Item/GetExt', { ...goods, filters, sort_orders, zero_price: false, image_size: 'Medium' })
        .ok,
    ).toBe(true);
    expect(regos.problems).toEqual([]);
  });

  it('answers a misspelt selector with all rows, as REGOS does, but notes it', () => {
    const regos = new Counter();
    expect(regos.idsOf('Stock/Get', { idz: [2], ...page })).toEqual([1, 2]);
    expect(regos.problems).toEqual(['unknown member idz']);
  });

  it('treats null as absent and notes it', () => {
    const regos = new Counter();
    expect(regos.idsOf('Stock/Get', { ids: null, ...page })).toEqual([1, 2]);
    expect(regos.problems).toEqual(['null member ids']);
  });

  it.each([
    ['an array as the value of a filter', { filters: [filter('id', ['1'])], ...page }],
    ['a number as the value of a filter', { filters: [filter('id', 1)], ...page }],
    ['a text where an array belongs', { ids: '1', ...page }],
    ['another operator than Equal and In for id', { filters: [filter('id', '1', 'Greater')], ...page }],
  ])('answers 1008 to %s and notes it', (_what, body) => {
    const regos = new Counter();
    expect(regos.codeOf('Stock/Get', body)).toBe(1008);
    expect(regos.problems).toHaveLength(1);
  });

  it('answers an empty body with a business error', () => {
    const regos = new Counter();
    expect(regos.codeOf('ItemGroup/Get', undefined)).toBe(1005);
    expect(regos.problems).toEqual(['empty body']);
  });

  it.each([
    ['limit', 'Stock/Get', {}],
    ['price_type_id', 'Item/GetExt', { stock_id: 1, ...page }],
    ['stock_id', 'Item/GetExt', { price_type_id: 2, ...page }],
  ])('notes that %s is missing, which REGOS forgives', (name, method, body) => {
    const regos = new Counter();
    expect(regos.ask(method, body).ok).toBe(true);
    expect(regos.problems).toEqual([`${name} is missing`]);
  });

  it('prices by the smallest price type id when none is named', () => {
    const rows = new Counter().ask('Item/GetExt', { stock_id: 1, ids: [103], ...page }).result;
    expect(member(member(member(rows, '0'), 'pricetype'), 'id')).toBe(1);
  });

  it('finds methods in any letter case and refuses unknown ones', () => {
    const regos = new Counter();
    expect(regos.ask('stock/get', page).ok).toBe(true);
    expect(regos.codeOf('Stock/Delete', {})).toBe(3200);
  });
});

describe('the two dialects', () => {
  const both = { ids: [2], filters: [filter('id', '2')], ...page };

  it('combines a selector and a filter with AND', () => {
    const regos = new Counter();
    expect(regos.idsOf('Stock/Get', both)).toEqual([2]);
    expect(regos.idsOf('Stock/Get', { ids: [1], filters: [filter('id', '2')], ...page })).toEqual([]);
  });

  it.each(['legacyIgnored', 'filtersIgnored'] as const)(
    'finds the row of a double request when %s',
    (dialect) => {
      expect(new Counter({}, { dialect }).idsOf('Stock/Get', both)).toEqual([2]);
    },
  );

  it('answers with all rows when the only dialect used is the ignored one', () => {
    const { ids, filters } = both;
    expect(new Counter({}, { dialect: 'legacyIgnored' }).idsOf('Stock/Get', { ids, ...page })).toEqual([
      1, 2,
    ]);
    expect(new Counter({}, { dialect: 'filtersIgnored' }).idsOf('Stock/Get', { filters, ...page })).toEqual([
      1, 2,
    ]);
  });

  it('reads In as one comma-separated text', () => {
    const regos = new Counter();
    const filters = [filter('id', '101, 103', 'In')];
    expect(regos.idsOf('Item/GetExt', { ...goods, filters })).toEqual([101, 103]);
  });

  it.each([
    [1130, true],
    [7501, false],
  ])('answers %i to a filter field that it does not know, and notes it', (code, additionalFields) => {
    const regos = new Counter({ tariff: { additionalFields } });
    expect(regos.codeOf('Stock/Get', { filters: [filter('colour', 'red')], ...page })).toBe(code);
    expect(regos.problems).toEqual(['unknown filter field colour']);
  });
});

describe('goods', () => {
  it('have services among them', () => {
    const rows = new Counter().ask('Item/GetExt', { ...goods, ids: [101, 114] }).result;
    expect([0, 1].map((index) => member(member(member(rows, `${index}`), 'item'), 'type'))).toEqual([
      'Item',
      'Service',
    ]);
  });

  it('have their barcodes in Item/Get, and in Item/GetExt where the switch says so', () => {
    const barcodes = (regos: Counter, method: string, body: object): unknown => {
      const row = member(regos.ask(method, { ids: [102], ...body }).result, '0');
      return member(member(row, 'item') ?? row, 'barcode_list');
    };
    expect(barcodes(new Counter(), 'Item/Get', page)).toBe('4780000000102,4780000000777');
    expect(barcodes(new Counter(), 'Item/GetExt', goods)).toBeNull();
    expect(barcodes(new Counter({}, { barcodesInExt: true }), 'Item/GetExt', goods)).toBe(
      '4780000000102,4780000000777',
    );
  });

  it('are found by barcode', () => {
    expect(new Counter().ask('Item/Search', { barcode: '4780000000777' }).result).toEqual([102]);
  });
});

describe('pages', () => {
  it('ends with next_offset 0', () => {
    const regos = new Counter();
    expect(regos.ask('Stock/Get', { limit: 1, offset: 0 })).toMatchObject({ next_offset: 1, total: 2 });
    expect(regos.ask('Stock/Get', { limit: 1, offset: 1 })).toMatchObject({ next_offset: 0, total: 2 });
  });

  it('are not known to small references', () => {
    const regos = new Counter();
    expect(regos.ask('PaymentType/Get', {})).not.toHaveProperty('next_offset');
    regos.ask('PaymentType/Get', { limit: 1 });
    expect(regos.problems).toEqual(['unknown member limit']);
  });
});

describe('raw JSON', () => {
  it('has decimals with three places and null for what is missing', () => {
    expect(writeJson({ price: new Decimal('47000'), note: undefined, names: ['<&"'] })).toBe(
      '{"price":47000.000,"note":null,"names":["<&\\""]}',
    );
  });
});

describe('ids as text', () => {
  it('are texts at every depth, and other numbers stay numbers', () => {
    const row = { id: 5, parent_id: 0, price: new Decimal(3), group: { id: 7, child_count: 2 }, paid: 1 };
    expect(withTextIds([row])).toEqual([
      { id: '5', parent_id: '0', price: new Decimal(3), group: { id: '7', child_count: 2 }, paid: 1 },
    ]);
  });
});

describe('batch', () => {
  const add = { key: 'cust', path: 'RetailCustomer/Add', payload: { group_id: 1, first_name: 'Aziz' } };
  const card = {
    key: 'card',
    path: 'RetailCard/Add',
    payload: {
      customer_id: '${cust.result.new_id}',
      barcode_value: '77',
      barcode_type_id: 1,
      group_id: 1,
    },
  };

  it('fills placeholders with values of earlier steps', () => {
    const regos = new Counter();
    const { result } = regos.ask('batch', { stop_on_error: true, requests: [add, card] });
    expect(result).toMatchObject([
      { key: 'cust', status: 200, response: { ok: true } },
      { key: 'card', status: 200, response: { ok: true } },
    ]);
    expect([...regos.account.cards.values()]).toMatchObject([{ barcode: '77' }]);
  });

  it('leaves out the steps after a stop and keeps what was done', () => {
    const regos = new Counter();
    const broken = { ...card, payload: { ...card.payload, customer_id: 1 } };
    const late = { ...add, key: 'late' };
    expect(regos.ask('batch', { stop_on_error: true, requests: [add, broken, late] }).result).toHaveLength(2);
    expect(regos.account.customers.size).toBe(1);
  });

  it.each([
    ['51 steps', Array.from({ length: 51 }, (_, index) => ({ ...add, key: `k${index}` }))],
    ['a key used twice', [add, add]],
  ])('refuses %s', (_what, requests) => {
    expect(new Counter().codeOf('batch', { requests })).toBe(1008);
  });

  it('refuses a batch inside a batch', () => {
    const requests = [{ key: 'a', path: 'batch', payload: { requests: [add] } }];
    expect(new Counter().codeOf('batch', { requests })).toBe(1008);
  });
});
