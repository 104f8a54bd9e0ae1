import { Injectable } from '@nestjs/common';
import { Database, databaseLater, databaseNow, orders, tenants } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, eq, exists, gt, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm';

/** How far a tenant's events were read. */
export interface ReadSoFar {
  readonly lastEventId: string | undefined;
  /** When they were last read to their end; undefined: never. */
  readonly readAt: Date | undefined;
}

/** A closed order hears of its receipt, or of what the till has counted, within this time. */
const CLOSED = sql`interval '1 day'`;
/** Orders of a tenant that are looked through, so that a long ledger costs no more than a short one. */
const LATEST_ORDERS = 500;

/** How far REGOS's history of events was read, a tenant each. */
@Injectable()
export class EventPositionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Some tenants whose events were not read for `pauseMs` and whose orders may have got one, in any order: all have
   * their turn, also when the first ones cannot be read.
   */
  async due(pauseMs: number, limit: number): Promise<TenantId[]> {
    const followed = this.database.acrossTenants
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          eq(orders.tenantId, tenants.id),
          gt(orders.number, sql`${tenants.lastOrderNumber} - ${LATEST_ORDERS}`),
          isNotNull(orders.regosDocumentId),
          or(isNotNull(orders.pollAt), gt(orders.updatedAt, sql`now() - ${CLOSED}`)),
        ),
      );
    const rows = await this.database.acrossTenants
      .select({ id: tenants.id })
      .from(tenants)
      .where(
        and(
          notInArray(tenants.state, ['inactive', 'removed']),
          or(isNull(tenants.eventsReadAt), lt(tenants.eventsReadAt, databaseLater(-pauseMs))),
          exists(followed),
        ),
      )
      .orderBy(sql`random()`)
      .limit(limit);
    return rows.map((row) => row.id);
  }

  async find(id: TenantId): Promise<ReadSoFar> {
    const [row] = await this.database
      .of(id)
      .select({ lastEventId: tenants.lastEventId, readAt: tenants.eventsReadAt })
      .from(tenants)
      .where(eq(tenants.id, id));
    return { lastEventId: row?.lastEventId ?? undefined, readAt: row?.readAt ?? undefined };
  }

  /** Everything up to there is in the inbox. @param isEnd there is nothing after it yet */
  async advance(id: TenantId, lastEventId: string | undefined, isEnd: boolean): Promise<void> {
    await this.database
      .of(id)
      .update(tenants)
      .set({
        lastEventId: lastEventId ?? sql`${tenants.lastEventId}`,
        eventsReadAt: isEnd ? databaseNow() : sql`${tenants.eventsReadAt}`,
      })
      .where(eq(tenants.id, id));
  }

  /** The next reading goes by the time: REGOS may know the last event no more. */
  async forgetEvent(id: TenantId): Promise<void> {
    await this.database.of(id).update(tenants).set({ lastEventId: null }).where(eq(tenants.id, id));
  }
}
