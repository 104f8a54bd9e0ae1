import { aShop, aShopItem } from './a-shop';
import { aShopWithCustomer, anOrderBody, Counter, member } from './fake-regos.fixture';
import { documentOf, moveOrder } from './order-status';
import { allowedMoves, STATUSES, type Status } from './statuses';

const METHOD = 'DocOrderDelivery/AddFull';
const row = (overrides: object) => ({ item_id: 101, quantity: 1, price: 18500, ...overrides });
const counter = (...[switches]: [ConstructorParameters<typeof Counter>[1]?]): Counter =>
  new Counter({ shop: aShopWithCustomer() }, switches);

function placed(regos: Counter, body: object = anOrderBody()): number {
  const id = member(regos.ask(METHOD, body).result, 'new_id');
  if (typeof id !== 'number') throw new Error('the order was refused');
  return id;
}

function allowed(regos: Counter, itemId: number): string | undefined {
  const item = regos.account.items.get(itemId);
  return item && regos.account.stockLevels(1)(item).allowed.toFixed();
}

describe('AddFull', () => {
  it('creates a document with its lines and raises an event', () => {
    const regos = counter();
    const id = placed(regos);

    expect(regos.problems).toEqual([]);
    expect(regos.events).toMatchObject([{ action: 'DocOrderDeliveryAdded', data: { id } }]);
    expect(
      regos.ask('OrderDeliveryOperation/Get', { document_id: id, limit: 250, offset: 0 }).result,
    ).toMatchObject([{ document_id: id, item: { id: 101 } }]);
  });

  it('takes the same external_code twice: nobody but the client guards against it', () => {
    const regos = counter();
    expect(placed(regos)).not.toBe(placed(regos));
    const found = { external_code: 'tg-1', limit: 5, offset: 0 };
    expect(regos.idsOf('DocOrderDelivery/Get', found)).toHaveLength(2);
    expect(regos.ask('DocOrderDelivery/GetCount', { external_code: 'tg-1' }).result).toBe(2);
  });

  it('tells a total that ignores the filters', () => {
    const regos = counter();
    placed(regos);
    const none = regos.ask('DocOrderDelivery/Get', { external_code: 'tg-2', limit: 5, offset: 0 });
    expect(none).toMatchObject({ result: [], total: 1 });
  });

  it.each([
    [1002, 'no price type', { document: { price_type_id: undefined } }],
    [1126, 'an unknown price type', { document: { price_type_id: 99 } }],
    [1178, 'an unknown stock', { document: { stock_id: 99 } }],
    [1130, 'an unknown source', { document: { from_id: 99 } }],
    [1044, 'an unknown customer', { document: { customer_id: 99 } }],
    [1008, 'a location as text', { document: { location: '41.2,69.2' } }],
    [1002, 'no lines', { operations: [] }],
    [
      1008,
      'item_id beside item_code',
      { operations: [row({}), row({ item_id: undefined, item_code: 102 })] },
    ],
    [1008, 'a line with document_id', { operations: [row({ document_id: 1 })] }],
    [1033, 'an unknown item', { operations: [row({ item_id: 9 })] }],
    [1191, 'a deleted item', { operations: [row({ item_id: 113 })] }],
    [1199, 'a parent of variants', { operations: [row({ item_id: 104 })] }],
    [1130, 'no quantity', { operations: [row({ quantity: 0 })] }],
    [1130, 'half a piece', { operations: [row({ quantity: 0.5 })] }],
    [1008, 'a quantity as text', { operations: [row({ quantity: '1' })] }],
    [1029, 'more than is allowed', { operations: [row({ quantity: 15 })] }],
    [
      1029,
      'more than is allowed over two lines',
      { operations: [row({ quantity: 8 }), row({ quantity: 7 })] },
    ],
  ])('answers %i to %s and stores nothing', (code, _what, overrides) => {
    const regos = counter();
    expect(regos.codeOf(METHOD, anOrderBody(overrides))).toBe(code);
    expect(regos.account.documents.size).toBe(0);
  });

  it('takes fractions of a weighed item and notes a fourth decimal', () => {
    const regos = counter();
    placed(regos, anOrderBody({ operations: [row({ item_id: 103, quantity: 1.25, price: 12990 })] }));
    expect(regos.problems).toEqual([]);
    placed(regos, anOrderBody({ operations: [row({ item_id: 103, quantity: 0.1 + 0.2, price: 12990 })] }));
    expect(regos.problems).toHaveLength(1);
  });

  it('takes the price of the price type for price 0', () => {
    const regos = counter();
    const id = placed(regos, anOrderBody({ operations: [row({ price: 0 })] }));
    expect(documentOf(regos.account, id).lines[0]?.price.toFixed()).toBe('18500');
  });

  it.each(['stock_id', 'customer_id', 'external_code'])('notes an order without %s', (name) => {
    const regos = counter();
    const { document, operations } = anOrderBody();
    placed(regos, { document: { ...document, [name]: undefined }, operations });
    expect(regos.problems).toContain(`document.${name} is missing`);
  });

  it('answers 7501 on a tariff without retail orders', () => {
    const regos = new Counter({ shop: aShopWithCustomer(), tariff: { retailOrders: false } });
    expect(regos.codeOf(METHOD, anOrderBody())).toBe(7501);
  });
});

