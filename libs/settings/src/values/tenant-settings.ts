import type { Language, OpeningHours } from '@rto/kernel';
import type { ImageSize } from '@rto/regos';

/** Settings of docs/product.md 5, typed. A key that is wrong or missing has its default and a problem. */
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
  /** As people are to read it, several numbers included. */
  readonly shopPhone: string | undefined;
  readonly shopAddress: string | undefined;
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
