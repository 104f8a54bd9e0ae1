import { sql } from 'drizzle-orm';
import {
  boolean,
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

/** What an owner writes to the people of the shop: drafts, and those that are sent. */
export const campaigns = pgTable(
  'campaigns',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id').notNull(),
    /** Counts from 1 in each tenant. */
    number: integer('number').notNull(),
    /** Chat of the owner who wrote it; null once that person is forgotten. */
    authorId: id64('author_id'),
    /** `CampaignState` of libs/news */
    state: text('state').notNull(),
    text: text('text').notNull().default(''),
    /** file_id of the picture, which belongs to the shop's bot. */
    photo: text('photo'),
    /** `CampaignTarget` of libs/news: what its button opens. */
    target: jsonb('target'),
    /** `Audience` of libs/news */
    audience: jsonb('audience').notNull(),
    startsAt: at('starts_at'),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    /** When a worker looks at it next; null while nothing is to be done. */
    dueAt: at('due_at'),
    /** The last chat that was taken into the recipients: they are taken in the order of their numbers. */
    cursor: id64('cursor').notNull().default(0),
    /** What became of it, once its recipients are deleted. */
    figures: jsonb('figures'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('campaigns_number').on(table.tenantId, table.number),
    index('campaigns_due')
      .on(table.dueAt)
      .where(sql`due_at is not null`),
  ],
);

/** Who a campaign is sent to. The key is what keeps anybody from being written to twice. */
export const campaignRecipients = pgTable(
  'campaign_recipients',
  {
    tenantId: uuid('tenant_id').notNull(),
    campaign: integer('campaign').notNull(),
    chatId: id64('chat_id').notNull(),
    /** When its message was handed to Telegram, written before: nobody is tried twice. */
    triedAt: at('tried_at'),
    /** sent | blocked | failed; null: not tried, or its sender died and it may have arrived. */
    outcome: text('outcome'),
    /** When the person used its button first. */
    openedAt: at('opened_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.campaign, table.chatId] }),
    index('campaign_recipients_untried')
      .on(table.tenantId, table.campaign)
      .where(sql`tried_at is null`),
    index('campaign_recipients_chat').on(table.tenantId, table.chatId),
  ],
);

/** Carts that somebody is to be reminded of, in shops that want it. */
export const cartReminders = pgTable(
  'cart_reminders',
  {
    tenantId: uuid('tenant_id').notNull(),
    chatId: id64('chat_id').notNull(),
    /** When to remind; null: that was done for this cart. */
    dueAt: at('due_at'),
    changedAt: at('changed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.chatId] }),
    index('cart_reminders_due')
      .on(table.dueAt)
      .where(sql`due_at is not null`),
  ],
);

/** What buyers thought of their orders, in shops that ask. */
export const orderRatings = pgTable(
  'order_ratings',
  {
    orderId: uuid('order_id').primaryKey(),
    tenantId: uuid('tenant_id').notNull(),
    chatId: id64('chat_id').notNull(),
    number: integer('number').notNull(),
    /** When to ask; null once asked. */
    askAt: at('ask_at'),
    liked: boolean('liked'),
    /** AES-256-GCM of what the buyer wrote. */
    wordsCipher: text('words_cipher'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    index('order_ratings_ask')
      .on(table.askAt)
      .where(sql`ask_at is not null`),
    index('order_ratings_chat').on(table.tenantId, table.chatId),
  ],
);
