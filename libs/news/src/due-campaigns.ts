import { Injectable } from '@nestjs/common';
import { campaigns, Database, databaseLater, databaseNow, inChosen, tenants } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { CLOSED_STATES } from '@rto/settings';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Campaign } from './campaign';
import { toCampaign } from './campaign-row';

/** Longer than one look takes; a process that dies leaves it to the next after that. */
const LEASE_MS = 10_000;

/** A campaign that a worker looks at. */
export interface DueCampaign {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly campaign: Campaign;
}

/** Campaigns that have people to write to, across shops. */
@Injectable()
export class DueCampaigns {
  constructor(private readonly database: Database) {}

  /** Of open shops; no other process gets them before the lease is over. */
  async claim(limit: number): Promise<DueCampaign[]> {
    const due = this.database.acrossTenants
      .select({ id: campaigns.id })
      .from(campaigns)
      .innerJoin(tenants, eq(tenants.id, campaigns.tenantId))
      .where(
        and(
          inArray(campaigns.state, ['scheduled', 'running']),
          sql`${campaigns.dueAt} <= now()`,
          sql`${tenants.state} not in ${[...CLOSED_STATES]}`,
        ),
      )
      .orderBy(asc(campaigns.dueAt))
      .limit(limit)
      .for('update', { of: campaigns, skipLocked: true });
    const rows = await this.database.acrossTenants
      .update(campaigns)
      .set({ dueAt: databaseLater(LEASE_MS) })
      .where(inChosen(campaigns.id, due))
      .returning();
    return rows.map((row) => ({ id: row.id, tenantId: row.tenantId, campaign: toCampaign(row) }));
  }

  /** Its time has come. */
  async begin(due: DueCampaign): Promise<void> {
    await this.set(due, { state: 'running', startedAt: databaseNow() });
  }

  async lookAgainIn(due: DueCampaign, ms: number): Promise<void> {
    await this.set(due, { dueAt: databaseLater(ms) });
  }

  async lookAt(due: DueCampaign, at: Date): Promise<void> {
    await this.set(due, { dueAt: at });
  }

  async finish(due: DueCampaign): Promise<void> {
    await this.set(due, { state: 'done', dueAt: null, finishedAt: databaseNow() });
  }

  /** Not of one that its owner has paused or stopped meanwhile. */
  private async set({ id, tenantId }: DueCampaign, columns: Record<string, unknown>): Promise<void> {
    await this.database
      .of(tenantId)
      .update(campaigns)
      .set({ ...columns, updatedAt: databaseNow() })
      .where(
        and(
          eq(campaigns.tenantId, tenantId),
          eq(campaigns.id, id),
          inArray(campaigns.state, ['scheduled', 'running']),
        ),
      );
  }
}
