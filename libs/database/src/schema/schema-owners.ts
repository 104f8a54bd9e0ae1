import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, id64 } from './schema-columns';

/** Who runs a shop from their own chat with its bot. */
export const owners = pgTable(
  'owners',
  {
    tenantId: uuid('tenant_id').notNull(),
    chatId: id64('chat_id').notNull(),
    /** AES-256-GCM of the name that the list of owners shows; null until the person has written to the bot. */
    nameCipher: text('name_cipher'),
    /** code | invitation | operator */
    namedBy: text('named_by').notNull(),
    since: at('since').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.chatId] })],
);

/** Links that make whoever opens one first an owner; each goes when it is used. */
export const ownerInvitations = pgTable(
  'owner_invitations',
  {
    tenantId: uuid('tenant_id').notNull(),
    /** Keyed hash: the code itself is only in the link. */
    codeHash: text('code_hash').notNull(),
    /** The owner who invites; with them goes what they have not given away yet. */
    invitedBy: id64('invited_by').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.codeHash] }),
    index('owner_invitations_expired').on(table.expiresAt),
  ],
);
