import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * The digits of an international number, as REGOS keeps them (CONTRACT section 7).
 * @param text as people or Telegram write it: `+998 90 123-45-67`, `901234567`, `79161234567`
 * @returns undefined when it is no possible number
 */
export function parsePhone(text: string): string | undefined {
  // Telegram sends a contact's number without the plus, and a foreign one is no number of Uzbekistan
  const readings = [
    parsePhoneNumberFromString(text, 'UZ'),
    parsePhoneNumberFromString(`+${text.replace(/\D/g, '')}`),
  ];
  // possible, not valid: new prefixes appear before the library knows them, and Telegram has checked the number
  return readings.find((number) => number?.isPossible())?.number.slice(1);
}
