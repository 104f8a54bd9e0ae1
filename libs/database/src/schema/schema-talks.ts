import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, id64 } from './schema-columns';

/** Conversations of buyers with the staff of their shop, through the bot. Nothing of them is kept for long. */
export const talks = pgTable(
  'talks',
  {
    tenantId: uuid('tenant_id').notNull(),
    /** The buyer's. */
    chatId: id64('chat_id').notNull(),
    /** Names the buyer in the staff chat, and never another one: a button there outlives the row. */
    number: bigint('number', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    /** What it is about now; null: the shop. */
    orderNumber: integer('order_number'),
    /** The message in the staff chat that the next one of the buyer's stands below. */
    staffChatId: id64('staff_chat_id'),
    staffMessageId: id64('staff_message_id'),
    /** The buyer wants no more answers. */
    endedAt: at('ended_at'),
    /** The staff wants no more messages. */
    stoppedAt: at('stopped_at'),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.chatId] }),
    uniqueIndex('talks_number').on(table.number),
    index('talks_updated').on(table.updatedAt),
  ],
);

/** What was said in them. */
export const talkMessages = pgTable(
  'talk_messages',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id').notNull(),
    /** The buyer's. */
    chatId: id64('chat_id').notNull(),
    /** buyer | shop | question: the bot's message that an answer to goes to the buyer. */
    kind: text('kind').notNull(),
    orderNumber: integer('order_number'),
    /** Names the message that it comes from: taken once. */
    source: text('source'),
    /** Words, and Telegram's name of a picture or voice. */
    contentCipher: text('content_cipher'),
    /** Where it stands in the staff chat. */
    staffChatId: id64('staff_chat_id'),
    staffMessageId: id64('staff_message_id'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('talk_messages_source').on(table.tenantId, table.source),
    index('talk_messages_chat').on(table.tenantId, table.chatId, table.createdAt),
    index('talk_messages_staff')
      .on(table.tenantId, table.staffChatId, table.staffMessageId)
      .where(sql`staff_message_id is not null`),
    index('talk_messages_created').on(table.createdAt),
  ],
);
