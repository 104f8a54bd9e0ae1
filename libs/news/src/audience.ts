import { orders, shoppers } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, eq, isNull, or, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Audience } from './campaign';

/** The people of a shop whom news may reach and who are meant; a condition on `shoppers`. */
export function isMeant(tenantId: TenantId, audience: Audience): SQL | undefined {
  return and(
    eq(shoppers.tenantId, tenantId),
    isNull(shoppers.blockedAt),
    isNull(shoppers.newsOffAt),
    chosenBy(audience),
  );
}

function chosenBy(audience: Audience): SQL | undefined {
  switch (audience.type) {
    case 'all':
      return undefined;
    case 'bought':
      return boughtWithin(audience.days);
    case 'idle':
      return sql`not ${boughtWithin(audience.days)}`;
    case 'card':
      return or(isNotNull(shoppers.cardSeenAt), isNotNull(shoppers.regosCardId));
  }
}

function boughtWithin(days: number): SQL {
  return sql`exists (select 1 from ${orders} where ${orders.tenantId} = ${shoppers.tenantId}
    and ${orders.chatId} = ${shoppers.chatId} and ${orders.state} not in ('refused', 'cancelled')
    and ${orders.placedAt} > now() - ${days} * interval '1 day')`;
}
