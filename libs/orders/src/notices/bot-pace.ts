import { notices, updates, type Transaction } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { NoticeKind } from './notice';
import type { Pace } from './notice-pace';

/** More of them in a second leave a campaign no room anyway. */
const MOST_ANSWERS = 30;
/** Until some of the answers count no more. */
const ANSWERS_PASS_MS = 100;

/** What left through the tenant's bot within the last second. */
export async function paceOf(tx: Transaction, tenantId: TenantId, kind: NoticeKind): Promise<Pace> {
  const [row] = await tx
    .select({
      order: sql<number>`(count(*) filter (where not ${notices.campaign}))::int`,
      campaign: sql<number>`(count(*) filter (where ${notices.campaign}))::int`,
      freeInMs: sql<number>`coalesce(ceil(extract(epoch from
        min(${notices.claimedAt}) + interval '1 second' - clock_timestamp()) * 1000), 0)::int`,
    })
    .from(notices)
    .where(
      and(
        eq(notices.tenantId, tenantId),
        sql`${notices.claimedAt} > clock_timestamp() - interval '1 second'`,
      ),
    );
  const { order, campaign, freeInMs } = row ?? { order: 0, campaign: 0, freeInMs: 0 };
  const answers = kind === 'campaign' ? await answersOf(tx, tenantId) : 0;
  return { order, campaign, answers, freeInMs: answers > 0 ? Math.max(freeInMs, ANSWERS_PASS_MS) : freeInMs };
}

/** What people did in the last second; the newest rows are found by their key, however many there are. */
async function answersOf(tx: Transaction, tenantId: TenantId): Promise<number> {
  const latest = tx
    .select({ receivedAt: updates.receivedAt })
    .from(updates)
    .where(eq(updates.tenantId, tenantId))
    .orderBy(desc(updates.botId), desc(updates.updateId))
    .limit(MOST_ANSWERS)
    .as('latest');
  const [row] = await tx
    .select({ answers: sql<number>`count(*)::int` })
    .from(latest)
    .where(sql`${latest.receivedAt} > clock_timestamp() - interval '1 second'`);
  return row?.answers ?? 0;
}
