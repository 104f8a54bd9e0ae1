import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, id64 } from './schema-columns';

/** Messages to people that follow from a change of state, written with that change (docs/reliability.md rule 7). */
export const notices = pgTable(
  'notices',
  {
    id: uuid('id').primaryKey(),
    /** Order of creation: notices of one chat go out in it. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    tenantId: uuid('tenant_id').notNull(),
    chatId: id64('chat_id').notNull(),
    orderId: uuid('order_id'),
    /** Discriminated `Notice` of libs/orders; texts are made when it is sent, in the reader's language. */
    content: jsonb('content').notNull(),
    /** A text to many: it lets every message about an order go first. */
    campaign: boolean('campaign').notNull().default(false),
    attempts: integer('attempts').notNull().default(0),
    dueAt: at('due_at'),
    /** When a sender took it last: the pace of a bot is counted by it over all senders. */
    claimedAt: at('claimed_at'),
    /** Process that sends it now: it is due at once when that one has died. */
    holder: uuid('holder'),
    sentAt: at('sent_at'),
    lastError: text('last_error'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('notices_sequence').on(table.sequence),
    index('notices_due').on(table.dueAt, table.sequence),
    index('notices_waiting')
      .on(table.tenantId, table.campaign, table.sequence)
      .where(sql`due_at is not null`),
    index('notices_chat_waiting')
      .on(table.tenantId, table.chatId, table.sequence)
      .where(sql`due_at is not null`),
    index('notices_claimed').on(table.tenantId, table.claimedAt),
    index('notices_held')
      .on(table.holder)
      .where(sql`holder is not null`),
    index('notices_order').on(table.orderId),
    index('notices_over')
      .on(table.createdAt)
      .where(sql`due_at is null`),
  ],
);
