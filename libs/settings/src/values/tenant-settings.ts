import type { Language, MinuteOfDay, OpeningHours } from '@rto/kernel';
import type { ImageSize } from '@rto/regos';

/** How goods are shown: one a message with its picture, or many as rows. */
export const GOODS_VIEWS = ['cards', 'list'] as const;
export type GoodsView = (typeof GOODS_VIEWS)[number];

/** A point on the map, in degrees. */
export interface MapPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** A part of each day in which an order may be brought, by the shop's wall clock. */
export interface DeliverySlot {
  readonly start: MinuteOfDay;
  /** Not after `start`: on the next day. */
  readonly end: MinuteOfDay;
}

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
  /** Group of the cards that people get in the bot; undefined: they get none there. */
  readonly cardGroupId: number | undefined;
  readonly welcomeMessage: string | undefined;
  /** As people are to read it, several numbers included. */
  readonly shopPhone: string | undefined;
  /** Of the person or channel of Telegram that answers for the shop, without @. */
  readonly shopUsername: string | undefined;
  readonly shopAddress: string | undefined;
  readonly shopLocation: MapPoint | undefined;
  readonly deliveryTypeRequired: boolean;
  readonly addressRequired: boolean;
  /** A place is needed, by pin or by words. */
  readonly locationRequired: boolean;
  /** Stocks where orders may be picked up; empty only while `stockId` is missing. */
  readonly pickupStockIds: readonly number[];
  /** By their start; empty: no time is asked. */
  readonly deliverySlots: readonly DeliverySlot[];
  /** Days whose slots are offered, today among them. */
  readonly slotDays: number;
  /** A closed shop takes orders for its next slot, or for its opening. */
  readonly ordersOutsideHours: boolean;
  /** Decimal text in the currency of the price type, as the next two; "0" = none. */
  readonly deliveryFee: string;
  /** Goods for so much are brought for nothing; "0" = never. */
  readonly deliveryFreeFrom: string;
  /** On top of `deliveryFee`, for each kilometre from `shopLocation`. */
  readonly deliveryFeePerKm: string;
  /** The fee is a line of this item; undefined: it stands in the description. */
  readonly deliveryFeeItemId: number | undefined;
  /** Empty = all. */
  readonly itemGroupIds: readonly number[];
  readonly catalogPageSize: number;
  /** Goods are found in any chat, behind the name of the bot. */
  readonly inlineSharing: boolean;
  /** Undefined: cards where most goods have a picture, else a list. */
  readonly catalogView: GoodsView | undefined;
  readonly ordersDisabled: boolean;
  /** How long a started checkout is kept, in seconds. */
  readonly orderStateTtlSec: number;
  readonly autoApprove: boolean;
  readonly notifyStatuses: boolean;
  readonly defaultLanguage: Language;
  readonly ordersChatId: number | undefined;
  /** Thread of the staff chat; undefined: the general one. */
  readonly ordersTopicId: number | undefined;
  readonly staffSeesPhone: boolean;
  /** An order that nobody accepts is told to the staff again after so long; 0 = never. */
  readonly alarmMinutes: number;
  /** Makes whoever sends it to the bot an owner; undefined: nobody becomes one by a code. */
  readonly ownerCode: string | undefined;
  /** The owners read at closing time how the day was. */
  readonly dailySummary: boolean;
  /** Campaigns of the owner in any seven days; 0 = none. */
  readonly campaignsPerWeek: number;
  /** Who leaves a cart is reminded of it once. */
  readonly cartReminder: boolean;
  /** Buyers are asked the day after what they think of their order. */
  readonly askRating: boolean;
  readonly imageSize: ImageSize;
}
