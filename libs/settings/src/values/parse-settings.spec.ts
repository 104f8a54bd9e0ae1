import { WRITTEN_LANGUAGES } from '@rto/kernel';
import { parseSettings } from './parse-settings';
import { SETTING_TITLES, type SettingKey } from './setting-keys';
import type { TenantSettings } from './tenant-settings';

const REQUIRED = {
  BOT_TOKEN: '123456:AAtoken-of-a_bot',
  PRICE_TYPE_ID: '1',
  STOCK_ID: '2',
  ORDER_SOURCE_ID: '3',
  CUSTOMER_GROUP_ID: '4',
};

const DEFAULTS: TenantSettings = {
  botToken: '123456:AAtoken-of-a_bot',
  priceTypeId: 1,
  stockId: 2,
  quantityStockId: 2,
  orderSourceId: 3,
  customerGroupId: 4,
  cardGroupId: undefined,
  showZeroQuantity: false,
  showWithoutImages: true,
  showItemsWithoutPrice: false,
  showItemStock: true,
  inlineSharing: true,
  minOrderAmount: '0',
  maxOpenOrders: 5,
  maxOrdersPerDay: 10,
  openingHours: undefined,
  timeZone: 'Asia/Tashkent',
  welcomeMessage: undefined,
  shopPhone: undefined,
  shopUsername: undefined,
  shopAddress: undefined,
  shopLocation: undefined,
  deliveryTypeRequired: false,
  addressRequired: false,
  locationRequired: true,
  pickupStockIds: [2],
  deliverySlots: [],
  slotDays: 2,
  ordersOutsideHours: false,
  deliveryFee: '0',
  deliveryFreeFrom: '0',
  deliveryFeePerKm: '0',
  deliveryFeeItemId: undefined,
  itemGroupIds: [],
  catalogPageSize: 5,
  ordersDisabled: false,
  orderStateTtlSec: 86_400,
  autoApprove: false,
  notifyStatuses: true,
  defaultLanguage: 'ru',
  ordersChatId: undefined,
  catalogView: undefined,
  ordersTopicId: undefined,
  staffSeesPhone: true,
  alarmMinutes: 15,
  ownerCode: undefined,
  dailySummary: true,
  campaignsPerWeek: 2,
  cartReminder: false,
  askRating: false,
  imageSize: 'Medium',
};

function parse(raw: Record<string, string> = {}) {
  return parseSettings({ ...REQUIRED, ...raw });
}

const TEN_TO_NOON = { start: 600, end: 720 };

