import { orders, shoppers, type Transaction } from '@rto/database';
import { UserError } from '@rto/kernel';
import type { TenantSettings } from '@rto/settings';
import { and, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { FOLLOWED_STATES, STATES_OF_THE_DAY, UNFINISHED_STATES } from './order';
import type { OrderRow } from './ledger/order-row';

/** How often one person may order from a shop; 0: as often as they like. */
export type OrderLimits = Pick<TenantSettings, 'maxOpenOrders' | 'maxOrdersPerDay' | 'timeZone'>;

/**
 * Counts the person's orders, the new one among them. Under the lock that gives it its number: of two at once, the
 * second sees the first.
 * @param phoneHashes of the phone of this order, as shoppers have it; whoever has it is the same person
 * @throws UserError `tooManyOpen` or `tooManyToday` with the limit; nothing of the order stays then
 */
export async function assertWithinLimits(
  tx: Transaction,
  order: OrderRow,
  phoneHashes: readonly string[],
  { maxOpenOrders, maxOrdersPerDay, timeZone }: OrderLimits,
): Promise<void> {
  if (maxOpenOrders === 0 && maxOrdersPerDay === 0) return;
  const [counted] = await tx
    .select({
      open: sql<number>`(count(*) filter (where ${isOpen}))::int`,
      today: sql<number>`(count(*) filter (where ${isOfToday(timeZone)}))::int`,
    })
    .from(orders)
    .where(
      and(
        eq(orders.tenantId, order.tenantId),
        or(eq(orders.chatId, order.chatId), inArray(orders.chatId, chatsOf(tx, order, phoneHashes))),
        or(isOpen, isOfToday(timeZone)),
      ),
    );
  if (!counted) return;
  if (maxOpenOrders > 0 && counted.open > maxOpenOrders) {
    throw new UserError('tooManyOpen', { limit: String(maxOpenOrders) });
  }
  if (maxOrdersPerDay > 0 && counted.today > maxOrdersPerDay) {
    throw new UserError('tooManyToday', { limit: String(maxOrdersPerDay) });
  }
}

/** A shop that never closes its documents, as some do, takes its regulars' orders all the same. */
const COUNTED_AS_OPEN = sql`interval '7 days'`;

/** Not with REGOS yet, or a document that is still followed and not of long ago. */
const isOpen = or(
  inArray(orders.state, UNFINISHED_STATES),
  and(
    inArray(orders.state, FOLLOWED_STATES),
    isNotNull(orders.pollAt),
    sql`${orders.placedAt} > now() - ${COUNTED_AS_OPEN}`,
  ),
);

function isOfToday(timeZone: string): SQL {
  return sql`(${orders.state} in ${STATES_OF_THE_DAY}
    and ${orders.placedAt} >= date_trunc('day', now() at time zone ${timeZone}) at time zone ${timeZone})`;
}

function chatsOf(tx: Transaction, { tenantId, chatId }: OrderRow, phoneHashes: readonly string[]) {
  const own = tx
    .select({ phoneHash: shoppers.phoneHash })
    .from(shoppers)
    .where(and(eq(shoppers.tenantId, tenantId), eq(shoppers.chatId, chatId), isNotNull(shoppers.phoneHash)));
  return tx
    .select({ chatId: shoppers.chatId })
    .from(shoppers)
    .where(
      and(
        eq(shoppers.tenantId, tenantId),
        or(inArray(shoppers.phoneHash, own), inArray(shoppers.phoneHash, [...phoneHashes])),
      ),
    );
}
