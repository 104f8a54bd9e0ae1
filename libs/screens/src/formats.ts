import { Decimal } from 'decimal.js';
import type { Language, Money, Quantity, Unit } from '@rto/kernel';

/** Values as people of one language and one shop read them. */
export interface Formats {
  money(amount: Money): string;
  /** `2 шт`, `0,35 кг` */
  quantity(quantity: Quantity, unit: Unit): string;
  /** A decimal text with grouped thousands. */
  number(decimal: string): string;
  /** `31.12.2027`, read alike in all three languages. @param isoDay `YYYY-MM-DD` */
  day(isoDay: string): string;
  /** Day and time in the shop's zone. */
  dateTime(instant: Date): string;
  /** The time alone while it is the same day there. */
  time(instant: Date, now: Date): string;
}

const CURRENCIES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  UZS: { ru: 'сум', uz: 'soʻm', en: 'UZS' },
};
/** Keeps `18 500` on one line. */
const NO_BREAK_SPACE = '\u00a0';

export function formats(language: Language, timeZone: string): Formats {
  const decimalMark = language === 'en' ? '.' : ',';
  const number = (decimal: string, leastPlaces = 0): string => {
    const exact = new Decimal(decimal);
    const [whole = '0', fraction] = exact.toFixed(Math.max(exact.decimalPlaces(), leastPlaces)).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NO_BREAK_SPACE);
    return fraction === undefined ? grouped : `${grouped}${decimalMark}${fraction}`;
  };
  // made when a screen shows a time: making one costs more than all else on a screen
  let date: Intl.DateTimeFormat | undefined;
  const dateTime = (instant: Date): string =>
    (date ??= dateFormat(timeZone)).format(instant).replace(',', '');
  return {
    money: ({ amount, currency }) => {
      const value = number(amount, amount.includes('.') ? 2 : 0); // nobody writes 4 546,5
      return `${value}${NO_BREAK_SPACE}${CURRENCIES[currency]?.[language] ?? currency}`;
    },
    quantity: (quantity, unit) => {
      const amount = number(quantity.toString());
      return unit.name === '' ? amount : `${amount}${NO_BREAK_SPACE}${unit.name}`;
    },
    number: (decimal) => number(decimal),
    day: (isoDay) => isoDay.split('-').reverse().join('.'),
    dateTime,
    time: (instant, now) => {
      const [day, time = ''] = dateTime(instant).split(' ');
      return day === dateTime(now).split(' ')[0] ? time : dateTime(instant);
    },
  };
}

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('ru', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}
