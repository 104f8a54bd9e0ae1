import { tenants } from '@rto/database';
import { CLOSED_STATES } from '@rto/settings';
import { inArray, sql, type Column, type SQL } from 'drizzle-orm';

/** Whether the row of `tenantId` belongs to a shop that sends nothing for now, or never again. */
export function isOfClosedShop(tenantId: Column): SQL {
  return sql`exists (select 1 from ${tenants} where ${tenants.id} = ${tenantId}
    and ${inArray(tenants.state, [...CLOSED_STATES])})`;
}
