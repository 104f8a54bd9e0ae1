import { boolean, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './schema-columns';

/** What is wrong with a shop and is told to its staff once, for as long as it is. */
export const shopAlarms = pgTable(
  'shop_alarms',
  {
    tenantId: uuid('tenant_id').notNull(),
    /** regosAway | quota */
    kind: text('kind').notNull(),
    since: at('since').notNull(),
    /** Null before the staff is told. */
    toldAt: at('told_at'),
    /** When it is looked at next. */
    lookAt: at('look_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.kind] }),
    index('shop_alarms_look').on(table.lookAt),
  ],
);

/** Calls to REGOS of a shop and a day (UTC), of all processes. */
export const regosCallDays = pgTable(
  'regos_call_days',
  {
    tenantId: uuid('tenant_id').notNull(),
    day: date('day').notNull(),
    calls: integer('calls').notNull(),
    /** The staff has heard that there are few left. */
    isTold: boolean('is_told').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day] }),
    index('regos_call_days_day').on(table.day),
  ],
);
