import { Decimal } from 'decimal.js';
import type { Language, Money, Quantity, Unit } from '@rto/kernel';
import { deliveryName } from './delivery-names';
import { cyrillic } from './texts/cyrillic';
import { unitWord } from './units';

/** Values as people of one language and one shop read them. */
export interface Formats {
  money(amount: Money): string;
  /** `2 шт`, `0,35 кг` */
  quantity(quantity: Quantity, unit: Unit): string;
  /** The word for one of it: `кг`, `dona`, `pc`; as the shop has it where it is none of the usual. */
  unit(unit: Unit): string;
  /** A type of delivery: `Самовывоз`, `Pick-up`; as the shop has it where it is none of the usual. */
  delivery(name: string): string;
  /** A decimal text with grouped thousands. */
  number(decimal: string): string;
  /** `31 декабря 2027`, `2027-yil 31-dekabr`, `31 Dec 2027`. @param isoDay `YYYY-MM-DD` */
  day(isoDay: string): string;
  /** Day and time in the shop's zone: `30 ноября 2026, 15:00`. */
  dateTime(instant: Date): string;
  /** The time alone while it is the same day there, for a sentence: `на 15:05`. */
  time(instant: Date, now: Date): string;
  /** `сегодня`, `вчера`, `завтра`, else the day. */
  dayOf(instant: Date, now: Date): string;
  /** The same with the time: `сегодня, 15:05`. */
  when(instant: Date, now: Date): string;
}

const CURRENCIES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  UZS: { ru: 'сум', uz: 'soʻm', 'uz-Cyrl': 'сўм', en: 'UZS' },
};
/** Keeps `18 500` on one line. */
const NO_BREAK_SPACE = '\u00a0';
const DAY_MS = 86_400_000;

/** A moment by the wall clock of a zone, in words of a language. */
interface WallTime {
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
}

/** How a language writes its dates. The data of Intl has the months, but not the order that people here write. */
const DATES: Readonly<Record<Language, { locale: string; date: (at: WallTime) => string }>> = {
  ru: { locale: 'ru', date: ({ day, month, year }) => `${day} ${month} ${year}` },
  uz: { locale: 'uz', date: ({ day, month, year }) => `${year}-yil ${day}-${month}` },
  'uz-Cyrl': { locale: 'uz', date: ({ day, month, year }) => `${year} йил ${day} ${cyrillic(month)}` },
  en: { locale: 'en-GB', date: ({ day, month, year }) => `${day} ${month} ${year}` },
};

export function formats(language: Language, timeZone: string): Formats {
  const decimalMark = language === 'en' ? '.' : ',';
  const thousandsMark = language === 'en' ? ',' : NO_BREAK_SPACE;
  const number = (decimal: string, leastPlaces = 0): string => {
    const exact = new Decimal(decimal);
    const [whole = '0', fraction] = exact.toFixed(Math.max(exact.decimalPlaces(), leastPlaces)).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousandsMark);
    return fraction === undefined ? grouped : `${grouped}${decimalMark}${fraction}`;
  };
  return {
    money: ({ amount, currency }) => {
      const value = number(amount, amount.includes('.') ? 2 : 0); // nobody writes 4 546,5
      return `${value}${NO_BREAK_SPACE}${CURRENCIES[currency]?.[language] ?? currency}`;
    },
    quantity: (quantity, unit) => {
      const amount = number(quantity.toString());
      const word = unitWord(unit.name, language, quantity.toString() === '1');
      return word === '' ? amount : `${amount}${NO_BREAK_SPACE}${word}`;
    },
    delivery: (name) => deliveryName(name, language),
    unit: ({ name }) => unitWord(name, language, true),
    number: (decimal) => number(decimal),
    ...dateFormats(language, timeZone),
  };
}

type DateFormats = Pick<Formats, 'day' | 'dateTime' | 'time' | 'dayOf' | 'when'>;

function dateFormats(language: Language, timeZone: string): DateFormats {
  const { locale, date } = DATES[language];
  // made when a screen shows a time: making one costs more than all else on a screen
  let clock: Intl.DateTimeFormat | undefined;
  const wallTime = (instant: Date): WallTime => partsOf((clock ??= wallClock(locale, timeZone)), instant);
  const dateOf = (instant: Date): string => date(wallTime(instant));
  const timeOf = (instant: Date): string => {
    const { hour, minute } = wallTime(instant);
    return `${hour}:${minute}`;
  };
  const dayOf = (instant: Date, now: Date): string => {
    const away = [0, -1, 1].find(
      (days) => dateOf(instant) === dateOf(new Date(now.getTime() + days * DAY_MS)),
    );
    if (away === undefined) return dateOf(instant);
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(away, 'day');
  };
  const dateTime = (instant: Date): string => `${dateOf(instant)}, ${timeOf(instant)}`;
  return {
    day: (isoDay) => date(partsOf(wallClock(locale, 'UTC'), new Date(isoDay))),
    dateTime,
    time: (instant, now) => (dateOf(instant) === dateOf(now) ? timeOf(instant) : dateTime(instant)),
    dayOf,
    when: (instant, now) => `${dayOf(instant, now)}, ${timeOf(instant)}`,
  };
}

function wallClock(locale: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: locale === 'en-GB' ? 'short' : 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function partsOf(clock: Intl.DateTimeFormat, instant: Date): WallTime {
  const parts = clock.formatToParts(instant);
  const part = (type: keyof WallTime): string => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: part('day'),
    month: part('month'),
    year: part('year'),
    hour: part('hour'),
    minute: part('minute'),
  };
}
