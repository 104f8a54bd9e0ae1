import type { ShopData, ShopItem } from '@rto/fakes';
import { GOODS, type Good } from './goods';
import { GROUPS } from './groups';
import { pictureUrl } from './pictures';

const RETAIL = 2;
const MAIN_STOCK = 1;

/**
 * A believable grocery in Tashkent. The first of each reference is the one that the bot sells by; the retail
 * price type does not have the smallest id, so a request without `price_type_id` shows.
 * @param imageBaseUrl where `ItemPictures` is served, without a slash at the end
 */
export function demoShop(imageBaseUrl: string): ShopData {
  return {
    priceTypes: [
      { id: RETAIL, name: 'Розничная', currency: 'UZS' },
      { id: 1, name: 'Оптовая', currency: 'UZS' },
    ],
    stocks: [
      { id: MAIN_STOCK, name: 'Магазин на Чиланзаре', address: 'Ташкент, Чиланзар, 5-й квартал, 12' },
      { id: 2, name: 'Магазин на Юнусабаде', address: 'Ташкент, Юнусабад, 4-й квартал, 31' },
    ],
    deliveryTypes: [
      { id: 1, name: 'Доставка курьером' },
      { id: 2, name: 'Самовывоз' },
    ],
    sources: [
      { id: 4, name: 'Telegram' },
      { id: 3, name: 'Телефон' },
    ],
    paymentTypes: [
      { id: 1, name: 'Наличные' },
      { id: 2, name: 'Карта при получении' },
    ],
    customerGroups: [
      { id: 1, name: 'Покупатели Telegram' },
      { id: 2, name: 'Постоянные покупатели' },
    ],
    groups: GROUPS,
    items: GOODS.map((good) => toItem(good, imageBaseUrl)),
    customers: [],
    cards: [],
  };
}

function toItem(good: Good, imageBaseUrl: string): ShopItem {
  const { id, groupId, name, unit, price, onHand, look, description, parentId, color, size } = good;
  return {
    ...{ id, groupId, name, unit },
    prices: price === undefined ? {} : { [RETAIL]: price, [1]: wholesale(price) },
    onHand: { [MAIN_STOCK]: onHand },
    articul: `D-${id}`,
    barcode: `478000000${id}`,
    ...(look && { imageUrl: pictureUrl(imageBaseUrl, id) }),
    ...(description && { description }),
    ...(parentId && { parentId }),
    ...(color && { color }),
    ...(size && { size }),
  };
}

/** A tenth off, in whole sums. */
function wholesale(price: string): string {
  return String(Math.floor(Number(price) * 0.9));
}
