import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, id64 } from './schema-columns';

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
    /** Until then its owner takes no orders; null or over: as the settings say. */
    closedUntil: at('closed_until'),
    /** When it is looked at next whether its day is over. */
    summaryDueAt: at('summary_due_at').notNull().defaultNow(),
    /** The last day, by its own clock, whose summary was told, or was not worth telling. */
    summaryDay: date('summary_day', { mode: 'string' }),
    /** When it was removed; what people left there is kept 30 days. */
    removedAt: at('removed_at'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('tenants_connection').on(table.connectionHash),
    index('tenants_summary_due').on(table.summaryDueAt),
  ],
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
