import { Injectable } from '@nestjs/common';
import { Database, databaseLater, databaseNow, regosCallDays, shopAlarms } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { staffChatOf, type Tenant } from '@rto/settings';
import { and, eq, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Notice } from '../notices/notice';
import { NoticeRepository } from '../notices/notice.repository';

export type AlarmKind = 'regosAway' | 'quota';

export interface DueAlarm {
  readonly tenantId: TenantId;
  readonly kind: AlarmKind;
  readonly isTold: boolean;
  readonly ageMs: number;
}

/** Rows of one statement. */
const AT_ONCE = 1_000;

/** What is wrong with shops, and whether their staffs were told. */
@Injectable()
export class AlarmRepository {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
  ) {}

  /** Keeps that something is wrong; what is kept already stays as it is. @param sinceMs ago */
  async begin(tenantId: TenantId, kind: AlarmKind, sinceMs: number, lookAfterMs: number): Promise<void> {
    await this.database
      .of(tenantId)
      .insert(shopAlarms)
      .values({
        ...{ tenantId, kind },
        since: databaseLater(-sinceMs),
        lookAt: databaseLater(Math.max(lookAfterMs - sinceMs, 0)),
      })
      .onConflictDoNothing();
  }

  /** Alarms to be looked at; no other process gets them before `againMs` is over. */
  async claimDue(limit: number, againMs: number): Promise<DueAlarm[]> {
    const { acrossTenants } = this.database;
    const due = acrossTenants
      .select({ tenantId: shopAlarms.tenantId, kind: shopAlarms.kind })
      .from(shopAlarms)
      .where(lte(shopAlarms.lookAt, databaseNow()))
      .limit(limit)
      .for('update', { skipLocked: true });
    const rows = await acrossTenants
      .update(shopAlarms)
      .set({ lookAt: databaseLater(againMs) })
      .where(sql`(${shopAlarms.tenantId}, ${shopAlarms.kind}) in ${due}`)
      .returning({
        tenantId: shopAlarms.tenantId,
        kind: shopAlarms.kind,
        toldAt: shopAlarms.toldAt,
        ageMs: sql<string>`(extract(epoch from now() - ${shopAlarms.since}) * 1000)::bigint::text`,
      });
    return rows.map(({ tenantId, kind, toldAt, ageMs }) => ({
      ...{ tenantId, kind: kind as AlarmKind },
      isTold: toldAt !== null,
      ageMs: Number(ageMs),
    }));
  }

  /** Tells the staff, once. */
  async tell(tenant: Tenant, kind: AlarmKind, content: Notice): Promise<void> {
    const chatId = staffChatOf(tenant);
    await this.notices.add(tenant.id, 'order', async (tx) => {
      const told = await tx
        .update(shopAlarms)
        .set({ toldAt: databaseNow() })
        .where(and(isOf(tenant.id, kind), isNull(shopAlarms.toldAt)))
        .returning({ kind: shopAlarms.kind });
      return told.length > 0 && chatId !== undefined ? [{ chatId, content }] : [];
    });
  }

  /** It is over. @param content of the message to a staff that was told of it */
  async end(tenant: Tenant, kind: AlarmKind, content?: (ageMinutes: number) => Notice): Promise<void> {
    const chatId = staffChatOf(tenant);
    await this.notices.add(tenant.id, 'order', async (tx) => {
      const [ended] = await tx
        .delete(shopAlarms)
        .where(isOf(tenant.id, kind))
        .returning({
          toldAt: shopAlarms.toldAt,
          minutes: sql<number>`round(extract(epoch from now() - ${shopAlarms.since}) / 60)::int`,
        });
      if (!ended?.toldAt || chatId === undefined || !content) return [];
      return [{ chatId, content: content(ended.minutes) }];
    });
  }

  /** Adds to today's calls. @returns shops that have made so many of them, and were not told */
  async count(calls: ReadonlyMap<TenantId, number>, tellFrom: number): Promise<TenantId[]> {
    const full: TenantId[] = [];
    const all = [...calls].sort(([one], [other]) => (one < other ? -1 : 1)); // processes lock in one order
    for (let start = 0; start < all.length; start += AT_ONCE) {
      const rows = await this.database.acrossTenants
        .insert(regosCallDays)
        .values(
          all
            .slice(start, start + AT_ONCE)
            .map(([tenantId, made]) => ({ tenantId, day: TODAY, calls: made })),
        )
        .onConflictDoUpdate({
          target: [regosCallDays.tenantId, regosCallDays.day],
          set: { calls: sql`${regosCallDays.calls} + excluded.calls` },
        })
        .returning();
      full.push(...rows.flatMap((row) => (row.calls >= tellFrom && !row.isTold ? [row.tenantId] : [])));
    }
    return full;
  }

  /** Tells the staff once a day. */
  async tellOfCalls(tenant: Tenant, content: (calls: number) => Notice): Promise<void> {
    const chatId = staffChatOf(tenant);
    await this.notices.add(tenant.id, 'order', async (tx) => {
      const [told] = await tx
        .update(regosCallDays)
        .set({ isTold: true })
        .where(
          and(
            eq(regosCallDays.tenantId, tenant.id),
            eq(regosCallDays.day, TODAY),
            eq(regosCallDays.isTold, false),
          ),
        )
        .returning({ calls: regosCallDays.calls });
      return told && chatId !== undefined ? [{ chatId, content: content(told.calls) }] : [];
    });
  }

  /** What was counted on other days. */
  async forgetDays(): Promise<void> {
    await this.database.acrossTenants.delete(regosCallDays).where(sql`${regosCallDays.day} < ${TODAY} - 1`);
  }
}

const TODAY = sql<string>`(now() at time zone 'UTC')::date`;

function isOf(tenantId: TenantId, kind: AlarmKind): SQL | undefined {
  return and(eq(shopAlarms.tenantId, tenantId), eq(shopAlarms.kind, kind));
}
