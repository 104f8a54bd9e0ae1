import {
  LANGUAGES,
  withoutWordSigns,
  isTimeZone,
  parseLanguage,
  parseMinuteOfDay,
  type Language,
  type MinuteOfDay,
} from '@rto/kernel';
import { settingKey, type SettingKey } from './setting-keys';
import { settingProblem, type SettingProblemCode } from './setting-problems';
import type { TenantProblem } from './setting-problems';
import type { DeliverySlot, MapPoint } from './tenant-settings';

/** Digits of a Telegram bot's id, and its secret; their lengths are documented nowhere, so they are not checked. */
const TOKEN_TEXT = /^\d+:[A-Za-z0-9_-]+$/;
/** What Telegram lets stand behind `?start=owner_`; shorter ones are guessed. */
const OWNER_CODE_TEXT = /^[\w-]{8,58}$/;
/** Ids of REGOS and Telegram stay exact as JS numbers within 15 digits. */
const ID_TEXT = /^\d{1,15}$/;
const CHAT_ID_TEXT = /^-?\d{1,15}$/;
const AMOUNT_TEXT = /^\d{1,12}(?:[.,]\d{1,3})?$/;
/** Of Telegram: as it is written, or as its link. */
const USERNAME_TEXT = /^(?:(?:https?:\/\/)?t\.me\/|@)?([A-Za-z]\w{3,31})$/;
const POINT_TEXT = /^(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)$/;
/** Slots of a day that one screen of buttons has room for. */
const MOST_SLOTS = 12;
/** A thousand for some and one for others. */
const TWO_MEANINGS = /^[1-9]\d{0,2}[.,]\d{3}$/;
/** A blank of any width, or an apostrophe, before three digits. */
const THOUSANDS = /(?<=\d)[\s'’](?=\d{3}(?!\d))/g;
const CURRENCY = /\s*(?:сум|сўм|som|uzs)\.?$/i;
/** As texts copied from a page have it. */
const MINUS = /^[\u2010-\u2015\u2212]/;
const YES = new Set(['true', '1', 'yes', 'y', 'on', '+', 'да', 'вкл', 'ha', 'ҳа']);
const NO = new Set(['false', '0', 'no', 'n', 'off', '-', 'нет', 'выкл', 'yoq', 'йўқ']);

/** Reads settings one by one; whatever is wrong becomes a problem and leaves the default in its place. */
export class SettingReader {
  readonly problems: TenantProblem[] = [];
  private readonly values = new Map<SettingKey, string>();

  constructor(raw: Readonly<Record<string, string>>) {
    for (const [name, value] of Object.entries(raw)) {
      const key = settingKey(name);
      if (key && value.trim() !== '') this.values.set(key, value.trim());
    }
  }

  token(key: SettingKey): string | undefined {
    const text = this.values.get(key);
    if (text === undefined) return this.fail(key, 'token_missing');
    return TOKEN_TEXT.test(text) ? text : this.fail(key, 'not_a_token');
  }

  /** As it can stand in a link into the bot; never named in a problem. */
  ownerCode(key: SettingKey): string | undefined {
    const text = this.values.get(key);
    if (text === undefined) return undefined;
    return OWNER_CODE_TEXT.test(text) ? text : this.fail(key, 'not_an_owner_code');
  }

  requiredId(key: SettingKey): number | undefined {
    return this.values.has(key) ? this.id(key) : this.fail(key, 'missing');
  }

  id(key: SettingKey): number | undefined {
    const text = this.values.get(key);
    if (text === undefined) return undefined;
    return parseId(text) ?? this.fail(key, 'not_an_id');
  }

  /** Ids between commas, semicolons or lines, each once; the brackets and quotes of a list of a program are no harm. */
  ids(key: SettingKey): readonly number[] {
    const parts = (this.values.get(key) ?? '')
      .split(/[,;\n]/)
      .map((part) => part.replace(/[[\]"'\s]+/g, ' ').trim());
    const ids = parts.filter((part) => part !== '').map(parseId);
    const valid = ids.filter((id) => id !== undefined);
    if (valid.length < ids.length) this.fail(key, 'not_a_list');
    return [...new Set(valid)];
  }

  chatId(key: SettingKey): number | undefined {
    const text = this.values.get(key)?.replace(MINUS, '-').replace(/\s/g, '');
    if (text === undefined) return undefined;
    return CHAT_ID_TEXT.test(text) && Number(text) !== 0 ? Number(text) : this.fail(key, 'not_a_chat');
  }

  flag(key: SettingKey, fallback: boolean): boolean {
    const text = this.values.get(key);
    if (text === undefined) return fallback;
    const word = withoutWordSigns(text.toLowerCase());
    if (YES.has(word) || NO.has(word)) return YES.has(word);
    return this.fail(key, 'not_a_boolean') ?? fallback;
  }

  integer(key: SettingKey, rule: { default: number; min: number; max: number }): number {
    const text = this.values.get(key);
    if (text === undefined) return rule.default;
    const digits = text.replace(THOUSANDS, '');
    const value = ID_TEXT.test(digits) ? Number(digits) : Number.NaN;
    if (value >= rule.min && value <= rule.max) return value;
    this.fail(key, 'out_of_range', `${rule.min}–${rule.max}`);
    return rule.default;
  }

  /** Plain decimal text; `10,000` is refused, because a minimum of ten is no minimum of ten thousand. */
  amount(key: SettingKey, fallback: string, problem: SettingProblemCode = 'not_an_amount'): string {
    const text = this.values.get(key);
    if (text === undefined) return fallback;
    const number = withoutWordSigns(text).replace(CURRENCY, '').replace(THOUSANDS, '');
    const isClear = AMOUNT_TEXT.test(number) && !TWO_MEANINGS.test(number);
    return isClear ? number.replace(',', '.') : (this.fail(key, problem) ?? fallback);
  }

  /** Like `amount`, of something to be paid; nothing unless set. */
  price(key: SettingKey): string {
    return this.amount(key, '0', 'not_a_price');
  }

  /** Without the @ or the address before it. */
  username(key: SettingKey): string | undefined {
    const text = this.values.get(key);
    if (text === undefined) return undefined;
    return USERNAME_TEXT.exec(text)?.[1] ?? this.fail(key, 'not_a_username');
  }

  /** Latitude and longitude, as maps let them be copied. @param needed whether a missing point is a problem */
  point(key: SettingKey, needed: boolean): MapPoint | undefined {
    const text = this.values.get(key);
    if (text === undefined) return needed ? this.fail(key, 'missing_point') : undefined;
    const match = POINT_TEXT.exec(text.replace(MINUS, '-'));
    const [latitude, longitude] = [Number(match?.[1]), Number(match?.[2])];
    const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    return isOnEarth ? { latitude, longitude } : this.fail(key, 'not_a_point');
  }

  /** `10:00-12:00,12:00-14:00`; of a list with a wrong part none counts, for nobody knows which times are meant. */
  slots(key: SettingKey): readonly DeliverySlot[] {
    const parts = (this.values.get(key) ?? '').split(/[,;\n]/).filter((part) => part.trim() !== '');
    const slots = parts.map(parseSlot).filter((slot) => slot !== undefined);
    if (slots.length < parts.length || slots.length > MOST_SLOTS) this.fail(key, 'not_slots');
    else return slots.sort((one, other) => one.start - other.start);
    return [];
  }

  /** @param needed whether a missing time is a problem */
  time(key: SettingKey, needed: boolean): MinuteOfDay | undefined {
    const text = this.values.get(key);
    if (text === undefined) return needed ? this.fail(key, 'missing') : undefined;
    return parseMinuteOfDay(text) ?? this.fail(key, 'not_a_time');
  }

  timeZone(key: SettingKey, fallback: string): string {
    const text = this.values.get(key);
    if (text === undefined) return fallback;
    return isTimeZone(text) ? text : (this.fail(key, 'unknown_time_zone') ?? fallback);
  }

  text(key: SettingKey, maxLength: number): string | undefined {
    const text = this.values.get(key);
    if (text === undefined || text.length <= maxLength) return text;
    return this.fail(key, 'too_long', String(maxLength));
  }

  language(key: SettingKey, fallback: Language): Language {
    const text = this.values.get(key);
    if (text === undefined) return fallback;
    return parseLanguage(text) ?? this.fail(key, 'unknown_choice', LANGUAGES.join(', ')) ?? fallback;
  }

  choice<T extends string>(key: SettingKey, choices: readonly T[], fallback: T): T {
    return this.choiceIfSet(key, choices) ?? fallback;
  }

  /** Undefined for a key that is not set, or wrong. */
  choiceIfSet<T extends string>(key: SettingKey, choices: readonly T[]): T | undefined {
    const text = this.values.get(key)?.toLowerCase();
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice.toLowerCase() === text);
    return found ?? this.fail(key, 'unknown_choice', choices.join(', '));
  }

  private fail(key: SettingKey, code: SettingProblemCode, detail?: string): undefined {
    this.problems.push(settingProblem(key, code, detail));
    return undefined;
  }
}

/** `10:00-12:00`, with a dash of any width. */
function parseSlot(text: string): DeliverySlot | undefined {
  const [from, to, ...more] = text.split(/\s*[-\u2010-\u2015\u2212]\s*/);
  const [start, end] = [parseMinuteOfDay(from ?? ''), parseMinuteOfDay(to ?? '')];
  const isSlot = more.length === 0 && start !== undefined && end !== undefined && start !== end;
  return isSlot ? { start, end } : undefined;
}

function parseId(text: string): number | undefined {
  return ID_TEXT.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
