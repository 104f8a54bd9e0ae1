import { Money, OutcomeUnknownError, Quantity, RetryableError } from '@rto/kernel';
import { RegosDeliveryOrders } from './delivery-orders';
import { statusOf } from './delivery-order-status';
import { RegosRefusal, SelectorIgnoredError } from './errors';
import type { NewDeliveryOrder } from './model';
import { aRegos, CONNECTION, failureOf, ok, refused, type Player } from './regos.fixture';
import { Row } from './row';

const CODE = 'tg-018f6c1e7a2b7c3d';

const order: NewDeliveryOrder = {
  date: new Date('2026-11-22T08:26:40.900Z'),
  sourceId: 4,
  priceTypeId: 2,
  stockId: 1,
  customerId: 812,
  externalCode: CODE,
  phone: '998901234567',
  address: undefined,
  description: undefined,
  deliveryTypeId: undefined,
  paymentTypeId: undefined,
  cardId: undefined,
  deliveryAt: undefined,
  location: { latitude: 41.285123, longitude: 69.203987 },
  lines: [
    { itemId: 1542, quantity: Quantity.of('2'), price: Money.of('18500.00', 'UZS') },
    { itemId: 1601, quantity: Quantity.of('1.25'), price: Money.of('42000.5', 'UZS') },
  ],
};

/** The row of docs/regos.md 10.2. */
function aRow(over: object = {}): object {
  return {
    id: 54321,
    code: 'ODL-0000123',
    customer: { id: 812 },
    operating_cash_id: 0,
    amount: 89500.0,
    status: { id: 22, name: 'Новый', name_var: 'CTLG_ORDER_STATUS_NEW', order: 1 },
    external_code: CODE,
    deleted_mark: false,
    ...over,
  };
}

function ordersOver(play: Player) {
  const { transport, config, requests } = aRegos(play);
  return { orders: new RegosDeliveryOrders(transport, config), requests };
}

describe('DocOrderDelivery/AddFull', () => {
  it('sends the document without members that have no value', async () => {
    const { orders, requests } = ordersOver(() => ok({ new_id: 54321 }));
    expect(await orders.addFull(CONNECTION, order)).toBe(54321);
    expect(requests[0]?.body).toEqual({
      document: {
        date: 1795336000,
        from_id: 4,
        price_type_id: 2,
        stock_id: 1,
        customer_id: 812,
        external_code: CODE,
        phone: '998901234567',
        location: { latitude: 41.285123, longitude: 69.203987 },
      },
      operations: [
        { item_id: 1542, quantity: 2, price: 18500 },
        { item_id: 1601, quantity: 1.25, price: 42000.5 },
      ],
    });
  });

  it.each([[{}], [null], [{ new_id: null }], [{ new_id: 0 }]])(
    'does not know the outcome when REGOS says ok with %j',
    async (result) => {
      const { orders } = ordersOver(() => ok(result));
      expect(await failureOf(orders.addFull(CONNECTION, order))).toBeInstanceOf(OutcomeUnknownError);
    },
  );

  it('refuses for good when the stock is short', async () => {
    const { orders, requests } = ordersOver(() => refused(1029));
    expect(await failureOf(orders.addFull(CONNECTION, order))).toMatchObject({ code: 1029, kind: 'user' });
    expect(requests).toHaveLength(1);
  });
});