describe('stock', () => {
  it('is booked by an open order and released when it is cancelled', () => {
    const regos = counter();
    const id = placed(regos);
    expect(allowed(regos, 101)).toBe('12');
    regos.ask('DocOrderDelivery/SetStatus', { id, status: 'Canceled' });
    expect(allowed(regos, 101)).toBe('14');
  });

  it('is gone for good with a finished order', () => {
    const regos = counter();
    const id = placed(regos);
    for (const status of ['Approved', 'Processing', 'Paying', 'Finished'] as const) {
      moveOrder(documentOf(regos.account, id), status, regos.call());
    }
    expect(allowed(regos, 101)).toBe('12');
    // no other event tells of the end (docs/regos.md 21.1)
    expect(regos.events.map(({ action }) => action).slice(1)).toEqual(
      Array.from({ length: 4 }, () => 'DocOrderDeliveryStatusSet'),
    );
  });

  it('is checked at approval only where the shop wants it so', () => {
    const regos = counter({ stockCheck: 'onApproval' });
    const id = placed(regos, anOrderBody({ operations: [row({ quantity: 15 })] }));
    expect(regos.codeOf('DocOrderDelivery/SetStatus', { id, status: 'Approved' })).toBe(1029);
    const exact = new Counter({
      shop: { ...aShopWithCustomer(), items: [aShopItem({ onHand: { 1: '2' } })] },
    });
    exact.switches.stockCheck = 'onApproval';
    const last = placed(exact);
    expect(exact.codeOf('DocOrderDelivery/SetStatus', { id: last, status: 'Approved' })).toBeUndefined();
  });
});

describe('status', () => {
  it.each(STATUSES)('moves from %s only along the contract', (from) => {
    for (const to of STATUSES) {
      const regos = counter();
      const id = placed(regos);
      regos.account.saveDocument({ ...documentOf(regos.account, id), status: from }, regos.clock.now());
      const isClosed = from === 'Finished' && to === 'Canceled';
      const expected = allowedMoves(from).includes(to) ? undefined : isClosed ? 1065 : 1063;
      expect(regos.codeOf('DocOrderDelivery/SetStatus', { id, status: to })).toBe(expected);
    }
  });

  it('is set by id as well as by name', () => {
    const regos = counter();
    const id = placed(regos);
    expect(regos.codeOf('DocOrderDelivery/SetStatus', { id, status: 27 })).toBeUndefined();
    expect(documentOf(regos.account, id).status).toBe<Status>('Canceled');
  });

  it('notes an integration that takes the cashiers work', () => {
    const regos = counter();
    const id = placed(regos);
    regos.ask('DocOrderDelivery/SetStatus', { id, status: 'Approved' });
    expect(regos.problems).toEqual([]);
    regos.ask('DocOrderDelivery/SetStatus', { id, status: 'Processing' });
    expect(regos.problems).toHaveLength(1);
  });

  it('answers 1030 to a word that is no status and 1152 to an unknown order', () => {
    const regos = counter();
    expect(regos.codeOf('DocOrderDelivery/SetStatus', { id: placed(regos), status: 'Completed' })).toBe(1030);
    expect(regos.codeOf('DocOrderDelivery/SetStatus', { id: 1, status: 'Canceled' })).toBe(1152);
  });
});

describe('the test shop', () => {
  it('has an item of every kind', () => {
    const { items } = aShop();
    expect(items.some(({ unit }) => unit === 'kg')).toBe(true);
    expect(items.some(({ parentId }) => parentId !== undefined)).toBe(true);
    expect(items.some(({ imageUrl }) => imageUrl === undefined)).toBe(true);
    expect(items.some(({ name }) => name.length === 300)).toBe(true);
  });
});
