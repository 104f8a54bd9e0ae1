import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, id64 } from './schema-columns';

/** Goods that people have put aside: favourites, and sold-out ones that they want to hear of. */
export const savedGoods = pgTable(
  'saved_goods',
  {
    tenantId: uuid('tenant_id').notNull(),
    chatId: id64('chat_id').notNull(),
    /** favourite | awaited */
    kind: text('kind').notNull(),
    itemId: id64('item_id').notNull(),
    /** Of the item, for the time when the catalogue has it no more. */
    name: text('name').notNull(),
    savedAt: at('saved_at').notNull(),
    /** When REGOS is asked next whether there is some again; null for favourites. */
    lookAt: at('look_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.chatId, table.kind, table.itemId] }),
    index('saved_goods_awaited')
      .on(table.lookAt)
      .where(sql`look_at is not null`),
  ],
);
