import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './schema-columns';

/** People who were forgotten, for processes that may remember them: nobody can tell from a row who it was. */
export const forgottenPeople = pgTable('forgotten_people', {
  id: uuid('id').primaryKey(),
  tenantId: uuid('tenant_id').notNull(),
  /** Keyed hash: the number of a chat is the person's account at Telegram. */
  chatHash: text('chat_hash').notNull(),
  forgottenAt: at('forgotten_at').notNull(),
});
