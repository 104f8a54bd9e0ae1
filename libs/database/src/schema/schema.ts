import { sql } from 'drizzle-orm';
import {
  boolean,
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

export * from './schema-admin';
export * from './schema-forgotten';
export * from './schema-links';
export * from './schema-notices';
export * from './schema-processes';
export * from './schema-saved';
export * from './schema-staff';

export const tenants = pgTable(
  'tenants',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** active | disabled | misconfigured | inactive | removed (docs/product.md 4) */
    state: text('state').notNull(),
    /** The operator's wish; false while `disabled`. */
    enabled: boolean('enabled').notNull().default(true),
    /** `{key, code, message: {ru, uz, en}}[]` */
    problems: jsonb('problems').notNull().default([]),
    /** AES-256-GCM; works like a password (docs/regos.md 15). */
    connectionCipher: text('connection_cipher').notNull(),
    /** Keyed hash for look-ups. */
    connectionHash: text('connection_hash').notNull(),
    botId: id64('bot_id'),
    botUsername: text('bot_username'),
    /** @BotFather has its inline mode on. */
    botInline: boolean('bot_inline').notNull().default(false),
    /** Keyed hash of the token `botId` was read with: a known token costs no getMe at start. */
    tokenHash: text('token_hash'),
    lastOrderNumber: integer('last_order_number').notNull().default(0),
    /** AES-256-GCM of the REGOS account behind the connection: data moves only within one account. Null until known. */
    accountCipher: text('account_cipher'),
    /** The last event of REGOS that was read by `Event/Get`; the next reading goes on from it. */
    lastEventId: text('last_event_id'),
    /** When `Event/Get` was last read to its end. */
    eventsReadAt: at('events_read_at'),
    /** When it was removed; what people left there is kept 30 days. */
    removedAt: at('removed_at'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [uniqueIndex('tenants_connection').on(table.connectionHash)],
);

/** How each tenant came to its state; append only. */
export const tenantHistory = pgTable(
  'tenant_history',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    state: text('state').notNull(),
    at: at('at').notNull(),
  },
  (table) => [index('tenant_history_tenant').on(table.tenantId, table.at)],
);

/** Inbox of what REGOS's handler was told: committed before it is answered (docs/reliability.md rule 1). */
export const regosCalls = pgTable(
  'regos_calls',
  {
    id: uuid('id').primaryKey(),
    /** Keyed hash of the connection that is named; the id itself only in `content`. */
    connectionHash: text('connection_hash').notNull(),
    /** The event's id, or a hash of the content for calls without one. */
    eventKey: text('event_key').notNull(),
    action: text('action').notNull(),
    /** AES-256-GCM of the normalised call; null once done. */
    contentCipher: text('content_cipher'),
    attempts: integer('attempts').notNull().default(0),
    /** When the work is due; null once done. */
    dueAt: at('due_at'),
    lastError: text('last_error'),
    receivedAt: at('received_at').notNull(),
  },
  (table) => [
    uniqueIndex('regos_calls_event').on(table.connectionHash, table.eventKey),
    index('regos_calls_due').on(table.dueAt),
    index('regos_calls_received').on(table.receivedAt),
  ],
);

/** One row a key and origin; a manual value wins over REGOS's. */
export const tenantSettings = pgTable(
  'tenant_settings',
  {
    tenantId: uuid('tenant_id')
      .notNull()
      .references(() => tenants.id),
    /** Upper case. */
    key: text('key').notNull(),
    /** manual | regos */
    origin: text('origin').notNull(),
    /** Plain, or AES-256-GCM for secrets. */
    value: text('value').notNull(),
    encrypted: boolean('encrypted').notNull().default(false),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key, table.origin] })],
);

/**
 * Inbox of Telegram updates: the row is committed before the update is confirmed to Telegram
 * (docs/reliability.md rule 1).
 */
