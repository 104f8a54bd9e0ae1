import { Decimal } from 'decimal.js';

/** What is written like this stays so. */
const PLAIN = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{0,16}[1-9])?$/;

/**
 * A decimal as plain text without an exponent or trailing zeros.
 * @throws DecimalError when it is none
 */
export function plainDecimal(text: string): string {
  return PLAIN.test(text) ? text : new Decimal(text).toFixed();
}
