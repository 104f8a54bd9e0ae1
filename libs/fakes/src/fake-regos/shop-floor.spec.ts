import { Counter, member } from './fake-regos.fixture';
import { ShopFloor } from './shop-floor';
import type { StockDocumentKind } from './stock-documents';

const SELECTION = { stock_id: 1, price_type_id: 2, ids: [101], limit: 10, offset: 0 };

function aFloor(counter: Counter): ShopFloor {
  return new ShopFloor(() => counter.call());
}

function allowed(counter: Counter): unknown {
  const { result } = counter.ask('Item/GetExt', SELECTION);
  return Array.isArray(result) ? String(member(member(result[0], 'quantity'), 'allowed')) : undefined;
}

describe('the floor of a shop', () => {
  it('sells: the stock is less, the event names the cheque, and its lines can be asked for', () => {
    const counter = new Counter();
    const uuid = aFloor(counter).sell({ 101: '3', 102: '1' });
    expect(allowed(counter)).toBe('11');
    expect(counter.events).toEqual([expect.objectContaining({ action: 'DocChequeClosed', data: { uuid } })]);
    expect(counter.ask('ChequeItemOperation/Get', { doc_sale_uuid: uuid }).result).toMatchObject([
      { document: uuid, stock_id: 1, item: { id: 101 } },
      { document: uuid, stock_id: 1, item: { id: 102 } },
    ]);
  });

  it('takes a cheque back', () => {
    const counter = new Counter();
    const floor = aFloor(counter);
    floor.undo(floor.sell({ 101: '3' }));
    expect(allowed(counter)).toBe('14');
    expect(counter.events.at(-1)?.action).toBe('DocChequeCanceled');
  });

  it.each<[StockDocumentKind, string, string, string | undefined]>([
    ['purchase', '16', 'DocPurchasePerformed', 'PurchaseOperation/Get'],
    ['movement', '12', 'DocMovementPerformed', 'MovementOperation/Get'],
    ['wholeSale', '12', 'DocWholeSalePerformed', 'WholeSaleOperation/Get'],
    ['wholeSaleReturn', '16', 'DocWholeSaleReturnPerformed', 'WholeSaleReturnOperation/Get'],
    ['returnsToPartner', '12', 'DocReturnsToPartnerPerformed', 'ReturnsToPartnerOperation/Get'],
    ['inOut', '16', 'DocInOutPerformed', 'InOutOperation/Get'],
    ['production', '16', 'DocProductionPerformed', undefined],
    ['inventory', '2', 'DocInventoryClosed', 'InventoryOperation/Get'],
  ])('moves stock by a %s', (kind, left, event, method) => {
    const counter = new Counter();
    const floor = aFloor(counter);
    const id = floor.perform(kind, { 101: '2' }, 1, kind === 'movement' ? 2 : undefined);
    expect(allowed(counter)).toBe(left);
    expect(counter.events.at(-1)).toMatchObject({ action: event, data: { id: Number(id) } });
    if (method) {
      const { result } = counter.ask(method, { document_ids: [Number(id)], limit: 10, offset: 0 });
      expect(result).toEqual([expect.objectContaining({ document_id: Number(id) })]);
    }
    floor.undo(id);
    expect(allowed(counter)).toBe('14');
  });

  it('sets prices by a document, and takes them back', () => {
    const counter = new Counter();
    const floor = aFloor(counter);
    const id = floor.setPrices({ 101: '20000.00' });
    expect(counter.account.items.get(101)?.prices[2]).toBe('20000.00');
    expect(counter.events.at(-1)).toMatchObject({ action: 'DocSetPricePerformed', data: { id } });
    const asked = { filters: [{ Field: 'document_id', Operator: 'Equal', Value: String(id) }] };
    expect(counter.ask('SetPriceOperation/Get', { ...asked, limit: 10, offset: 0 }).ok).toBe(true);
    floor.undoPrices(id);
    expect(counter.account.items.get(101)?.prices[2]).toBe('18500.00');
  });

  it('gives the lines of one named document only, and none where the right is missing', () => {
    const counter = new Counter();
    const uuid = aFloor(counter).sell({ 101: '1' });
    expect(counter.codeOf('ChequeItemOperation/Get', {})).toBe(1002);
    expect(counter.codeOf('PurchaseOperation/Get', { limit: 1, offset: 0 })).toBe(1002);
    counter.switches.documentLines = 'refused';
    expect(counter.codeOf('ChequeItemOperation/Get', { doc_sale_uuid: uuid })).toBe(1007);
  });
});
