import { Decimal } from 'decimal.js';
import type { Language, Money, Quantity, Unit } from '@rto/kernel';

/** Values as people of one language and one shop read them. */
export interface Formats {
  money(amount: Money): string;
  /** `2 шт`, `0,35 кг` */
  quantity(quantity: Quantity, unit: Unit): string;
  /** A decimal text with grouped thousands. */
  number(decimal: string): string;
  /** Day and time in the shop's zone. */
  dateTime(instant: Date): string;
}

const CURRENCIES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  UZS: { ru: 'сум', uz: 'soʻm', en: 'UZS' },
};
/** Keeps `18 500` on one line. */
const NO_BREAK_SPACE = '\u00a0';

export function formats(language: Language, timeZone: string): Formats {
  const decimalMark = language === 'en' ? '.' : ',';
  const number = (decimal: string): string => {
    const [whole = '0', fraction] = new Decimal(decimal).toFixed().split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NO_BREAK_SPACE);
    return fraction === undefined ? grouped : `${grouped}${decimalMark}${fraction}`;
  };
  const date = new Intl.DateTimeFormat('ru', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return {
    money: (amount) =>
      `${number(amount.amount)}${NO_BREAK_SPACE}${CURRENCIES[amount.currency]?.[language] ?? amount.currency}`,
    quantity: (quantity, unit) => `${number(quantity.toString())}${NO_BREAK_SPACE}${unit.name}`,
    number,
    dateTime: (instant) => date.format(instant).replace(',', ''),
  };
}
