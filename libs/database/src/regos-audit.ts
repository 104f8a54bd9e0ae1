import { newId } from '@rto/kernel';
import type { Witness } from './database';
import { databaseNow } from './database-time';
import { auditLog } from './schema';

/** What REGOS's facts do to a tenant. */
export type RegosAuditAction =
  `tenant.${'connect' | 'disconnect' | 'reconnect' | 'activate' | 'deactivate' | 'settings' | 'problem'}`;

/** Writes the line of a change that REGOS made to a tenant. @param detail never a secret: names of settings, codes */
export function witnessOfRegos(
  action: RegosAuditAction,
  detail: Readonly<Record<string, string | readonly string[]>> = {},
): Witness {
  return async (tx, tenantId) => {
    const line = { id: newId(), at: databaseNow(), actor: 'regos', actorName: 'REGOS', action, detail };
    await tx.insert(auditLog).values({ ...line, tenantId, subjectId: tenantId });
  };
}
