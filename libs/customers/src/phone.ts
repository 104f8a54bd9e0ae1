import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** A number as Telegram gives it with a person's own contact. */
export interface OwnNumber {
  /** Digits only. */
  readonly phone: string;
  /** Whether it looks like a telephone number of some country: anonymous ones (+888…) do not. */
  readonly isUsual: boolean;
}

/** The shortest number that Telegram has sold (assumed), and the longest of E.164. */
const DIGITS = /^\d{5,15}$/;

/**
 * The digits of an international number, as REGOS keeps them (docs/regos.md 7).
 * @param text as people or Telegram write it: `+998 90 123-45-67`, `901234567`, `79161234567`, `8 916 123-45-67`
 * @returns undefined when it is no possible number
 */
export function parsePhone(text: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  // Telegram sends a contact's number without the plus, and a foreign one is no number of Uzbekistan
  const readings = [parsePhoneNumberFromString(text, 'UZ'), parsePhoneNumberFromString(`+${digits}`)];
  // possible, not valid: new prefixes appear before the library knows them, and Telegram has checked the number
  const found = readings.find((number) => number?.isPossible())?.number.slice(1);
  // how Russia and Kazakhstan write their own numbers; Telegram's anonymous ones begin with 888
  return found ?? (/^8(?!88)\d{10}$/.test(digits) ? `7${digits.slice(1)}` : undefined);
}

/**
 * A number that Telegram vouches for is taken in any form: whether it will do is for REGOS to say.
 * @returns undefined when there are no digits to take
 */
export function ownNumber(text: string): OwnNumber | undefined {
  const phone = parsePhone(text);
  if (phone !== undefined) return { phone, isUsual: true };
  const digits = text.replace(/\D/g, '');
  return DIGITS.test(digits) ? { phone: digits, isUsual: false } : undefined;
}
