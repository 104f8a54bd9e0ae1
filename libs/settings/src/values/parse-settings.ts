import type { OpeningHours } from '@rto/kernel';
import type { ImageSize } from '@rto/regos';
import { SettingReader } from './setting-reader';
import type { TenantProblem } from './setting-problems';
import { GOODS_VIEWS, type TenantSettings } from './tenant-settings';

const IMAGE_SIZES: readonly ImageSize[] = ['Large', 'Medium', 'Small'];
/** Leaves room for our own lines in a message of 4096 characters. */
const MAX_WELCOME_LENGTH = 3000;
const MAX_SHOP_PHONE_LENGTH = 100;
const MAX_SHOP_ADDRESS_LENGTH = 300;
/** Most orders that a limit for one person may allow; a shop that means more sets no limit, which is 0. */
const MOST_ORDERS = 1_000;
/** Their slots are buttons of one message. */
const MOST_SLOT_DAYS = 7;
/** A day. */
const MOST_ALARM_MINUTES = 1_440;
/** One a day: more of them people switch off. */
const MOST_CAMPAIGNS = 7;
const MONTH_SEC = 30 * 86_400;
/** The day begins and ends with it. */
const MIDNIGHT = 0;

interface ParsedSettings {
  readonly settings: TenantSettings;
  readonly problems: readonly TenantProblem[];
}

/**
 * A tenant's settings from their text, keys in any case. Never fails: a wrong value has its default and a
 * problem, so that the bot still answers with what works.
 * @source docs/product.md 5; the forms of values: docs/regos.md 12, ConnectedIntegrationSetting/Get
 */
export function parseSettings(raw: Readonly<Record<string, string>>): ParsedSettings {
  const read = new SettingReader(raw);
  const stockId = read.requiredId('STOCK_ID');
  const timeZone = read.timeZone('TIME_ZONE', 'Asia/Tashkent');
  const settings: TenantSettings = {
    botToken: read.token('BOT_TOKEN'),
    priceTypeId: read.requiredId('PRICE_TYPE_ID'),
    stockId,
    quantityStockId: read.id('STOCK_ID_QUANTITY') ?? stockId,
    orderSourceId: read.requiredId('ORDER_SOURCE_ID'),
    customerGroupId: read.requiredId('CUSTOMER_GROUP_ID'),
    cardGroupId: read.id('CARD_GROUP_ID'),
    ...catalogSettings(read),
    ...orderSettings(read),
    ...deliverySettings(read, stockId),
    ...newsSettings(read),
    openingHours: openingHours(read, timeZone),
    timeZone,
    welcomeMessage: read.text('WELCOME_MESSAGE', MAX_WELCOME_LENGTH),
    shopPhone: read.text('SHOP_PHONE', MAX_SHOP_PHONE_LENGTH),
    shopUsername: read.username('SHOP_USERNAME'),
    shopAddress: read.text('SHOP_ADDRESS', MAX_SHOP_ADDRESS_LENGTH),
    defaultLanguage: read.language('DEFAULT_LANGUAGE', 'ru'),
  };
  return { settings, problems: read.problems };
}

function catalogSettings(read: SettingReader) {
  return {
    showZeroQuantity: read.flag('SHOW_ZERO_QUANTITY', false),
    showWithoutImages: read.flag('SHOW_WITHOUT_IMAGES', true),
    showItemsWithoutPrice: read.flag('SHOW_ITEMS_WITHOUT_PRICE', false),
    showItemStock: read.flag('SHOW_ITEM_STOCK', true),
    itemGroupIds: read.ids('ITEM_GROUP_IDS'),
    catalogPageSize: read.integer('CATALOG_PAGE_SIZE', { default: 5, min: 1, max: 20 }),
    inlineSharing: read.flag('INLINE_SHARING', true),
    catalogView: read.choiceIfSet('CATALOG_VIEW', GOODS_VIEWS),
    imageSize: read.choice('IMAGE_SIZE', IMAGE_SIZES, 'Medium'),
  };
}

function orderSettings(read: SettingReader) {
  return {
    minOrderAmount: read.amount('MIN_ORDER_AMOUNT', '0'),
    maxOpenOrders: read.integer('MAX_OPEN_ORDERS', { default: 5, min: 0, max: MOST_ORDERS }),
    maxOrdersPerDay: read.integer('MAX_ORDERS_PER_DAY', { default: 10, min: 0, max: MOST_ORDERS }),
    ordersDisabled: read.flag('ORDERS_DISABLED', false),
    orderStateTtlSec: read.integer('ORDER_STATE_TTL', { default: 86_400, min: 1, max: MONTH_SEC }),
    autoApprove: read.flag('AUTO_APPROVE', false),
    notifyStatuses: read.flag('NOTIFY_STATUSES', true),
    ordersChatId: read.chatId('ORDERS_CHAT_ID'),
    ordersTopicId: read.id('ORDERS_TOPIC_ID'),
    staffSeesPhone: read.flag('STAFF_SEES_PHONE', true),
    ownerCode: read.ownerCode('OWNER_CODE'),
    dailySummary: read.flag('DAILY_SUMMARY', true),
    alarmMinutes: read.integer('ALARM_MINUTES', { default: 15, min: 0, max: MOST_ALARM_MINUTES }),
  };
}

function newsSettings(read: SettingReader) {
  return {
    campaignsPerWeek: read.integer('CAMPAIGNS_PER_WEEK', { default: 2, min: 0, max: MOST_CAMPAIGNS }),
    cartReminder: read.flag('CART_REMINDER', false),
    askRating: read.flag('ASK_RATING', false),
  };
}

function deliverySettings(read: SettingReader, stockId: number | undefined) {
  const pickupStockIds = read.ids('PICKUP_STOCK_IDS');
  const deliveryFeePerKm = read.price('DELIVERY_FEE_PER_KM');
  return {
    deliveryTypeRequired: read.flag('DELIVERY_TYPE_REQUIRED', false),
    addressRequired: read.flag('ADDRESS_REQUIRED', false),
    locationRequired: read.flag('LOCATION_REQUIRED', true),
    pickupStockIds: pickupStockIds.length > 0 || stockId === undefined ? pickupStockIds : [stockId],
    deliverySlots: read.slots('DELIVERY_SLOTS'),
    slotDays: read.integer('SLOT_DAYS', { default: 2, min: 1, max: MOST_SLOT_DAYS }),
    ordersOutsideHours: read.flag('ORDERS_OUTSIDE_HOURS', false),
    deliveryFee: read.price('DELIVERY_FEE'),
    deliveryFreeFrom: read.price('DELIVERY_FREE_FROM'),
    deliveryFeePerKm,
    // without it no distance can be told
    shopLocation: read.point('SHOP_LOCATION', Number(deliveryFeePerKm) > 0),
    deliveryFeeItemId: read.id('DELIVERY_FEE_ITEM_ID'),
  };
}

/**
 * Undefined while the limit is off, or when neither time can be understood: a typing error must not close a shop. One
 * that can is kept, and the other end of the day stands for its fellow.
 */
function openingHours(read: SettingReader, timeZone: string): OpeningHours | undefined {
  const enabled = read.flag('WORK_TIME_ENABLED', false);
  const start = read.time('WORK_TIME_START', enabled);
  const end = read.time('WORK_TIME_END', enabled);
  if (!enabled || (start === undefined && end === undefined)) return undefined;
  return { start: start ?? MIDNIGHT, end: end ?? MIDNIGHT, timeZone };
}
