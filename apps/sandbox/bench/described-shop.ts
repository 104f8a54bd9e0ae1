import type { ShopData } from '@rto/fakes';
import { bigShop } from './big-shop';

const KINDS = [
  'Сок яблочный',
  'Шампунь для окрашенных волос',
  'Рис девзира',
  'Чай зелёный листовой',
  'Стиральный порошок',
];
const MAKERS = [
  '«Боғ»',
  'Lactel',
  '«Чистая линия»',
  'Zarafshon Mevalari',
  'Nestlé',
  '«Тошкент дон»',
  'Green World',
];
const SIZES = ['0,33 л', '1 л', '450 г', '1,5 кг', '12 шт', '75 мл', '3 кг'];
const SENTENCES = [
  'Изготовлено из отборного сырья, выращенного в Ферганской долине.',
  'Хранить в сухом прохладном месте при температуре не выше 25 °C, после вскрытия — в холодильнике.',
  'Не содержит консервантов, искусственных красителей и ароматизаторов.',
  'Пищевая ценность на 100 г: белки 0,4 г, жиры 0,1 г, углеводы 11,2 г; энергетическая ценность 46 ккал.',
  'Перед применением ознакомьтесь с инструкцией на упаковке и проверьте срок годности.',
  'Подходит для ежедневного использования всей семьёй.',
];
const SENTENCES_EACH = 4;

/** A big shop whose goods have names and descriptions as long as real ones, no two of them the same. */
export function describedShop(pictures: string, goods: number): ShopData {
  const shop = bigShop(pictures, goods);
  const items = shop.items.map((item) => ({
    ...item,
    name: `${item.name} ${pick(KINDS, item.id)} ${pick(MAKERS, item.id)} ${pick(SIZES, item.id)}`,
    description: `Артикул ${item.id}. ${Array.from({ length: SENTENCES_EACH }, (_, nth) => pick(SENTENCES, item.id + nth)).join(' ')}`,
  }));
  return { ...shop, items };
}

function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}
