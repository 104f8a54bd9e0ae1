import { catalogEvent } from './catalog-event';

describe('an event of REGOS', () => {
  it.each([
    ['ItemAdded', { kind: 'item', itemId: 7 }],
    ['itemedited', { kind: 'item', itemId: 7 }],
    ['ItemDeleteMarked', { kind: 'item', itemId: 7 }],
    ['ItemDeleted', { kind: 'item', itemId: 7 }],
    ['DocPurchasePerformed', { kind: 'document', document: { kind: 'purchase', id: '7' } }],
    ['DocPurchasePerformCanceled', { kind: 'document', document: { kind: 'purchase', id: '7' } }],
    ['DocMovementPerformed', { kind: 'document', document: { kind: 'movement', id: '7' } }],
    ['DocWholeSalePerformed', { kind: 'document', document: { kind: 'wholeSale', id: '7' } }],
    ['DocWholeSaleReturnPerformed', { kind: 'document', document: { kind: 'wholeSaleReturn', id: '7' } }],
    ['DocReturnsToPartnerPerformed', { kind: 'document', document: { kind: 'returnsToPartner', id: '7' } }],
    ['DocInOutPerformCanceled', { kind: 'document', document: { kind: 'inOut', id: '7' } }],
    ['DocInventoryClosed', { kind: 'document', document: { kind: 'inventory', id: '7' } }],
    ['DocInventoryOpened', { kind: 'document', document: { kind: 'inventory', id: '7' } }],
    ['DocSetPricePerformed', { kind: 'document', document: { kind: 'setPrice', id: '7' } }],
    ['DocProductionPerformed', { kind: 'stockMoved' }],
    ['ItemGroupEdited', { kind: 'everything' }],
    ['PriceTypeEdited', { kind: 'everything' }],
    ['StockDeleted', { kind: 'everything' }],
    ['CurrencyExchangeRateEdited', { kind: 'everything' }],
    ['DeliveryTypeAdded', { kind: 'deliveryTypes' }],
    ['DocOrderDeliveryStatusSet', undefined],
    ['DocPurchaseAdded', undefined],
    ['DocSessionClosed', undefined],
    ['RetailCardEdited', undefined],
    ['SomethingNew', undefined],
  ])('%s with an id means %j', (name, meaning) => {
    expect(catalogEvent({ name, documentId: 7 })).toEqual(meaning);
  });

  it.each(['DocChequeClosed', 'DocChequeCanceled'])('%s is about the cheque of its uuid', (name) => {
    expect(catalogEvent({ name, uuid: 'u-1' })).toEqual({
      kind: 'document',
      document: { kind: 'cheque', id: 'u-1' },
    });
  });

  it('without a row says only that something moved, or that anything may be different', () => {
    expect(catalogEvent({ name: 'DocChequeClosed' })).toEqual({ kind: 'stockMoved' });
    expect(catalogEvent({ name: 'DocPurchasePerformed' })).toEqual({ kind: 'stockMoved' });
    expect(catalogEvent({ name: 'DocSetPricePerformed' })).toEqual({ kind: 'everything' });
    expect(catalogEvent({ name: 'ItemEdited' })).toEqual({ kind: 'everything' });
  });
});