describe('DocOrderDelivery/Get', () => {
  it.each([[null], [{}], ['none'], [[aRow({ id: null })]], [[aRow(), { external_code: CODE }]], [[null]]])(
    'does not take the answer %j for "there is none"',
    async (result) => {
      const { orders } = ordersOver(() => ok(result));
      expect(await failureOf(orders.findByExternalCode(CONNECTION, CODE))).toBeInstanceOf(RetryableError);
    },
  );

  it('finds none in an empty list', async () => {
    const { orders } = ordersOver(() => ok([]));
    expect(await orders.findByExternalCode(CONNECTION, CODE)).toEqual([]);
  });

  it('looks up an external code in both dialects and reads the row', async () => {
    const { orders, requests } = ordersOver(() => ok([aRow()]));
    expect(await orders.findByExternalCode(CONNECTION, CODE)).toEqual([
      {
        id: 54321,
        code: 'ODL-0000123',
        externalCode: CODE,
        status: 'New',
        customerId: 812,
        amount: '89500',
        takenByTill: false,
        courier: undefined,
        receiptUrl: undefined,
        deleted: false,
      },
    ]);
    expect(requests[0]?.body).toEqual({
      external_code: CODE,
      filters: [{ Field: 'external_code', Operator: 'Equal', Value: CODE }],
      limit: 100,
      offset: 0,
    });
  });

  it('puts documents that are not deleted first, then the older ones', async () => {
    const rows = [aRow({ id: 3 }), aRow({ id: 1, deleted_mark: true }), aRow({ id: 2 })];
    const { orders } = ordersOver(() => ok(rows));
    const found = await orders.findByExternalCode(CONNECTION, CODE);
    expect(found.map(({ id }) => id)).toEqual([2, 3, 1]);
  });

  it.each([[aRow({ external_code: 'other' })], [aRow({ external_code: null })]])(
    'adopts nothing when REGOS ignores the external code',
    async (stranger) => {
      const { orders } = ordersOver(() => ok([aRow(), stranger]));
      const failure = await failureOf(orders.findByExternalCode(CONNECTION, CODE));
      expect(failure).toBeInstanceOf(SelectorIgnoredError);
    },
  );

  it('reads many documents in one call and refuses others', async () => {
    const { orders, requests } = ordersOver(() => ok([aRow()]));
    await orders.getByIds(CONNECTION, [54321, 54322], 'background');
    expect(requests[0]?.body).toMatchObject({
      ids: [54321, 54322],
      filters: [{ Field: 'id', Operator: 'In', Value: '54321,54322' }],
    });
    const failure = await failureOf(orders.getByIds(CONNECTION, [54322], 'background'));
    expect(failure).toBeInstanceOf(SelectorIgnoredError);
  });

  it('sees that a till took the order', async () => {
    const { orders } = ordersOver(() => ok([aRow({ operating_cash_id: 3 })]));
    expect((await orders.getByIds(CONNECTION, [54321], 'person'))[0]?.takenByTill).toBe(true);
  });

  it('reads who brings it', async () => {
    const { orders } = ordersOver(() => ok([aRow({ courier: { id: 5, name: ' Тимур ' } })]));
    expect((await orders.getByIds(CONNECTION, [54321], 'person'))[0]?.courier).toBe('Тимур');
  });

  it.each([
    ['https://ofd.example/check?t=1&s=2', 'https://ofd.example/check?t=1&s=2'],
    ['http://ofd.example/check', undefined],
    ['javascript:alert(1)', undefined],
    ['tg://resolve?domain=x', undefined],
    ['https://user:password@ofd.example/', undefined],
    [`https://ofd.example/${'x'.repeat(1_000)}`, undefined],
    ['no address', undefined],
    [null, undefined],
  ])('takes %s for a receipt as %s', async (qrcodeurl, expected) => {
    const { orders } = ordersOver(() => ok([aRow({ qrcodeurl })]));
    expect((await orders.getByIds(CONNECTION, [54321], 'person'))[0]?.receiptUrl).toBe(expected);
  });
});

describe('OrderDeliveryOperation/Get', () => {
  const line = { document_id: 54321, item: { id: 1542, name: 'Сок' }, quantity: 2.0, price: 18500.0 };

  it('reads quantity and price, and nothing of the stock’s figures beside them', async () => {
    const item = { ...line.item, unit: { name: 'кг', type: 'non_pcs' } };
    const beside = { actual_quantity: 37, actual_price: 18900, quantity_const: 40 };
    const { orders } = ordersOver(() => ok([{ ...line, item, ...beside }, line]));
    expect(await orders.operations(CONNECTION, 54321)).toEqual([
      {
        itemId: 1542,
        name: 'Сок',
        unit: { name: 'кг', kind: 'non_pcs' },
        quantity: Quantity.of('2'),
        price: '18500',
      },
      { itemId: 1542, name: 'Сок', unit: undefined, quantity: Quantity.of('2'), price: '18500' },
    ]);
  });

  it.each([{ item: null }, { quantity: null }, { price: 'x' }])(
    'says nothing of lines of which one cannot be read: %j',
    async (broken) => {
      const { orders } = ordersOver(() => ok([line, { ...line, ...broken }]));
      expect(await orders.operations(CONNECTION, 54321)).toEqual([]);
    },
  );

  it('refuses lines of another document', async () => {
    const { orders } = ordersOver(() => ok([{ document_id: 1, item: { id: 1542 } }]));
    expect(await failureOf(orders.operations(CONNECTION, 54321))).toBeInstanceOf(SelectorIgnoredError);
  });
});

