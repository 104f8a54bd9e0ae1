import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, id64 } from './schema-columns';

/**
 * Who runs. A process renews its row by the database's clock; what it holds (chats, polling shards) is free for
 * others once the row has run out.
 */
export const processes = pgTable('processes', {
  id: uuid('id').primaryKey(),
  /** api | bot | worker | standalone */
  kind: text('kind').notNull(),
  leaseUntil: at('lease_until').notNull(),
  startedAt: at('started_at').notNull(),
});

/** Which process works on a chat now: one at a time, so that a person's updates run in order. Gone when idle. */
export const chatHolds = pgTable(
  'chat_holds',
  {
    tenantId: uuid('tenant_id').notNull(),
    botId: id64('bot_id').notNull(),
    chatId: id64('chat_id').notNull(),
    /** Process. */
    holder: uuid('holder').notNull(),
    /** Another one with each claim, by chance. */
    fence: integer('fence').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.botId, table.chatId] }),
    index('chat_holds_holder').on(table.holder),
  ],
);

/** Which process polls the bots of a shard. */
export const pollShards = pgTable('poll_shards', {
  shard: integer('shard').primaryKey(),
  /** The process that has it; null while it is free. */
  holder: uuid('holder'),
  fence: integer('fence').notNull().default(0),
});
