import { orderLines, orders, StoredPhones, type Cipher, type CipherPlace } from '@rto/database';
import { Money, plainText, Quantity, type Unit } from '@rto/kernel';
import { DELIVERY_ORDER_STATUSES, type DeliveryOrderStatus } from '@rto/regos';
import {
  ORDER_STATES,
  type Order,
  type OrderCard,
  type OrderDraft,
  type OrderLine,
  type OrderState,
  type OrderStep,
  type ToldFacts,
} from '../order';

export type OrderRow = typeof orders.$inferSelect;
type OrderLineRow = typeof orderLines.$inferSelect;

/** Of goods that were not ordered and that REGOS names none for. */
const NAMELESS_UNIT: Unit = { name: '', kind: 'non_pcs' };

/** Between rows of the ledger and domain objects: encrypts on the way in, decrypts on the way out. */
export class OrderRows {
  private readonly phones: StoredPhones;

  constructor(private readonly cipher: Cipher) {
    this.phones = new StoredPhones(cipher, 'orders');
  }

  /** A row of the ledger as a domain object. */
  toOrder(row: OrderRow, lines: readonly OrderLineRow[]): Order {
    return {
      id: row.id,
      tenantId: row.tenantId,
      number: row.number,
      checkoutId: row.checkoutId,
      chatId: row.chatId,
      state: toState(row.state),
      externalCode: row.externalCode,
      customerId: row.regosCustomerId ?? undefined,
      phone: this.phones.read(row),
      deliveryType:
        row.deliveryTypeId === null
          ? undefined
          : { id: row.deliveryTypeId, name: row.deliveryTypeName ?? '' },
      address: row.address ?? undefined,
      location:
        row.latitude === null || row.longitude === null
          ? undefined
          : { latitude: row.latitude, longitude: row.longitude },
      note: row.note ?? undefined,
      paymentTypeId: row.paymentTypeId ?? undefined,
      deliveryAt: row.deliveryAt ?? undefined,
      priceTypeId: row.priceTypeId,
      stockId: row.stockId,
      sourceId: row.sourceId,
      cameBy: row.link === null ? undefined : { link: row.link, source: row.linkSource ?? '' },
      card: row.cardCipher === null ? undefined : this.card(row.cardCipher, row.tenantId),
      lines: lines.map((line) => toLine(line, row.currency)),
      fee:
        row.deliveryFee === null
          ? undefined
          : {
              amount: Money.of(row.deliveryFee, row.currency),
              itemId: row.deliveryFeeItemId ?? undefined,
            },
      total: Money.of(row.total, row.currency),
      placedAt: row.placedAt,
      regosDocumentId: row.regosDocumentId ?? undefined,
      regosCode: row.regosCode ?? undefined,
      regosStatus: row.regosStatus === null ? undefined : toStatus(row.regosStatus),
      toldStage: row.toldStage,
      toldFacts: row.toldFacts as ToldFacts,
      steps: toSteps(row.steps),
      statusMessageId: row.statusMessageId ?? undefined,
      sold: toSold(row.toldFacts as ToldFacts, row.currency),
      attempts: row.attempts,
      lastError: row.lastError ?? undefined,
      updatedAt: row.updatedAt,
    };
  }

  /** Columns of a new order. */
  toOrderRow(
    draft: OrderDraft,
    id: string,
    number: number,
  ): Omit<typeof orders.$inferInsert, 'placedAt' | 'updatedAt' | 'dueAt'> {
    return {
      id,
      tenantId: draft.tenantId,
      number,
      checkoutId: draft.checkoutId,
      chatId: draft.chatId,
      state: 'placed',
      externalCode: `tg-${id}`,
      ...this.phones.columns(draft.tenantId, draft.phone ?? null),
      deliveryTypeId: draft.deliveryType?.id ?? null,
      deliveryTypeName: draft.deliveryType ? plainText(draft.deliveryType.name) : null,
      address: draft.address ?? null,
      latitude: draft.location?.latitude ?? null,
      longitude: draft.location?.longitude ?? null,
      note: draft.note ?? null,
      paymentTypeId: draft.paymentTypeId ?? null,
      deliveryAt: draft.deliveryAt ?? null,
      priceTypeId: draft.priceTypeId,
      stockId: draft.stockId,
      sourceId: draft.sourceId,
      link: draft.cameBy?.link ?? null,
      linkSource: draft.cameBy?.source ?? null,
      cardCipher:
        draft.card === undefined
          ? null
          : this.cipher.encrypt(JSON.stringify(draft.card), cardPlace(draft.tenantId)),
      deliveryFee: draft.fee?.amount.amount ?? null,
      deliveryFeeItemId: draft.fee?.itemId ?? null,
      total: draft.total.amount,
      currency: draft.total.currency,
    };
  }

  private card(text: string, tenantId: string): OrderCard | null {
    return JSON.parse(this.cipher.decrypt(text, cardPlace(tenantId))) as OrderCard | null;
  }
}

function cardPlace(tenantId: string): CipherPlace {
  return { tenantId, column: 'orders.card' };
}

export function toLineRows(draft: OrderDraft, orderId: string): (typeof orderLines.$inferInsert)[] {
  return draft.lines.map((line, position) => ({
    orderId,
    tenantId: draft.tenantId,
    position,
    itemId: line.itemId,
    name: plainText(line.name),
    unitName: plainText(line.unit.name),
    unitKind: line.unit.kind,
    quantity: line.quantity.toString(),
    price: line.price.amount,
  }));
}

function toLine(row: OrderLineRow, currency: string): OrderLine {
  return {
    itemId: row.itemId,
    name: row.name,
    unit: { name: row.unitName, kind: row.unitKind === 'pcs' ? 'pcs' : 'non_pcs' },
    quantity: Quantity.of(row.quantity),
    price: Money.of(row.price, currency),
  };
}

function toSold({ sold }: ToldFacts, currency: string): Order['sold'] {
  return (
    sold && {
      lines: sold.lines.map(({ unit, quantity, price, ...line }) => ({
        ...line,
        unit: unit ?? NAMELESS_UNIT,
        quantity: Quantity.of(quantity),
        price: Money.of(price, currency),
      })),
      total: Money.of(sold.total, currency),
    }
  );
}

/** Instants are text in JSON. */
function toSteps(json: unknown): readonly OrderStep[] {
  const steps = json as readonly { readonly status: string; readonly at: string }[];
  return steps.map(({ status, at }) => ({ status: toStatus(status), at: new Date(at) }));
}

function toState(text: string): OrderState {
  const state = ORDER_STATES.find((candidate) => candidate === text);
  if (!state) throw new TypeError(`the ledger holds an unknown order state: ${text}`);
  return state;
}

function toStatus(text: string): DeliveryOrderStatus {
  return DELIVERY_ORDER_STATUSES.find((candidate) => candidate === text) ?? 'Unknown';
}
