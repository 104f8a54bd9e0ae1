import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, id64 } from './schema-columns';
import { tenants } from './schema-tenants';

export * from './schema-admin';
export * from './schema-alarms';
export * from './schema-forgotten';
export * from './schema-links';
export * from './schema-news';
export * from './schema-notices';
export * from './schema-orders';
export * from './schema-owners';
export * from './schema-processes';
export * from './schema-saved';
export * from './schema-talks';
export * from './schema-staff';
export * from './schema-tenants';

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
    /** When the person asked for no news: no campaign and no reminder is sent until they ask for them. */
    newsOffAt: at('news_off_at'),
    /** When the person was last seen to have a loyalty card. */
    cardSeenAt: at('card_seen_at'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.chatId] }),
    index('shoppers_phone_hash').on(table.tenantId, table.phoneHash),
  ],
);

/** What the memory key-value store must not lose at a restart when there is no Redis: carts, dialogs, catalogues. */
export const keyValueEntries = pgTable('key_value_entries', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  expiresAt: at('expires_at').notNull(),
});