const READ: readonly [SettingKey, string, Partial<TenantSettings>][] = [
  ['BOT_TOKEN', ' 1:x ', { botToken: '1:x' }],
  ['PRICE_TYPE_ID', '77', { priceTypeId: 77 }],
  ['STOCK_ID', '8', { stockId: 8, quantityStockId: 8, pickupStockIds: [8] }],
  ['STOCK_ID_QUANTITY', '9', { quantityStockId: 9 }],
  ['SHOW_ZERO_QUANTITY', 'TRUE', { showZeroQuantity: true }],
  ['SHOW_WITHOUT_IMAGES', '0', { showWithoutImages: false }],
  ['SHOW_ITEMS_WITHOUT_PRICE', '1', { showItemsWithoutPrice: true }],
  ['SHOW_ITEM_STOCK', 'False', { showItemStock: false }],
  ['ORDER_SOURCE_ID', '12', { orderSourceId: 12 }],
  ['MIN_ORDER_AMOUNT', '50000,50', { minOrderAmount: '50000.50' }],
  ['MIN_ORDER_AMOUNT', '0', { minOrderAmount: '0' }],
  ['TIME_ZONE', 'Asia/Almaty', { timeZone: 'Asia/Almaty' }],
  ['CUSTOMER_GROUP_ID', '5', { customerGroupId: 5 }],
  ['WELCOME_MESSAGE', 'Салом <b>', { welcomeMessage: 'Салом <b>' }],
  ['SHOP_PHONE', ' +998 71 200-00-00, 1234 ', { shopPhone: '+998 71 200-00-00, 1234' }],
  ['SHOP_ADDRESS', 'Чиланзар 5', { shopAddress: 'Чиланзар 5' }],
  ['DELIVERY_TYPE_REQUIRED', 'true', { deliveryTypeRequired: true }],
  ['ADDRESS_REQUIRED', 'true', { addressRequired: true }],
  ['LOCATION_REQUIRED', 'false', { locationRequired: false }],
  ['SHOP_USERNAME', '@my_shop', { shopUsername: 'my_shop' }],
  ['SHOP_USERNAME', 'https://t.me/my_shop', { shopUsername: 'my_shop' }],
  ['SHOP_LOCATION', '41.311081,69.279737', { shopLocation: { latitude: 41.311081, longitude: 69.279737 } }],
  ['PICKUP_STOCK_IDS', '2,5', { pickupStockIds: [2, 5] }],
  ['DELIVERY_SLOTS', '12:00-14:00,10:00-12:00', { deliverySlots: [TEN_TO_NOON, { start: 720, end: 840 }] }],
  ['SLOT_DAYS', '3', { slotDays: 3 }],
  ['ORDERS_OUTSIDE_HOURS', 'true', { ordersOutsideHours: true }],
  ['DELIVERY_FEE', '15000', { deliveryFee: '15000' }],
  ['DELIVERY_FREE_FROM', '200000.50', { deliveryFreeFrom: '200000.50' }],
  ['DELIVERY_FEE_ITEM_ID', '114', { deliveryFeeItemId: 114 }],
  ['ITEM_GROUP_IDS', '3, 7;9,,3', { itemGroupIds: [3, 7, 9] }],
  ['CATALOG_PAGE_SIZE', '20', { catalogPageSize: 20 }],
  ['INLINE_SHARING', 'false', { inlineSharing: false }],
  ['CATALOG_VIEW', 'Cards', { catalogView: 'cards' }],
  ['CATALOG_VIEW', 'list', { catalogView: 'list' }],
  ['ORDERS_DISABLED', '1', { ordersDisabled: true }],
  ['MAX_OPEN_ORDERS', '0', { maxOpenOrders: 0 }],
  ['MAX_ORDERS_PER_DAY', '25', { maxOrdersPerDay: 25 }],
  ['ORDER_STATE_TTL', '3600', { orderStateTtlSec: 3600 }],
  ['AUTO_APPROVE', 'true', { autoApprove: true }],
  ['NOTIFY_STATUSES', 'false', { notifyStatuses: false }],
  ['DEFAULT_LANGUAGE', 'uzb', { defaultLanguage: 'uz' }],
  ['DEFAULT_LANGUAGE', 'uzb-cyrl', { defaultLanguage: 'uz-Cyrl' }],
  ['DEFAULT_LANGUAGE', 'uz-Cyrl', { defaultLanguage: 'uz-Cyrl' }],
  ['DEFAULT_LANGUAGE', 'EN', { defaultLanguage: 'en' }],
  ['ORDERS_CHAT_ID', '-1001234567890', { ordersChatId: -1_001_234_567_890 }],
  ['ORDERS_TOPIC_ID', '7', { ordersTopicId: 7 }],
  ['STAFF_SEES_PHONE', 'false', { staffSeesPhone: false }],
  ['ALARM_MINUTES', '0', { alarmMinutes: 0 }],
  ['OWNER_CODE', ' K7-secret_9 ', { ownerCode: 'K7-secret_9' }],
  ['DAILY_SUMMARY', 'нет', { dailySummary: false }],
  ['CAMPAIGNS_PER_WEEK', '0', { campaignsPerWeek: 0 }],
  ['CART_REMINDER', 'true', { cartReminder: true }],
  ['ASK_RATING', '1', { askRating: true }],
  ['IMAGE_SIZE', 'large', { imageSize: 'Large' }],
];

