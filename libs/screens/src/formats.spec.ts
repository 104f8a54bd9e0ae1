import { Money, Quantity, type Language } from '@rto/kernel';
import { formats } from './formats';
import { KILOGRAM, PIECE } from './screens.builders';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formats', () => {
  it.each<[Language, string]>([
    ['ru', '1 234 567,50 сум'],
    ['uz', '1 234 567,50 soʻm'],
    ['en', '1 234 567.50 UZS'],
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

  it('tell the time of the shop, not of the server', () => {
    const instant = new Date('2026-12-31T20:30:00Z');
    expect(formats('ru', 'Asia/Tashkent').dateTime(instant)).toBe('01.01.2027 01:30');
    expect(formats('en', 'UTC').dateTime(instant)).toBe('31.12.2026 20:30');
  });
});
