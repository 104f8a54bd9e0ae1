import { Money, newId } from '@rto/kernel';
import type { Order } from '@rto/orders';

/** For tests: order 7 of somebody, placed a moment ago. */
export function anOrder(): Order {
  const id = newId();
  return {
    id,
    tenantId: newId(),
    checkoutId: 'checkout-1',
    chatId: 700,
    number: 7,
    state: 'placed',
    externalCode: `tg-${id}`,
    phone: undefined,
    deliveryType: undefined,
    address: undefined,
    location: undefined,
    note: undefined,
    paymentTypeId: undefined,
    deliveryAt: undefined,
    priceTypeId: 1,
    stockId: 1,
    sourceId: 1,
    fee: undefined,
    lines: [],
    total: Money.of('1', 'UZS'),
    customerId: undefined,
    regosDocumentId: undefined,
    regosCode: undefined,
    regosStatus: undefined,
    toldStage: 0,
    toldFacts: {},
    steps: [],
    statusMessageId: undefined,
    sold: undefined,
    attempts: 0,
    lastError: undefined,
    placedAt: new Date('2026-11-23T07:00:00Z'),
    updatedAt: new Date('2026-11-23T07:00:00Z'),
  };
}