export const updates = pgTable(
  'updates',
  {
    tenantId: uuid('tenant_id').notNull(),
    botId: id64('bot_id').notNull(),
    updateId: id64('update_id').notNull(),
    chatId: id64('chat_id'),
    /** AES-256-GCM of the update's JSON; null once done, so that no phone number or location stays behind. */
    payloadCipher: text('payload_cipher'),
    receivedAt: at('received_at').notNull(),
    doneAt: at('done_at'),
    /** Why it was given up, when it was. */
    error: text('error'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.botId, table.updateId] }),
    index('updates_open').on(table.doneAt, table.receivedAt),
    index('updates_chat_open')
      .on(table.tenantId, table.botId, table.chatId, table.receivedAt, table.updateId)
      .where(sql`done_at is null`),
  ],
);

/** What Telegram was told about a tenant's bot, and where it sends the bot's updates. */
export const botSetups = pgTable(
  'bot_setups',
  {
    tenantId: uuid('tenant_id')
      .primaryKey()
      .references(() => tenants.id),
    /** Last segment of the webhook's address; random, says nothing about the shop. */
    publicId: text('public_id').notNull(),
    /** AES-256-GCM of what Telegram sends along in X-Telegram-Bot-Api-Secret-Token. */
    secretCipher: text('secret_cipher').notNull(),
    /** The address before the last rotation, still let in until `previousUntil`. */
    previousPublicId: text('previous_public_id'),
    previousSecretCipher: text('previous_secret_cipher'),
    previousUntil: at('previous_until'),
    /** The bot that the address is for; null: for none yet. Another bot gets another address. */
    botId: id64('bot_id'),
    /** AES-256-GCM of the token that the webhook was set with: a former bot's is taken away with it. */
    tokenCipher: text('token_cipher'),
    /** Keyed hash of token and address that setWebhook was last called with; null: no webhook is set. */
    webhookHash: text('webhook_hash'),
    /** Keyed hash of token and texts that the profile and the menu were last set with. */
    profileHash: text('profile_hash'),
    /** What the service wanted of every bot (mode, address, texts) when this one was looked at last. */
    target: text('target'),
    /** `updated_at` of the tenant that was looked at last. */
    seenVersion: at('seen_version'),
    /** When Telegram is to be told next; null when it knows. */
    dueAt: at('due_at'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    /** Of the last getWebhookInfo. */
    checkedAt: at('checked_at'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('bot_setups_public_id').on(table.publicId),
    uniqueIndex('bot_setups_previous_public_id').on(table.previousPublicId),
    index('bot_setups_due').on(table.dueAt),
    index('bot_setups_checked').on(table.checkedAt),
  ],
);

export const shoppers = pgTable(
  'shoppers',
  {
    tenantId: uuid('tenant_id').notNull(),
    chatId: id64('chat_id').notNull(),
    /** ru | uz | uz-Cyrl | en; null until known */
    language: text('language'),
    /** When the person read what is kept of them. */
    toldOfDataAt: at('told_of_data_at'),
    /** cards | list; null: as the shop has it */
    catalogView: text('catalog_view'),
    /** RetailCustomer id: our own copy of the link that `field_telegram_id` carries in REGOS. */
    regosCustomerId: id64('regos_customer_id'),
    /** The loyalty card that orders carry where there are several. */
    regosCardId: id64('regos_card_id'),
    /** AES-256-GCM of the digits, from the person's own contact. */
    phoneCipher: text('phone_cipher'),
    /** Keyed hash for look-ups. */
    phoneHash: text('phone_hash'),
    firstName: text('first_name'),
    lastName: text('last_name'),
    /** AES-256-GCM of the places that the person has saved, as JSON. */
    addressesCipher: text('addresses_cipher'),
    /** Set when the person blocked the bot (403). */
    blockedAt: at('blocked_at'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.chatId] }),
    index('shoppers_phone_hash').on(table.tenantId, table.phoneHash),
  ],
);

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

/** What the memory key-value store must not lose at a restart when there is no Redis: carts, dialogs, catalogues. */
export const keyValueEntries = pgTable('key_value_entries', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  expiresAt: at('expires_at').notNull(),
});