/** As people write them where we expect the forms above. */
const USUAL: readonly [SettingKey, string, Partial<TenantSettings>][] = [
  ['SHOW_ZERO_QUANTITY', 'да', { showZeroQuantity: true }],
  ['SHOW_ZERO_QUANTITY', ' TRUE\u00a0', { showZeroQuantity: true }],
  ['SHOW_ZERO_QUANTITY', 'Ha', { showZeroQuantity: true }],
  ['SHOW_ZERO_QUANTITY', 'on', { showZeroQuantity: true }],
  ['LOCATION_REQUIRED', 'Нет', { locationRequired: false }],
  ['LOCATION_REQUIRED', 'yoʻq', { locationRequired: false }],
  ['LOCATION_REQUIRED', "yo'q", { locationRequired: false }],
  ['MIN_ORDER_AMOUNT', '10 000', { minOrderAmount: '10000' }],
  ['MIN_ORDER_AMOUNT', '1\u00a0250\u2009000,50', { minOrderAmount: '1250000.50' }],
  ['MIN_ORDER_AMOUNT', '20 000 сум', { minOrderAmount: '20000' }],
  ['MIN_ORDER_AMOUNT', '20000 soʻm', { minOrderAmount: '20000' }],
  ['MIN_ORDER_AMOUNT', '47000.000', { minOrderAmount: '47000.000' }],
  ['ORDER_STATE_TTL', '86 400', { orderStateTtlSec: 86_400 }],
  ['ITEM_GROUP_IDS', '3; 7', { itemGroupIds: [3, 7] }],
  ['ITEM_GROUP_IDS', '[3, "7"]', { itemGroupIds: [3, 7] }],
  ['ITEM_GROUP_IDS', '3\n7', { itemGroupIds: [3, 7] }],
  ['DELIVERY_SLOTS', '10 – 12;', { deliverySlots: [TEN_TO_NOON] }],
  ['DELIVERY_FEE', '15 000 сум', { deliveryFee: '15000' }],
  ['SHOP_LOCATION', '41.3  69.2', { shopLocation: { latitude: 41.3, longitude: 69.2 } }],
  ['ORDERS_CHAT_ID', '−100 1234567890', { ordersChatId: -1_001_234_567_890 }],
];

