import { Injectable } from '@nestjs/common';
import { Database, databaseLater, databaseNow, processes } from '@rto/database';
import { and, count, eq, gt, inArray, lt, ne, sql, type AnyColumn, type SQL } from 'drizzle-orm';

export type ProcessKind = 'api' | 'bot' | 'worker' | 'standalone';

/** Age at which rows that ran out are deleted; no query needs them by then. */
const FORGET_AFTER_MS = 60_000;

/** Whether the process that a column names still runs, by the database's clock: else what it held is free. */
export function isLiveProcess(holder: AnyColumn): SQL<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM ${processes} WHERE ${processes.id} = ${holder} AND ${processes.leaseUntil} > ${databaseNow()})`;
}

/** The processes of the service, one row each. */
@Injectable()
export class ProcessRepository {
  constructor(private readonly database: Database) {}

  /** Adds a process in place of its former self, and forgets those that ended long ago without a word. */
  async add(id: string, kind: ProcessKind, leaseMs: number, former?: string): Promise<void> {
    await this.database.acrossTenants.transaction(async (tx) => {
      const isOver = lt(processes.leaseUntil, databaseLater(-FORGET_AFTER_MS));
      await tx.delete(processes).where(former === undefined ? isOver : sql`${isOver} OR id = ${former}`);
      await tx
        .insert(processes)
        .values({ id, kind, leaseUntil: databaseLater(leaseMs), startedAt: databaseNow() });
    });
  }

  /** @returns false when the lease had run out: others may hold by now what was held under it */
  async renew(id: string, leaseMs: number): Promise<boolean> {
    const rows = await this.database.acrossTenants
      .update(processes)
      .set({ leaseUntil: databaseLater(leaseMs) })
      .where(and(eq(processes.id, id), gt(processes.leaseUntil, databaseNow())))
      .returning({ id: processes.id });
    return rows.length > 0;
  }

  async remove(id: string): Promise<void> {
    await this.database.acrossTenants.delete(processes).where(eq(processes.id, id));
  }

  /** Says that all others are gone. */
  async removeOthers(id: string): Promise<void> {
    await this.database.acrossTenants.delete(processes).where(ne(processes.id, id));
  }

  async countLive(kinds: readonly ProcessKind[]): Promise<number> {
    const [row] = await this.database.acrossTenants
      .select({ live: count() })
      .from(processes)
      .where(and(inArray(processes.kind, [...kinds]), gt(processes.leaseUntil, databaseNow())));
    return row?.live ?? 0;
  }
}
