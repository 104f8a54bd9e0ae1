import { createHash } from 'node:crypto';
import { newId } from '@rto/kernel';
import type { AlongInTransaction } from './database';
import { databaseNow } from './database-time';
import { auditLog } from './schema/schema';

/** What REGOS's facts do to a tenant. */
export const REGOS_AUDIT_ACTIONS = [
  'tenant.connect',
  'tenant.disconnect',
  'tenant.reconnect',
  'tenant.activate',
  'tenant.deactivate',
  'tenant.settings',
  'tenant.problem',
] as const;
type RegosAuditAction = (typeof REGOS_AUDIT_ACTIONS)[number];

/** Never a secret: names of settings, codes, counts. */
type Detail = Readonly<Record<string, string | readonly string[]>>;

/** Writes the line of a change that REGOS made to a tenant. */
export function auditOfRegos(action: RegosAuditAction, detail: Detail = {}): AlongInTransaction {
  return auditOf({ actor: 'regos', actorName: 'REGOS' }, action, detail);
}

/** Writes the line of what this service did by itself because of a change, beside the line of that change. */
export function auditOfService(action: 'tenant.campaigns', detail: Detail): AlongInTransaction {
  return auditOf({ actor: 'service', actorName: 'Service' }, action, detail);
}

/** Writes the line of what the staff of a shop did to an order from its chat. */
export function auditOfStaff(
  { id, name, act }: { readonly id: number; readonly name: string; readonly act: string },
  action: 'order.approve' | 'order.cancel',
  tenantId: string,
): AlongInTransaction {
  return async (tx, subjectId) => {
    const who = { actor: `telegram:${id}`, actorName: name };
    const line = { ...who, id: idOf(tenantId, act, action), at: databaseNow(), action, detail: {} };
    await tx
      .insert(auditLog)
      .values({ ...line, tenantId, subjectId })
      .onConflictDoNothing();
  };
}

/** The same for the same names: what is done again after a crash is one line. */
function idOf(...names: readonly string[]): string {
  const hex = createHash('sha256').update(names.join('\n')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** What happens to the owners of a shop over Telegram. */
export type OwnerAuditAction = 'owner.name' | 'owner.remove' | 'owner.refused' | 'owner.close' | 'owner.open';

/** Writes the line of it; like those of people, it does not say whom it is about. */
export function auditOfOwner(action: OwnerAuditAction, detail: Detail = {}): AlongInTransaction {
  return async (tx, tenantId) => {
    const line = { actor: 'telegram', actorName: 'Telegram', id: newId(), at: databaseNow(), action, detail };
    await tx.insert(auditLog).values({ ...line, tenantId, subjectId: tenantId });
  };
}

function auditOf(
  who: { readonly actor: string; readonly actorName: string },
  action: string,
  detail: Detail,
): AlongInTransaction {
  return async (tx, tenantId) => {
    const line = { ...who, id: newId(), at: databaseNow(), action, detail };
    await tx.insert(auditLog).values({ ...line, tenantId, subjectId: tenantId });
  };
}
