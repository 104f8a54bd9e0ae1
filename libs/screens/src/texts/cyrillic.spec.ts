import { cyrillic, inCyrillic } from './cyrillic';
import { texts } from './index';

it.each([
  ['Oʻzbekcha yoʻq boʻlsa', 'Ўзбекча йўқ бўлса'],
  ['Gʻisht, bogʻlaning', 'Ғишт, боғланинг'],
  ['Shoshilinch choy', 'Шошилинч чой'],
  ['Yozing, yuboring, yana, yetkazib', 'Ёзинг, юборинг, яна, етказиб'],
  ['Qayerga, qilmayapti, narxiyu', 'Қаерга, қилмаяпти, нархию'],
  ['Eskirgan emas, keyin, poema', 'Эскирган эмас, кейин, поэма'],
  ['maʼlumot, eʼtibor, baʼzi', 'маълумот, эътибор, баъзи'],
  ['lokatsiya, aytsa, ketsin', 'локация, айтса, кетсин'],
  ['Kuryer va kompyuter', 'Курьер ва компьютер'],
  ['30-noyabr, 5-sentabrda', '30-ноябрь, 5-сентябрда'],
])('writes %j as %j', (latin, expected) => {
  expect(cyrillic(latin)).toBe(expected);
});

it.each([
  ['REGOSda va QR-kod', 'REGOSда ва QR-код'],
  ['@my_shop yoki https://t.me/my_shop', '@my_shop ёки https://t.me/my_shop'],
  ['<b>Savat</b> /start bilan', '<b>Сават</b> /start билан'],
])('leaves what is not Uzbek: %j', (latin, expected) => {
  expect(cyrillic(latin)).toBe(expected);
});

it('leaves what a shop or a person wrote as it is, with its ending in Cyrillic letters', () => {
  const { title, remove } = inCyrillic({
    title: 'Savat',
    remove: (name: string, count: number) => `Oʻchirish: ${name}dan ${count} ta`,
  });
  expect([title, remove('Coca-Cola', 3)]).toEqual(['Сават', 'Ўчириш: Coca-Colaдан 3 та']);
});

/** Every text of a tree; texts with values are given the same sign for each. */
function all(tree: object): string[] {
  return Object.values(tree).flatMap((value: unknown): string[] => {
    if (typeof value === 'function') {
      const make = value as (...values: string[]) => string;
      return [make(...Array.from({ length: make.length }, () => '0'))];
    }
    return typeof value === 'object' && value !== null ? all(value) : [String(value)];
  });
}

const withoutCommands = (text: string): string => text.replace(/(?<!\S)\/[a-z]+/g, '');

it('has no Latin letter left in any text but those of names and commands', () => {
  const left = all(texts('uz-Cyrl')).flatMap((text) => withoutCommands(text).match(/[a-zʻʼ]+/gi) ?? []);
  expect([...new Set(left)].filter((word) => !/^[A-Z]{2,}$/.test(word))).toEqual([]);
});
