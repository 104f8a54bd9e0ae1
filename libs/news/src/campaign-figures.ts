import { campaignRecipients, orders, type ScopedDatabase } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { CampaignFigures } from './campaign';

/** What counts as bought because of it. */
const BOUGHT_WITHIN = sql`interval '3 days'`;

/** What became of a campaign whose recipients are still known. */
export async function figuresOf(
  database: Pick<ScopedDatabase, 'select'>,
  tenantId: TenantId,
  campaign: number,
): Promise<CampaignFigures> {
  // by names: in the columns of a query of one table drizzle leaves the table of each out, also of the inner one
  const bought = sql`exists (select 1 from ${orders} o where o.tenant_id = ${tenantId}
    and o.chat_id = campaign_recipients.chat_id and o.state not in ('refused', 'cancelled')
    and o.placed_at between campaign_recipients.tried_at and campaign_recipients.tried_at + ${BOUGHT_WITHIN})`;
  const { tenantId: tenant, campaign: of, triedAt, outcome, openedAt } = campaignRecipients;
  const [row] = await database
    .select({
      sent: sql<number>`(count(*) filter (where ${outcome} = 'sent'))::int`,
      blocked: sql<number>`(count(*) filter (where ${outcome} = 'blocked'))::int`,
      failed: sql<number>`(count(*) filter (where coalesce(${outcome}, 'failed') = 'failed'))::int`,
      opened: sql<number>`count(${openedAt})::int`,
      bought: sql<number>`(count(*) filter (where ${outcome} = 'sent' and ${bought}))::int`,
    })
    .from(campaignRecipients)
    .where(and(eq(tenant, tenantId), eq(of, campaign), isNotNull(triedAt)));
  return row ?? { sent: 0, blocked: 0, failed: 0, opened: 0, bought: 0 };
}
