import type { ShopData, ShopItem } from './shop-data';

/** A plain piece of goods that can be ordered: 18500.00 in price type 2, 14 pieces in stock 1. */
export function aShopItem(overrides: Partial<ShopItem> = {}): ShopItem {
  const { id = 101 } = overrides;
  return {
    id,
    name: 'Сок яблочный 1 л',
    groupId: 7,
    unit: 'pcs',
    prices: { 2: '18500.00' },
    onHand: { 1: '14' },
    articul: `A-${id}`,
    barcode: `4780000000${id}`,
    imageUrl: `https://cdn.example/i/${id}_{size}.jpg`,
    ...overrides,
  };
}

/** A small shop with one item of every kind that has its own rule; ids are fixed so that tests can name them. */
export function aShop(overrides: Partial<ShopData> = {}): ShopData {
  return {
    priceTypes: [
      { id: 1, name: 'Закупочная', currency: 'UZS' },
      { id: 2, name: 'Розничная', currency: 'UZS' },
    ],
    stocks: [
      { id: 1, name: 'Чиланзар', address: 'Чиланзар 5' },
      { id: 2, name: 'Юнусабад' },
    ],
    deliveryTypes: [
      { id: 1, name: 'Курьер' },
      { id: 2, name: 'Самовывоз' },
    ],
    sources: [
      { id: 3, name: 'Сайт' },
      { id: 4, name: 'Telegram' },
    ],
    paymentTypes: [
      { id: 1, name: 'Наличные', enabled: true },
      { id: 2, name: 'Карта', enabled: 'True' },
      { id: 3, name: 'Перечисление', enabled: 'backoffice' },
      { id: 4, name: 'Payme', enabled: 2 },
      { id: 5, name: 'Талоны', enabled: false },
    ],
    customerGroups: [{ id: 1, name: 'Все покупатели' }],
    groups: [
      { id: 3, name: 'Напитки' },
      { id: 7, parentId: 3, name: 'Соки' },
      { id: 8, parentId: 3, name: 'Другое' },
      { id: 9, name: 'Другое' },
      { id: 10, parentId: 7, name: 'Свежевыжатые' },
    ],
    items: SHOP_ITEMS,
    customers: [],
    cards: [],
    ...overrides,
  };
}

const SHOP_ITEMS: readonly ShopItem[] = [
  aShopItem(),
  aShopItem({
    id: 102,
    name: 'Вода 0,5 л',
    groupId: 8,
    prices: { 2: '3000.00' },
    moreBarcodes: ['4780000000777'],
  }),
  aShopItem({
    id: 103,
    name: 'Яблоки',
    groupId: 9,
    unit: 'kg',
    prices: { 1: '9000.00', 2: '12990.00' },
    onHand: { 1: '5.350' },
  }),
  aShopItem({ id: 104, name: 'Футболка', groupId: 9, prices: {}, onHand: {} }),
  aShopItem({ id: 105, name: 'Футболка белая M', groupId: 9, parentId: 104, color: 'белый', size: 'M' }),
  aShopItem({
    id: 106,
    name: 'Футболка белая L',
    groupId: 9,
    parentId: 104,
    color: 'белый',
    size: 'L',
    onHand: {},
  }),
  aShopItem({ id: 107, name: 'Нет в наличии', groupId: 8, onHand: { 1: '0' } }),
  aShopItem({ id: 108, name: 'Без цены', groupId: 8, prices: { 2: '0' } }),
  aShopItem({
    id: 109,
    name: 'Без картинки',
    groupId: 10,
    prices: { 2: '700.00' },
    onHand: { 1: '3' },
    imageUrl: undefined,
  }),
  aShopItem({ id: 110, name: '<b>Сыр</b> & "Ко" _новый_ *хит* [1](x) `код` 🧀', groupId: 9 }),
  aShopItem({ id: 111, name: 'عصير برتقال \u202Eطازج', groupId: 10 }),
  aShopItem({ id: 112, name: 'Очень длинное название '.repeat(14).slice(0, 300), groupId: 9 }),
  aShopItem({ id: 113, name: 'Удалённый товар', groupId: 9, deleted: true }),
  aShopItem({ id: 114, name: 'Сборка мебели', groupId: 8, isService: true, moreBarcodes: ['4780000000999'] }),
];
