import { sql } from 'drizzle-orm';
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, id64, money } from './schema-columns';
import { tenants } from './schema-tenants';

export const orders = pgTable(
  'orders',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    /** Counts from 1 in each tenant; what the buyer is told at once. */
    number: integer('number').notNull(),
    checkoutId: text('checkout_id').notNull(),
    chatId: id64('chat_id').notNull(),
    /** `OrderState` of libs/orders. */
    state: text('state').notNull(),
    /** Chosen once, never changed, holds no time (docs/reliability.md rule 2). */
    externalCode: text('external_code').notNull(),
    regosCustomerId: id64('regos_customer_id'),
    /** AES-256-GCM of the digits. */
    phoneCipher: text('phone_cipher'),
    deliveryTypeId: id64('delivery_type_id'),
    deliveryTypeName: text('delivery_type_name'),
    address: text('address'),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    note: text('note'),
    paymentTypeId: id64('payment_type_id'),
    /** The time the buyer wants it at. */
    deliveryAt: at('delivery_at'),
    priceTypeId: id64('price_type_id').notNull(),
    stockId: id64('stock_id').notNull(),
    sourceId: id64('source_id').notNull(),
    /** The link that brought the buyer, as `link_uses` has it; null: none did. */
    link: text('link'),
    linkSource: text('link_source'),
    /** AES-256-GCM of the loyalty card that goes with it, as JSON: `OrderCard` of libs/orders, or null for none. */
    cardCipher: text('card_cipher'),
    /** For bringing it; null when nothing is taken for that. */
    deliveryFee: money('delivery_fee'),
    /** Item of REGOS whose line the fee is; null: it stands in the description. */
    deliveryFeeItemId: id64('delivery_fee_item_id'),
    total: money('total').notNull(),
    currency: text('currency').notNull(),
    /** Calls of AddFull that may have reached REGOS, and retryable failures; rate limits spend none. */
    attempts: integer('attempts').notNull().default(0),
    /** Raised with every claim; every later write names it (docs/reliability.md rule 4). */
    fence: integer('fence').notNull().default(0),
    leaseUntil: at('lease_until'),
    /** The process that has the lease, which ends with it: the orders of one that died are free at once. */
    holder: uuid('holder'),
    /** The outbox entry: when the sweep or the queue may take the row up; null when nothing is due. */
    dueAt: at('due_at'),
    /** When the last create with an unknown outcome ended, at the latest: no new one before the settling time is over. */
    unknownSince: at('unknown_since'),
    /** Set before the first AddFull leaves: from then on every attempt looks the code up first. */
    firstSentAt: at('first_sent_at'),
    regosDocumentId: id64('regos_document_id'),
    regosCode: text('regos_code'),
    /** New | Approved | ... (docs/regos.md 10.4) */
    regosStatus: text('regos_status'),
    /** Furthest status the buyer was told of: orders can go back to New, notices never do. */
    toldStage: integer('told_stage').notNull().default(0),
    /** What else of the document the buyer was told: courier, picked quantities, receipt (`ToldFacts` of libs/orders). */
    toldFacts: jsonb('told_facts').notNull().default({}),
    /** How it came to where it is: `OrderStep[]` of libs/orders, oldest first. */
    steps: jsonb('steps').notNull().default([]),
    /** The message in the buyer's chat that tells how far it is; edited as the order moves. */
    statusMessageId: id64('status_message_id'),
    /** When the open document is read again; null when it is closed. */
    pollAt: at('poll_at'),
    /** When the look for a second document with our code is due (2 and 15 min after an unknown outcome). */
    duplicateCheckAt: at('duplicate_check_at'),
    /** The buyer was told "checking with the shop" (fault table: wait). */
    waitToldAt: at('wait_told_at'),
    /** When the operator last had it tried again: from then on it is as patient as a new order. */
    retriedAt: at('retried_at'),
    lastError: text('last_error'),
    placedAt: at('placed_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('orders_checkout').on(table.tenantId, table.checkoutId),
    uniqueIndex('orders_number').on(table.tenantId, table.number),
    uniqueIndex('orders_external_code').on(table.externalCode),
    index('orders_due').on(table.dueAt),
    index('orders_held')
      .on(table.holder)
      .where(sql`holder is not null`),
    index('orders_poll').on(table.pollAt),
    index('orders_duplicate_check').on(table.duplicateCheckAt),
    index('orders_of_somebody')
      .on(table.placedAt)
      .where(sql`chat_id <> 0`),
    index('orders_placed').on(table.tenantId, table.placedAt),
    index('orders_shopper').on(table.tenantId, table.chatId, table.number),
    index('orders_link')
      .on(table.tenantId, table.link, table.linkSource)
      .where(sql`link is not null`),
  ],
);

export const orderLines = pgTable(
  'order_lines',
  {
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    tenantId: uuid('tenant_id').notNull(),
    position: integer('position').notNull(),
    itemId: id64('item_id').notNull(),
    name: text('name').notNull(),
    unitName: text('unit_name').notNull(),
    /** pcs | non_pcs */
    unitKind: text('unit_kind').notNull(),
    quantity: numeric('quantity', { precision: 15, scale: 3 }).notNull(),
    price: money('price').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.position] })],
);

/** What happened to an order, for the operator; append only. */
export const orderHistory = pgTable(
  'order_history',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id').notNull(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    /** State after the step. */
    state: text('state').notNull(),
    event: text('event').notNull(),
    detail: text('detail'),
    at: at('at').notNull(),
  },
  (table) => [
    index('order_history_order').on(table.tenantId, table.orderId, table.at),
    index('order_history_at').on(table.at),
  ],
);
