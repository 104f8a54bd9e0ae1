import { Decimal } from 'decimal.js';
import { aShopWithCustomer, anOrderBody, Counter, member } from './fake-regos.fixture';
import { deleteDocument, documentOf, moveOrder } from './order-status';
import { isInTillQueue } from './views';

const page = { limit: 250, offset: 0 };
const counter = (...[switches]: [ConstructorParameters<typeof Counter>[1]?]): Counter =>
  new Counter({ shop: aShopWithCustomer() }, switches);

function placed(regos: Counter): number {
  const operations = [
    { item_id: 101, quantity: 2, price: 18_000 },
    { item_id: 102, quantity: 5, price: 3_000 },
  ];
  return Number(member(regos.ask('DocOrderDelivery/AddFull', anOrderBody({ operations })).result, 'new_id'));
}

function inProcessing(regos: Counter): number {
  const id = placed(regos);
  for (const status of ['Approved', 'Processing'] as const) {
    moveOrder(documentOf(regos.account, id), status, regos.call());
  }
  return id;
}

const linesOf = (regos: Counter, id: number): unknown =>
  regos.ask('OrderDeliveryOperation/Get', { document_id: id, ...page }).result;
const documents = (regos: Counter): unknown => regos.ask('DocOrderDelivery/Get', page).result;

describe('figures beside a line (docs/regos.md 21.1)', () => {
  it('are the stock’s and the price list’s of now, before anybody has counted', () => {
    const regos = counter();
    const id = placed(regos);
    expect(linesOf(regos, id)).toMatchObject([
      {
        quantity: new Decimal(2),
        price: new Decimal(18_000),
        actual_quantity: new Decimal(12),
        actual_price: new Decimal('18500.00'),
        quantity_const: new Decimal(14),
      },
      { quantity: new Decimal(5), actual_quantity: new Decimal(9), actual_price: new Decimal('3000.00') },
    ]);
  });

  it('are absent from a document without a stock', () => {
    const regos = counter();
    const { document, operations } = anOrderBody();
    const body = { document: { ...document, stock_id: undefined }, operations };
    const id = Number(member(regos.ask('DocOrderDelivery/AddFull', body).result, 'new_id'));
    expect(linesOf(regos, id)).toMatchObject([
      { actual_quantity: null, actual_price: null, quantity_const: null },
    ]);
  });
});

describe('Actualize', () => {
  const operations = [{ item_id: 101, quantity: 1, price: 17_000 }];

  it('replaces all lines, finishes the document, and says so in one event alone', () => {
    const regos = counter();
    const id = inProcessing(regos);
    const before = regos.events.length;
    const lineIds = documentOf(regos.account, id).lines.map((line) => line.id);
    expect(regos.codeOf('DocOrderDelivery/Actualize', { id, operations })).toBeUndefined();
    const document = documentOf(regos.account, id);
    expect(document).toMatchObject({ status: 'Finished', lines: [{ itemId: 101 }] });
    expect(lineIds).not.toContain(document.lines[0]?.id);
    expect(regos.events.slice(before)).toMatchObject([
      { action: 'DocOrderDeliveryActualized', data: { id } },
    ]);
    expect(regos.ask('DocOrderDelivery/GetTotals', { id }).result).toEqual({
      operation_count: 1,
      quantity: new Decimal(1),
      amount: new Decimal(17_000),
    });
  });

  it('is the till’s alone, and in Processing only', () => {
    const regos = counter();
    expect(regos.codeOf('DocOrderDelivery/Actualize', { id: placed(regos), operations })).toBe(1064);
    expect(regos.problems).toHaveLength(1);
  });
});

describe('a document that the back office deletes', () => {
  it('is marked first and shown so, holds no goods, and is nowhere afterwards', () => {
    const regos = counter();
    const id = placed(regos);
    expect(() => deleteDocument(documentOf(regos.account, id), 'delete', regos.call())).toThrow();
    deleteDocument(documentOf(regos.account, id), 'mark', regos.call());
    expect(documents(regos)).toMatchObject([{ id, deleted_mark: true }]);
    expect(linesOf(regos, id)).toMatchObject([{ actual_quantity: new Decimal(14) }, {}]);
    deleteDocument(documentOf(regos.account, id), 'delete', regos.call());
    expect(documents(regos)).toEqual([]);
    expect(regos.idsOf('DocOrderDelivery/Get', { external_code: 'tg-1', ...page })).toEqual([]);
    expect(regos.events.slice(-2).map(({ action }) => action)).toEqual([
      'DocOrderDeliveryDeleteMarked',
      'DocOrderDeliveryDeleted',
    ]);
  });
});

describe('a document of a hidden stock', () => {
  it('is made, and then neither read nor moved', () => {
    const regos = counter({ hiddenStockIds: [1] });
    const id = placed(regos);
    expect(documents(regos)).toEqual([]);
    expect(linesOf(regos, id)).toEqual([]);
    expect(regos.codeOf('DocOrderDelivery/SetStatus', { id, status: 'Approved' })).toBe(1047);
  });
});

describe('the till', () => {
  it('sees approved orders alone', () => {
    const regos = counter();
    const id = placed(regos);
    const isQueued = (): boolean => isInTillQueue(documentOf(regos.account, id));
    expect(isQueued()).toBe(false);
    moveOrder(documentOf(regos.account, id), 'Approved', regos.call());
    expect(isQueued()).toBe(true);
    moveOrder(documentOf(regos.account, id), 'Processing', regos.call());
    expect(isQueued()).toBe(false);
  });

  it('may call a sale or its return off', () => {
    const regos = counter();
    const sale = inProcessing(regos);
    moveOrder(documentOf(regos.account, sale), 'CanceledByPosSale', regos.call());
    const sold = inProcessing(regos);
    for (const status of ['Paying', 'Finished', 'ReturnProcessing', 'CanceledByPosReturn'] as const) {
      moveOrder(documentOf(regos.account, sold), status, regos.call());
    }
    expect(documents(regos)).toMatchObject([{ status: { id: 29 } }, { status: { id: 30 } }]);
  });
});

describe('the status of a document', () => {
  it.each([
    ['row', { status: { id: 22, name_var: 'CTLG_ORDER_STATUS_NEW' } }],
    ['idOnly', { status_id: 22 }],
    ['nameOnly', { status: { id: 1_022, name_var: 'CTLG_ORDER_STATUS_NEW' } }],
  ] as const)('is written as %s', (statusForm, expected) => {
    const regos = counter({ statusForm });
    placed(regos);
    expect(documents(regos)).toMatchObject([expected]);
  });
});
