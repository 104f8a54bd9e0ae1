/** Prefix that GS1 leaves to shops for codes of their own. @source GS1 General Specifications, 1.4.2 */
const OWN_CODES = '29';
const DIGITS = 12;

/** A code of the shop's own: EAN-13, its digits after the prefix taken from `seed` (hexadecimal). */
export function ownEan13(seed: string): string {
  const length = DIGITS - OWN_CODES.length;
  const digits = (BigInt(`0x${seed}`) % 10n ** BigInt(length)).toString().padStart(length, '0');
  return withCheckDigit(`${OWN_CODES}${digits}`);
}

function withCheckDigit(digits: string): string {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
