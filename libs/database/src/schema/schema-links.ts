import { date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

/** How often links into a bot were used, day by day; nothing of who used them. */
export const linkUses = pgTable(
  'link_uses',
  {
    tenantId: uuid('tenant_id').notNull(),
    /** By the clock of the shop. */
    day: date('day', { mode: 'string' }).notNull(),
    /** What it leads to, as `item_101`; empty: to the shop itself. */
    link: text('link').notNull(),
    /** What stands behind `src_`; empty: nothing. */
    source: text('source').notNull(),
    uses: integer('uses').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day, table.link, table.source] })],
);
