import { formatMinuteOfDay, isOpenAt, type OpeningHours } from '@rto/kernel';
import type { Tenant } from '../tenants/tenant';
import { finding, settingFinding, type Finding } from './finding';
import { localTime } from './local-time';

const DAY_MINUTES = 24 * 60;
const SHORTEST_DAY_MINUTES = 60;
const REGOS_TIME_ZONE = 'Asia/Tashkent';
/** More lines than two screens of a phone. */
const LARGE_PAGE = 10;
/** Somebody who is called away in the middle comes back within the hour. */
const SHORTEST_CHECKOUT_SEC = 3600;

/** Whether values that are valid also suit a shop, without any call. */
export function checkRules(tenant: Tenant, now: Date): Finding[] {
  const { settings, state } = tenant;
  const { ordersDisabled, autoApprove, openingHours, timeZone, catalogPageSize, orderStateTtlSec } = settings;
  const localNow = localTime(now, timeZone);
  return [
    ...(state === 'disabled' ? [finding('shop_disabled')] : []),
    ...(ordersDisabled ? [settingFinding('orders_disabled', 'ORDERS_DISABLED')] : []),
    ...(autoApprove ? [] : [settingFinding('approval_by_hand', 'AUTO_APPROVE')]), // docs/regos.md 21.11
    ...(openingHours ? [checkHours(openingHours, now)] : []),
    ...(localNow === localTime(now, REGOS_TIME_ZONE)
      ? []
      : [settingFinding('foreign_time_zone', 'TIME_ZONE', timeZone, localNow)]),
    ...(catalogPageSize > LARGE_PAGE
      ? [settingFinding('page_size_large', 'CATALOG_PAGE_SIZE', String(catalogPageSize))]
      : []),
    ...(orderStateTtlSec < SHORTEST_CHECKOUT_SEC
      ? [settingFinding('checkout_ttl_short', 'ORDER_STATE_TTL', String(orderStateTtlSec))]
      : []),
    ...checkOrderLimits(settings),
  ];
}

/** Either limit alone bounds what one person can do to a shop. */
function checkOrderLimits({ maxOpenOrders, maxOrdersPerDay }: Tenant['settings']): Finding[] {
  if (maxOpenOrders === 0 && maxOrdersPerDay === 0) {
    return [settingFinding('orders_unlimited', 'MAX_OPEN_ORDERS')];
  }
  const isReached = maxOrdersPerDay === 0 || maxOpenOrders <= maxOrdersPerDay;
  if (isReached) return [];
  return [
    settingFinding('open_above_day', 'MAX_OPEN_ORDERS', String(maxOpenOrders), String(maxOrdersPerDay)),
  ];
}

function checkHours(hours: OpeningHours, now: Date): Finding {
  const openMinutes = (hours.end - hours.start + DAY_MINUTES) % DAY_MINUTES;
  if (openMinutes === 0) return { ...finding('hours_unlimited'), key: 'WORK_TIME_START' };
  if (openMinutes < SHORTEST_DAY_MINUTES) {
    return { ...finding('hours_short', String(openMinutes)), key: 'WORK_TIME_START' };
  }
  return finding(
    isOpenAt(hours, now) ? 'hours_ok' : 'closed_now',
    formatMinuteOfDay(hours.start),
    formatMinuteOfDay(hours.end),
    localTime(now, hours.timeZone),
  );
}
