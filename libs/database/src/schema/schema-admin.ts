import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at } from './schema-columns';

/** Keys of the admin API, except the first one, which is ADMIN_API_KEY. Revoked ones stay, for the audit's names. */
export const adminKeys = pgTable(
  'admin_keys',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** The key's first characters, to tell keys apart; the key itself is nowhere. */
    hint: text('hint').notNull(),
    /** SHA-256, hex: 256 random bits need no slow hash. */
    hash: text('hash').notNull(),
    scopes: text('scopes').array().notNull(),
    expiresAt: at('expires_at'),
    /** Exact to a minute. */
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('admin_keys_hash').on(table.hash),
    index('admin_keys_created').on(table.createdAt, table.id),
  ],
);

/**
 * Who changed what, written in the transaction of the change. Append only: a trigger refuses everything else. No
 * references, so that nothing it names has to stay.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid('id').primaryKey(),
    at: at('at').notNull(),
    /** Id of the admin key; `regos` for what REGOS's facts have changed, `service` for what followed from a change. */
    actor: text('actor').notNull(),
    /** The key's name at that time. */
    actorName: text('actor_name').notNull(),
    /** `tenant.rename`, `order.retry`, `key.create`, `person.read` ... */
    action: text('action').notNull(),
    tenantId: uuid('tenant_id'),
    /** Id of the tenant, order or key that was changed. */
    subjectId: uuid('subject_id').notNull(),
    /** What changed, never a secret. */
    detail: jsonb('detail').notNull().default({}),
  },
  (table) => [
    index('audit_log_at').on(table.at, table.id),
    index('audit_log_tenant').on(table.tenantId, table.at, table.id),
  ],
);