const WRONG: readonly [SettingKey, string, code: string, Partial<TenantSettings>][] = [
  ['BOT_TOKEN', 'no token', 'not_a_token', { botToken: undefined }],
  ['BOT_TOKEN', '', 'token_missing', { botToken: undefined }],
  ['PRICE_TYPE_ID', '', 'missing', { priceTypeId: undefined }],
  ['PRICE_TYPE_ID', '1.5', 'not_an_id', { priceTypeId: undefined }],
  ['STOCK_ID', '0', 'not_an_id', { stockId: undefined, quantityStockId: undefined, pickupStockIds: [] }],
  ['STOCK_ID_QUANTITY', 'main', 'not_an_id', { quantityStockId: 2 }],
  ['SHOW_ZERO_QUANTITY', 'maybe', 'not_a_boolean', { showZeroQuantity: false }],
  ['LOCATION_REQUIRED', '2', 'not_a_boolean', { locationRequired: true }],
  ['ORDER_SOURCE_ID', ' ', 'missing', { orderSourceId: undefined }],
  ['CUSTOMER_GROUP_ID', '-4', 'not_an_id', { customerGroupId: undefined }],
  ['MIN_ORDER_AMOUNT', '-1', 'not_an_amount', { minOrderAmount: '0' }],
  ['MIN_ORDER_AMOUNT', '1e5', 'not_an_amount', { minOrderAmount: '0' }],
  ['MIN_ORDER_AMOUNT', '10,000', 'not_an_amount', { minOrderAmount: '0' }],
  ['MIN_ORDER_AMOUNT', '10 00', 'not_an_amount', { minOrderAmount: '0' }],
  ['ITEM_GROUP_IDS', '3 7', 'not_a_list', { itemGroupIds: [] }],
  ['TIME_ZONE', 'Tashkent', 'unknown_time_zone', { timeZone: 'Asia/Tashkent' }],
  ['WELCOME_MESSAGE', 'x'.repeat(3001), 'too_long', { welcomeMessage: undefined }],
  ['ITEM_GROUP_IDS', '3,all', 'not_a_list', { itemGroupIds: [3] }],
  ['CATALOG_VIEW', 'tiles', 'unknown_choice', { catalogView: undefined }],
  ['CATALOG_PAGE_SIZE', '0', 'out_of_range', { catalogPageSize: 5 }],
  ['CATALOG_PAGE_SIZE', '21', 'out_of_range', { catalogPageSize: 5 }],
  ['SHOP_PHONE', '1'.repeat(101), 'too_long', { shopPhone: undefined }],
  ['SHOP_ADDRESS', 'x'.repeat(301), 'too_long', { shopAddress: undefined }],
  ['MAX_OPEN_ORDERS', '-1', 'out_of_range', { maxOpenOrders: 5 }],
  ['MAX_ORDERS_PER_DAY', 'many', 'out_of_range', { maxOrdersPerDay: 10 }],
  ['ORDER_STATE_TTL', 'a day', 'out_of_range', { orderStateTtlSec: 86_400 }],
  ['DEFAULT_LANGUAGE', 'de', 'unknown_choice', { defaultLanguage: 'ru' }],
  ['ORDERS_CHAT_ID', '@staff', 'not_a_chat', { ordersChatId: undefined }],
  ['ORDERS_TOPIC_ID', 'заказы', 'not_an_id', { ordersTopicId: undefined }],
  ['ALARM_MINUTES', '-1', 'out_of_range', { alarmMinutes: 15 }],
  ['CAMPAIGNS_PER_WEEK', '8', 'out_of_range', { campaignsPerWeek: 2 }],
  ['STAFF_SEES_PHONE', 'иногда', 'not_a_boolean', { staffSeesPhone: true }],
  ['OWNER_CODE', 'short-7', 'not_an_owner_code', { ownerCode: undefined }],
  ['OWNER_CODE', 'слово из букв', 'not_an_owner_code', { ownerCode: undefined }],
  ['OWNER_CODE', 'a'.repeat(59), 'not_an_owner_code', { ownerCode: undefined }],
  ['DAILY_SUMMARY', 'вечером', 'not_a_boolean', { dailySummary: true }],
  ['IMAGE_SIZE', 'Huge', 'unknown_choice', { imageSize: 'Medium' }],
  ['SHOP_USERNAME', 'my shop', 'not_a_username', { shopUsername: undefined }],
  ['SHOP_LOCATION', '91,69', 'not_a_point', { shopLocation: undefined }],
  ['SHOP_LOCATION', 'Чиланзар 5', 'not_a_point', { shopLocation: undefined }],
  ['DELIVERY_FEE_PER_KM', '1000', 'missing_point', { deliveryFeePerKm: '1000' }],
  ['DELIVERY_FEE', 'free', 'not_a_price', { deliveryFee: '0' }],
  ['DELIVERY_FREE_FROM', '-5', 'not_a_price', { deliveryFreeFrom: '0' }],
  ['DELIVERY_FEE_PER_KM', '1,000', 'not_a_price', { deliveryFeePerKm: '0' }],
  ['DELIVERY_FEE_ITEM_ID', 'доставка', 'not_an_id', { deliveryFeeItemId: undefined }],
  ['DELIVERY_SLOTS', '10:00-12:00,after noon', 'not_slots', { deliverySlots: [] }],
  ['DELIVERY_SLOTS', '10:00-10:00', 'not_slots', { deliverySlots: [] }],
  ['SLOT_DAYS', '8', 'out_of_range', { slotDays: 2 }],
  ['ORDERS_OUTSIDE_HOURS', 'night', 'not_a_boolean', { ordersOutsideHours: false }],
  ['PICKUP_STOCK_IDS', '2,all', 'not_a_list', { pickupStockIds: [2] }],
  ['WORK_TIME_START', '25:00', 'not_a_time', { openingHours: undefined }],
];

