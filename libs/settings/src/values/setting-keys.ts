import type { Localized } from '@rto/kernel';

/** Every setting of docs/product.md 5 by the name a retailer reads beside its field. */
export const SETTING_TITLES = {
  BOT_TOKEN: { ru: 'Токен бота', uz: 'Bot tokeni', en: 'Bot token' },
  PRICE_TYPE_ID: { ru: 'Вид цены', uz: 'Narx turi', en: 'Price type' },
  STOCK_ID: { ru: 'Склад', uz: 'Ombor', en: 'Stock' },
  STOCK_ID_QUANTITY: {
    ru: 'Склад для показа остатков',
    uz: 'Qoldiqlar koʻrsatiladigan ombor',
    en: 'Stock to show quantities from',
  },
  SHOW_ZERO_QUANTITY: {
    ru: 'Показывать товары без остатка',
    uz: 'Qoldiqsiz tovarlarni koʻrsatish',
    en: 'Show goods that are out of stock',
  },
  SHOW_WITHOUT_IMAGES: {
    ru: 'Показывать товары без фото',
    uz: 'Rasmsiz tovarlarni koʻrsatish',
    en: 'Show goods without pictures',
  },
  SHOW_ITEMS_WITHOUT_PRICE: {
    ru: 'Показывать товары без цены',
    uz: 'Narxsiz tovarlarni koʻrsatish',
    en: 'Show goods without a price',
  },
  SHOW_ITEM_STOCK: { ru: 'Показывать остаток', uz: 'Qoldiqni koʻrsatish', en: 'Show the quantity in stock' },
  ORDER_SOURCE_ID: { ru: 'Источник заказа', uz: 'Buyurtma manbai', en: 'Order source' },
  MIN_ORDER_AMOUNT: {
    ru: 'Минимальная сумма заказа',
    uz: 'Buyurtmaning eng kam summasi',
    en: 'Minimum order amount',
  },
  MAX_OPEN_ORDERS: {
    ru: 'Незавершённых заказов на покупателя',
    uz: 'Xaridorning tugallanmagan buyurtmalari',
    en: 'Open orders of one buyer',
  },
  MAX_ORDERS_PER_DAY: {
    ru: 'Заказов на покупателя в день',
    uz: 'Xaridorning kunlik buyurtmalari',
    en: 'Orders of one buyer a day',
  },
  WORK_TIME_ENABLED: { ru: 'Ограничить время работы', uz: 'Ish vaqtini cheklash', en: 'Limit working hours' },
  WORK_TIME_START: { ru: 'Начало работы', uz: 'Ish boshlanishi', en: 'Opening time' },
  WORK_TIME_END: { ru: 'Конец работы', uz: 'Ish tugashi', en: 'Closing time' },
  TIME_ZONE: { ru: 'Часовой пояс', uz: 'Vaqt mintaqasi', en: 'Time zone' },
  CUSTOMER_GROUP_ID: {
    ru: 'Группа новых покупателей',
    uz: 'Yangi xaridorlar guruhi',
    en: 'Group of new customers',
  },
  CARD_GROUP_ID: {
    ru: 'Группа карт для выдачи в боте',
    uz: 'Botda beriladigan kartalar guruhi',
    en: 'Group of cards given in the bot',
  },
  WELCOME_MESSAGE: { ru: 'Приветствие', uz: 'Salomlashuv matni', en: 'Welcome message' },
  SHOP_PHONE: { ru: 'Телефон магазина', uz: 'Doʻkon telefoni', en: 'Phone of the shop' },
  SHOP_USERNAME: { ru: 'Telegram магазина', uz: 'Doʻkon Telegrami', en: 'Telegram of the shop' },
  SHOP_ADDRESS: { ru: 'Адрес магазина', uz: 'Doʻkon manzili', en: 'Address of the shop' },
  SHOP_LOCATION: { ru: 'Магазин на карте', uz: 'Doʻkon xaritada', en: 'The shop on the map' },
  DELIVERY_TYPE_REQUIRED: {
    ru: 'Спрашивать способ доставки',
    uz: 'Yetkazib berish turini soʻrash',
    en: 'Ask for the delivery type',
  },
  ADDRESS_REQUIRED: { ru: 'Спрашивать адрес', uz: 'Manzilni soʻrash', en: 'Ask for the address' },
  LOCATION_REQUIRED: {
    ru: 'Требовать место доставки',
    uz: 'Yetkazish joyini talab qilish',
    en: 'Require the place of delivery',
  },
  PICKUP_STOCK_IDS: { ru: 'Пункты самовывоза', uz: 'Olib ketish joylari', en: 'Points of pickup' },
  DELIVERY_SLOTS: { ru: 'Время доставки', uz: 'Yetkazish vaqtlari', en: 'Delivery times' },
  SLOT_DAYS: {
    ru: 'На сколько дней вперёд заказывать',
    uz: 'Necha kunga oldindan buyurtma berish',
    en: 'Days that can be ordered for',
  },
  ORDERS_OUTSIDE_HOURS: {
    ru: 'Принимать заказы в нерабочее время',
    uz: 'Ish vaqtidan tashqari buyurtma olish',
    en: 'Take orders outside working hours',
  },
  DELIVERY_FEE: { ru: 'Стоимость доставки', uz: 'Yetkazish narxi', en: 'Delivery fee' },
  DELIVERY_FREE_FROM: {
    ru: 'Бесплатная доставка от суммы',
    uz: 'Bepul yetkazish summasi',
    en: 'Free delivery from',
  },
  DELIVERY_FEE_PER_KM: {
    ru: 'Доплата за километр',
    uz: 'Har kilometr uchun qoʻshimcha',
    en: 'Fee for each kilometre',
  },
  DELIVERY_FEE_ITEM_ID: {
    ru: 'Доставка как позиция заказа',
    uz: 'Yetkazish buyurtma qatori sifatida',
    en: 'Delivery as a line of the order',
  },
  ITEM_GROUP_IDS: { ru: 'Группы товаров', uz: 'Tovar guruhlari', en: 'Item groups' },
  CATALOG_PAGE_SIZE: { ru: 'Товаров на странице', uz: 'Sahifadagi tovarlar', en: 'Goods on a page' },
  INLINE_SHARING: {
    ru: 'Показ товаров в других чатах',
    uz: 'Boshqa chatlarda koʻrsatish',
    en: 'Goods in other chats',
  },
  CATALOG_VIEW: { ru: 'Вид каталога', uz: 'Katalog koʻrinishi', en: 'View of the catalogue' },
  ORDERS_DISABLED: { ru: 'Не принимать заказы', uz: 'Buyurtma qabul qilmaslik', en: 'Take no orders' },
  ORDER_STATE_TTL: {
    ru: 'Хранить незавершённый заказ, секунд',
    uz: 'Tugallanmagan buyurtmani saqlash, soniya',
    en: 'Keep an unfinished order, seconds',
  },
  AUTO_APPROVE: {
    ru: 'Подтверждать заказы сразу',
    uz: 'Buyurtmalarni darhol tasdiqlash',
    en: 'Approve orders at once',
  },
  NOTIFY_STATUSES: {
    ru: 'Сообщать о статусе заказа',
    uz: 'Buyurtma holati haqida xabar berish',
    en: 'Tell buyers the order status',
  },
  DEFAULT_LANGUAGE: { ru: 'Язык по умолчанию', uz: 'Standart til', en: 'Default language' },
  ORDERS_CHAT_ID: { ru: 'Чат сотрудников', uz: 'Xodimlar chati', en: 'Staff chat' },
  ORDERS_TOPIC_ID: {
    ru: 'Тема в чате сотрудников',
    uz: 'Xodimlar chatidagi mavzu',
    en: 'Topic of the staff chat',
  },
  ALARM_MINUTES: {
    ru: 'Напомнить о заказе через, минут',
    uz: 'Buyurtmani eslatish, daqiqa',
    en: 'Remind of an order after, minutes',
  },
  OWNER_CODE: { ru: 'Код владельца', uz: 'Egasining kodi', en: "Owner's code" },
  DAILY_SUMMARY: { ru: 'Итоги дня', uz: 'Kun yakuni', en: 'Daily summary' },
  STAFF_SEES_PHONE: {
    ru: 'Телефон покупателя в чате',
    uz: 'Chatda xaridor telefoni',
    en: "Buyer's phone in the chat",
  },
  CAMPAIGNS_PER_WEEK: {
    ru: 'Рассылок в неделю',
    uz: 'Haftalik xabarnomalar soni',
    en: 'Campaigns a week',
  },
  CART_REMINDER: {
    ru: 'Напоминать о забытой корзине',
    uz: 'Unutilgan savatni eslatish',
    en: 'Remind of a cart left behind',
  },
  ASK_RATING: {
    ru: 'Спрашивать мнение о заказе',
    uz: 'Buyurtma haqida fikr soʻrash',
    en: 'Ask what buyers think of an order',
  },
  IMAGE_SIZE: { ru: 'Размер фото', uz: 'Rasm oʻlchami', en: 'Picture size' },
} as const satisfies Record<string, Localized>;

export type SettingKey = keyof typeof SETTING_TITLES;

/**
 * Settings without a field on the marketplace card, which has room for 50: a shop adds them by hand in REGOS, or an
 * operator over the admin API. Those that most shops leave at their default stand here.
 */
export const OFF_CARD_SETTINGS = [
  'CAMPAIGNS_PER_WEEK',
  'CART_REMINDER',
  'ASK_RATING',
] as const satisfies SettingKey[];

/** Stored encrypted, shown masked. */
export const SECRET_SETTINGS: ReadonlySet<SettingKey> = new Set<SettingKey>(['BOT_TOKEN', 'OWNER_CODE']);

/** Our key for one in any case (docs/regos.md 19, quirk 16); undefined when the service has no such setting. */
export function settingKey(key: string): SettingKey | undefined {
  const upper = key.trim().toUpperCase();
  return isSettingKey(upper) ? upper : undefined;
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTING_TITLES, key);
}
