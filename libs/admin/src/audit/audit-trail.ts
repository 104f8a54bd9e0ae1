import { Injectable } from '@nestjs/common';
import { auditLog, Database, type AlongInTransaction } from '@rto/database';
import { Clock, newId } from '@rto/kernel';
import { and, desc, eq, gte, lt, or } from 'drizzle-orm';
import type { AdminKey } from '../access/admin-key';
import type { Place } from '../http/page';

export const AUDIT_ACTIONS = [
  ...(['tenant.register', 'tenant.rename', 'tenant.remove', 'tenant.enable', 'tenant.disable'] as const),
  ...(['tenant.settings', 'order.retry', 'order.cancel'] as const),
  ...(['owner.name', 'owner.remove'] as const),
  ...(['person.read', 'person.forget', 'key.create', 'key.revoke'] as const),
] as const;
type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Never a secret: names of settings, not their values. */
type AuditDetail = Readonly<Record<string, string | null | readonly string[]>>;

export type AuditEntry = typeof auditLog.$inferSelect;

interface AuditFilter {
  readonly tenantId?: string | undefined;
  /** Id or name of the key. */
  readonly actor?: string | undefined;
  /** Included. */
  readonly from?: Date | undefined;
  /** Not included. */
  readonly to?: Date | undefined;
}

/** Who changed what over the admin API, and whose data was looked at; what REGOS changed is written beside it. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes the line of a change in its transaction.
   * @param tenantId whose order it is; a changed tenant is its own
   */
  along(key: AdminKey, action: AuditAction, detail: AuditDetail = {}, tenantId?: string): AlongInTransaction {
    return async (tx, id) => {
      await tx.insert(auditLog).values({
        id: newId(),
        at: this.clock.now(),
        actor: key.id,
        actorName: key.name,
        action,
        tenantId: action.startsWith('tenant.') ? id : (tenantId ?? null),
        subjectId: id,
        detail,
      });
    };
  }

  /** Writes the line of a look at what is kept of a person, before they are shown. */
  async read(key: AdminKey, tenantId: string): Promise<void> {
    await this.database
      .of(tenantId)
      .transaction((tx) => this.along(key, 'person.read', {}, tenantId)(tx, tenantId));
  }

  /** Newest first. */
  async page(
    { tenantId, actor, from, to }: AuditFilter,
    limit: number,
    after?: Place,
  ): Promise<AuditEntry[]> {
    const source = tenantId === undefined ? this.database.acrossTenants : this.database.of(tenantId);
    return source
      .select()
      .from(auditLog)
      .where(
        and(
          tenantId === undefined ? undefined : eq(auditLog.tenantId, tenantId),
          actor === undefined ? undefined : or(eq(auditLog.actor, actor), eq(auditLog.actorName, actor)),
          from && gte(auditLog.at, from),
          to && lt(auditLog.at, to),
          after && or(lt(auditLog.at, after.at), and(eq(auditLog.at, after.at), lt(auditLog.id, after.id))),
        ),
      )
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(limit);
  }
}
