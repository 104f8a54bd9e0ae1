import { LANGUAGES, Money, Quantity, type Language, type Unit } from '@rto/kernel';
import { formats } from './formats';
import { KILOGRAM, PIECE } from './screens.builders';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const inEach = (write: (language: Language) => string): string[] =>
  LANGUAGES.map((language) => plain(write(language)));

describe('formats', () => {
  it.each<[Language, string]>([
    ['ru', '1 234 567,50 сум'],
    ['uz', '1 234 567,50 soʻm'],
    ['uz-Cyrl', '1 234 567,50 сўм'],
    ['en', '1,234,567.50 UZS'],
  ])('write money in %s', (language, expected) => {
    const f = formats(language, 'Asia/Tashkent');
    expect(plain(f.money(Money.of('1234567.50', 'UZS')))).toBe(expected);
  });

  it('keep an amount and its unit on one line', () => {
    expect(formats('ru', 'UTC').money(Money.of('18500', 'UZS'))).not.toContain(' ');
  });

  it('write the code of a currency they do not know', () => {
    expect(plain(formats('ru', 'UTC').money(Money.of('5', 'KZT')))).toBe('5 KZT');
  });

  it('write quantities without a superfluous zero', () => {
    const f = formats('ru', 'UTC');
    expect(plain(f.quantity(Quantity.of('0.350'), KILOGRAM))).toBe('0,35 кг');
    expect(plain(f.quantity(Quantity.of('1200'), PIECE))).toBe('1 200 шт');
    expect(plain(f.number('-1234.5'))).toBe('-1 234,5');
  });

  it.each<[string, string[]]>([
    ['шт', ['2 шт', '2 dona', '2 дона', '2 pcs']],
    ['Штука.', ['2 шт', '2 dona', '2 дона', '2 pcs']],
    ['dona', ['2 шт', '2 dona', '2 дона', '2 pcs']],
    ['КГ', ['2 кг', '2 kg', '2 кг', '2 kg']],
    ['пог. м', ['2 м', '2 m', '2 м', '2 m']],
    ['toʻplam', ['2 компл', '2 toʻplam', '2 тўплам', '2 sets']],
    ['мешок', ['2 мешок', '2 мешок', '2 мешок', '2 мешок']],
    ['', ['2', '2', '2', '2']],
  ])('say the unit %j in each language', (name, expected) => {
    const unit: Unit = { name, kind: 'pcs' };
    expect(inEach((language) => formats(language, 'UTC').quantity(Quantity.of('2'), unit))).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['Самовывоз', ['Самовывоз', 'Olib ketish', 'Олиб кетиш', 'Pick-up']],
    ['Курьер', ['Курьер', 'Kuryer yetkazib beradi', 'Курьер етказиб беради', 'Delivery by courier']],
    ['yetkazib berish', ['Доставка', 'Yetkazib berish', 'Етказиб бериш', 'Delivery']],
    ['Дроном', ['Дроном', 'Дроном', 'Дроном', 'Дроном']],
  ])('say the delivery type %j in each language', (name, expected) => {
    expect(inEach((language) => formats(language, 'UTC').delivery(name))).toEqual(expected);
  });

  it('say one piece in English as one', () => {
    const f = formats('en', 'UTC');
    expect([plain(f.quantity(Quantity.of('1'), PIECE)), f.unit(PIECE)]).toEqual(['1 pc', 'pc']);
  });

  it('tell the time of the shop, not of the server', () => {
    const instant = new Date('2026-11-30T20:05:00Z');
    expect(inEach((language) => formats(language, 'Asia/Tashkent').dateTime(instant))).toEqual([
      '1 декабря 2026, 01:05',
      '2026-yil 1-dekabr, 01:05',
      '2026 йил 1 декабрь, 01:05',
      '1 Dec 2026, 01:05',
    ]);
    expect(formats('en', 'UTC').dateTime(instant)).toBe('30 Nov 2026, 20:05');
  });

  it('write a day without a time', () => {
    expect(inEach((language) => formats(language, 'America/Lima').day('2027-05-09'))).toEqual([
      '9 мая 2027',
      '2027-yil 9-may',
      '2027 йил 9 май',
      '9 May 2027',
    ]);
  });

  it('say days as near as they are, by the clock of the shop', () => {
    const now = new Date('2026-11-30T20:30:00Z'); // half past one of December 1 in Tashkent
    const at = (time: string) =>
      inEach((language) => formats(language, 'Asia/Tashkent').when(new Date(time), now));
    expect(at('2026-11-30T19:30:00Z')).toEqual([
      'сегодня, 00:30',
      'bugun, 00:30',
      'бугун, 00:30',
      'today, 00:30',
    ]);
    expect(at('2026-11-30T18:30:00Z')[0]).toBe('вчера, 23:30');
    expect(at('2026-12-02T10:00:00Z')).toEqual([
      'завтра, 15:00',
      'ertaga, 15:00',
      'эртага, 15:00',
      'tomorrow, 15:00',
    ]);
    expect(at('2026-11-29T10:00:00Z')[0]).toBe('29 ноября 2026, 15:00');
    expect(formats('ru', 'Asia/Tashkent').dayOf(new Date('2026-12-02T10:00:00Z'), now)).toBe('завтра');
  });

  it('leave the day out of a time of today', () => {
    const f = formats('ru', 'Asia/Tashkent');
    const now = new Date('2026-11-30T12:00:00Z');
    expect(f.time(new Date('2026-11-30T10:05:00Z'), now)).toBe('15:05');
    expect(f.time(new Date('2026-11-29T10:05:00Z'), now)).toBe('29 ноября 2026, 15:05');
  });
});
