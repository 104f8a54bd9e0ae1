import { sql } from 'drizzle-orm';
import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { at, id64 } from './schema-columns';

/** Messages in the chats of the shops' staffs that each tell of one order, and are edited as it moves. */
export const staffCards = pgTable(
  'staff_cards',
  {
    orderId: uuid('order_id').primaryKey(),
    tenantId: uuid('tenant_id').notNull(),
    /** Where the message is, or is to be. */
    chatId: id64('chat_id').notNull(),
    /** Null before it is sent. */
    messageId: id64('message_id'),
    /** When the staff is told that nobody has accepted the order; null: never, or told. */
    alarmAt: at('alarm_at'),
    /** The bot's message that asks why the order is to be cancelled; the answer to it is the reason. */
    questionId: id64('question_id'),
  },
  (table) => [
    index('staff_cards_alarm')
      .on(table.alarmAt)
      .where(sql`alarm_at is not null`),
    index('staff_cards_question')
      .on(table.tenantId, table.questionId)
      .where(sql`question_id is not null`),
  ],
);