describe('DocOrderDelivery/SetStatus', () => {
  it('names the status', async () => {
    const { orders, requests } = ordersOver(() => ok({ row_affected: 1 }));
    await orders.setStatus(CONNECTION, 54321, 'Canceled');
    expect(requests[0]?.body).toEqual({ id: 54321, status: 'Canceled' });
  });

  it('takes "already equal" for success, and no other refusal', async () => {
    await ordersOver(() => refused(1013)).orders.setStatus(CONNECTION, 54321, 'Approved');
    const late = ordersOver(() => refused(1063)).orders.setStatus(CONNECTION, 54321, 'Canceled');
    expect(await failureOf(late)).toBeInstanceOf(RegosRefusal);
  });
});

describe('status', () => {
  it.each([
    [{ id: 22 }, 'New'],
    [{ id: 23 }, 'Approved'],
    [{ id: 24 }, 'Processing'],
    [{ id: '25' }, 'Paying'],
    [{ id: 26 }, 'Finished'],
    [{ id: 27 }, 'Canceled'],
    [{ id: 28 }, 'ReturnPaying'],
    [{ id: 29 }, 'CanceledByPosSale'],
    [{ id: 30 }, 'CanceledByPosReturn'],
    [{ id: 31 }, 'ReturnProcessing'],
    [{ id: 27, name_var: 'CTLG_ORDER_STATUS_NEW' }, 'Canceled'],
    [{ id: 99, name_var: 'CTLG_ORDER_STATUS_NEW' }, 'New'],
    [{ name_var: 'ctlg_order_status_prepare_pay' }, 'Paying'],
    [{ name_var: 'CTLG_ORDER_STATUS_RETURN_PREPARE_PAY' }, 'ReturnPaying'],
    [{ name_var: 'CTLG_ORDER_STATUS_PREPARE_PAY_RETURN' }, 'ReturnPaying'],
    [{ name_var: 'CTLG_ORDER_STATUS_RETURN_PROCESSING' }, 'ReturnProcessing'],
    [{ name_var: 'CTLG_ORDER_STATUS_CANCELED' }, 'Canceled'],
    [{ name_var: 'CTLG_ORDER_STATUS_CANCELED_BY_POS_SALE' }, 'CanceledByPosSale'],
    [{ name_var: 'CTLG_ORDER_STATUS_CANCELED_BY_POS_RETURN' }, 'CanceledByPosReturn'],
    [{ name_var: 'CTLG_ORDER_STATUS_RETURN_CANCELED_PAY' }, 'CanceledByPosReturn'],
    [{ name_var: 'CTLG_ORDER_STATUS_RENEWED' }, 'Unknown'],
    [{ id: 99, name: 'Новый' }, 'Unknown'],
    [null, 'Unknown'],
  ])('reads %j as %s', (status, expected) => {
    expect(statusOf(new Row({ status }))).toBe(expected);
  });

  it.each([
    [{ status_id: 24 }, 'Processing'],
    [{ status_id: '29', status: null }, 'CanceledByPosSale'],
    [{ status_id: 24, status: { name: 'В обработке' } }, 'Processing'],
    [{ status_id: 24, status: { id: 25 } }, 'Paying'],
    [{}, 'Unknown'],
  ])('of the document %j is %s', (document, expected) => {
    expect(statusOf(new Row(document))).toBe(expected);
  });
});
