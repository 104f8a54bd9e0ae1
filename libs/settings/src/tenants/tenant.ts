import type { Language, Localized, Money, OpeningHours, TenantId } from '@rto/kernel';
import type { ImageSize, RegosConnection } from '@rto/regos';

export const TENANT_STATES = ['active', 'disabled', 'misconfigured', 'inactive', 'removed'] as const;
export type TenantState = (typeof TENANT_STATES)[number];

/** A shop in one of these sends nothing but the line that it is closed, to whoever writes (PRODUCT section 6). */
export const CLOSED_STATES = ['disabled', 'inactive', 'removed'] as const satisfies readonly TenantState[];
export type ClosedState = (typeof CLOSED_STATES)[number];

/** Something a retailer must mend, in plain words. */
export interface TenantProblem {
  /** The setting it is about, upper case; undefined when it is about the connection. */
  readonly key: string | undefined;
  /** Stable name: `missing`, `not_a_number`, `token_rejected` ... */
  readonly code: string;
  readonly message: Localized;
  /** Of `chat_moved`: the chat that took the place of the one in ORDERS_CHAT_ID. */
  readonly movedTo?: number;
}

/** Settings of PRODUCT section 5, typed. A key that is wrong or missing has its default and a problem. */
export interface TenantSettings {
  readonly botToken: string | undefined;
  readonly priceTypeId: number | undefined;
  readonly stockId: number | undefined;
  /** Stock whose quantities are shown; `stockId` unless set. */
  readonly quantityStockId: number | undefined;
  readonly showZeroQuantity: boolean;
  readonly showWithoutImages: boolean;
  readonly showItemsWithoutPrice: boolean;
  readonly showItemStock: boolean;
  readonly orderSourceId: number | undefined;
  /** Decimal text; "0" = none. The currency is the price type's. */
  readonly minOrderAmount: string;
  /** Of one chat and phone, at one time; 0 = any number. */
  readonly maxOpenOrders: number;
  /** Of one chat and phone, in a day of `timeZone`; 0 = any number. */
  readonly maxOrdersPerDay: number;
  /** Undefined: open at all hours. */
  readonly openingHours: OpeningHours | undefined;
  readonly timeZone: string;
  readonly customerGroupId: number | undefined;
  readonly welcomeMessage: string | undefined;
  readonly deliveryTypeRequired: boolean;
  readonly addressRequired: boolean;
  readonly locationRequired: boolean;
  /** Empty = all. */
  readonly itemGroupIds: readonly number[];
  readonly catalogPageSize: number;
  readonly ordersDisabled: boolean;
  /** How long a started checkout is kept, in seconds. */
  readonly orderStateTtlSec: number;
  readonly autoApprove: boolean;
  readonly notifyStatuses: boolean;
  readonly defaultLanguage: Language;
  readonly ordersChatId: number | undefined;
  readonly imageSize: ImageSize;
}

export interface TenantBot {
  readonly id: number;
  readonly username: string;
}

/** One connected integration with its settings = one tenant = one bot. */
export interface Tenant {
  readonly id: TenantId;
  readonly name: string;
  readonly state: TenantState;
  readonly problems: readonly TenantProblem[];
  readonly bot: TenantBot | undefined;
  readonly connection: RegosConnection;
  readonly settings: TenantSettings;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function isClosed({ state }: Pick<Tenant, 'state'>): boolean {
  return closedState(state) !== undefined;
}

/** Undefined while the shop may send. */
export function closedState(state: string): ClosedState | undefined {
  return CLOSED_STATES.find((closed) => closed === state);
}

/** Whether its bot can answer. Only a missing or rejected token stops a bot; other problems leave the rest working. */
export function isRunnable({ state, settings, problems }: Tenant): boolean {
  return (
    state !== 'removed' &&
    settings.botToken !== undefined &&
    !problems.some((problem) => problem.code === 'token_rejected')
  );
}

/**
 * Where the staff hears of orders; undefined: nowhere. A group that became a supergroup has another number than the
 * setting says, until the shop has entered it.
 */
export function staffChatOf({ settings, problems }: Tenant): number | undefined {
  return problems.find(({ movedTo }) => movedTo !== undefined)?.movedTo ?? settings.ordersChatId;
}

/** Whether this total is enough for an order. */
export function reachesMinimum(total: Money, minimum: Money): boolean {
  return !total.lessThan(minimum);
}
