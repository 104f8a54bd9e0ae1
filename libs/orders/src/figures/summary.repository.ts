import { Injectable } from '@nestjs/common';
import { Database, databaseLater, inChosen, tenants, type Transaction } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { and, asc, eq, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { NoticeRepository, type NewMessage } from '../notices/notice.repository';

/** When the days of shops are over, and which of them were told. */
@Injectable()
export class SummaryRepository {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
  ) {}

  /** Shops that are to be looked at now; no other process gets them before `againMs` is over. */
  async claim(limit: number, againMs: number): Promise<TenantId[]> {
    const db = this.database.acrossTenants;
    const due = db
      .select({ id: tenants.id })
      .from(tenants)
      .where(and(sql`${tenants.summaryDueAt} <= now()`, ne(tenants.state, 'removed')))
      .orderBy(asc(tenants.summaryDueAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await db
      .update(tenants)
      .set({ summaryDueAt: databaseLater(againMs) })
      .where(inChosen(tenants.id, due))
      .returning({ id: tenants.id });
    return rows.map(({ id }) => id);
  }

  async isTold(tenantId: TenantId, day: string): Promise<boolean> {
    const [row] = await this.database
      .of(tenantId)
      .select({ day: tenants.summaryDay })
      .from(tenants)
      .where(eq(tenants.id, tenantId));
    return row?.day != null && row.day >= day;
  }

  /** Nothing is to be told now. A shop that has changed meanwhile is looked at again. */
  async rest({ id, updatedAt }: Tenant, until: Date): Promise<void> {
    await this.database
      .of(id)
      .update(tenants)
      .set({ summaryDueAt: until })
      .where(and(eq(tenants.id, id), eq(tenants.updatedAt, updatedAt)));
  }

  /**
   * Writes the messages of a day together with the fact that it is told: once, whoever tries it and however often.
   * @returns whether they were written
   */
  async tell(tenant: Tenant, day: string, until: Date, messages: readonly NewMessage[]): Promise<boolean> {
    let isFirst = false;
    await this.notices.add(tenant.id, 'order', async (tx) => {
      isFirst = await mark(tx, tenant, day, until);
      return isFirst ? messages : [];
    });
    return isFirst;
  }
}

async function mark(tx: Transaction, { id, updatedAt }: Tenant, day: string, until: Date): Promise<boolean> {
  const isUntold = or(isNull(tenants.summaryDay), lt(tenants.summaryDay, day));
  const rows = await tx
    .update(tenants)
    .set({ summaryDay: day, summaryDueAt: until })
    .where(and(eq(tenants.id, id), eq(tenants.updatedAt, updatedAt), isUntold))
    .returning({ id: tenants.id });
  return rows.length > 0;
}