describe('parseSettings', () => {
  it('has the documented defaults when only the required settings are given', () => {
    expect(parse()).toEqual({ settings: DEFAULTS, problems: [] });
  });

  it.each([...READ, ...USUAL])('reads %s=%s', (key, value, expected) => {
    expect(parse({ [key]: value })).toEqual({ settings: { ...DEFAULTS, ...expected }, problems: [] });
  });

  it.each(WRONG)('keeps the rest working when %s is %j, and says %s', (key, value, code, expected) => {
    const { settings, problems } = parse({ [key]: value });
    expect(settings).toEqual({ ...DEFAULTS, ...expected });
    const wrong = code === 'missing_point' ? 'SHOP_LOCATION' : key;
    expect(problems.map((problem) => [problem.key, problem.code])).toEqual([[wrong, code]]);
  });

  it('matches keys without regard to case and ignores those of other integrations', () => {
    const { settings, problems } = parse({ catalog_page_size: '7', Image_Size: 'Small', SMS_SENDER: 'x' });
    expect(settings).toEqual({ ...DEFAULTS, catalogPageSize: 7, imageSize: 'Small' });
    expect(problems).toEqual([]);
  });

  it('names everything a new shop has to fill in', () => {
    const { settings, problems } = parseSettings({});
    expect(problems.map((problem) => problem.key).sort()).toEqual(Object.keys(REQUIRED).sort());
    expect(settings.catalogPageSize).toBe(5);
  });

  it('has a problem for each wrong key at once', () => {
    const wrong = Object.fromEntries(
      Object.keys(SETTING_TITLES)
        .filter((key) => !['WELCOME_MESSAGE', 'SHOP_PHONE', 'SHOP_ADDRESS'].includes(key)) // any text is right
        .map((key) => [key, '?']),
    );
    const keys = parseSettings(wrong).problems.map((problem) => problem.key);
    expect(keys.sort()).toEqual(Object.keys(wrong).sort());
  });

  it('tells each problem in the three languages, naming the field and what to do', () => {
    for (const [key, value] of WRONG) {
      const { message, key: about = key } = parse({ [key]: value }).problems[0] ?? {};
      for (const language of WRITTEN_LANGUAGES) {
        expect(message?.[language]).toContain(SETTING_TITLES[about as SettingKey][language]);
        expect(message?.[language]).not.toMatch(/undefined|\$\{|BOT_TOKEN|_ID/);
      }
      expect(new Set(Object.values(message ?? {})).size).toBe(3);
    }
  });

  it('says the permitted range in words a person can use', () => {
    const [problem] = parse({ CATALOG_PAGE_SIZE: '50' }).problems;
    expect(problem?.message).toEqual({
      ru: 'В поле «Товаров на странице» должно быть целое число: 1–20.',
      uz: '«Sahifadagi tovarlar» butun son boʻlishi kerak: 1–20.',
      en: '“Goods on a page” must be a whole number: 1–20.',
    });
  });
});

describe('opening hours', () => {
  const HOURS = { WORK_TIME_ENABLED: 'true', WORK_TIME_START: '09:00', WORK_TIME_END: '02:30:00' };

  it('are in the zone of the shop and may cross midnight', () => {
    const { settings, problems } = parse({ ...HOURS, TIME_ZONE: 'Asia/Samarkand' });
    expect(settings.openingHours).toEqual({ start: 540, end: 150, timeZone: 'Asia/Samarkand' });
    expect(problems).toEqual([]);
  });

  it('do not count while they are switched off', () => {
    expect(parse({ ...HOURS, WORK_TIME_ENABLED: 'false' }).settings.openingHours).toBeUndefined();
  });

  it.each([
    ['9:00', '24:00', 540, 0],
    ['09.00', '21-30', 540, 1290],
    [' 9 ', '23:59:59', 540, 1439],
    ['24:00', '00:00', 0, 0],
  ])('are read from %j to %j', (WORK_TIME_START, WORK_TIME_END, start, end) => {
    const { settings, problems } = parse({ ...HOURS, WORK_TIME_START, WORK_TIME_END });
    expect([settings.openingHours, problems]).toEqual([{ start, end, timeZone: 'Asia/Tashkent' }, []]);
  });

  it.each([
    ['WORK_TIME_END', '', 'missing', { start: 540, end: 0 }],
    ['WORK_TIME_END', '24:01', 'not_a_time', { start: 540, end: 0 }],
    ['WORK_TIME_START', 'утром', 'not_a_time', { start: 0, end: 150 }],
  ] as const)('keep the other time when %s is %j, and say so', (key, value, code, hours) => {
    const { settings, problems } = parse({ ...HOURS, [key]: value });
    expect(settings.openingHours).toEqual({ ...hours, timeZone: 'Asia/Tashkent' });
    expect(problems.map((problem) => [problem.key, problem.code])).toEqual([[key, code]]);
  });

  it('leave the shop open when neither time is one', () => {
    const { settings, problems } = parse({ ...HOURS, WORK_TIME_START: '?', WORK_TIME_END: '?' });
    expect([settings.openingHours, problems.length]).toEqual([undefined, 2]);
  });
});
