/** How surely a word that was typed means another: 1 is the word itself. */
export const STEM_WEIGHT = 0.96;
/** The same for a word that is a name as it stands: `pen` and `пена` have one stem. */
export const OTHER_STEM_WEIGHT = 0.82;
/** Each further form of a word; see {@link foldings}. */
export const UNLIKELIER = 0.9;

const BEGINNING = 0.7;
/** Of what a name begins that is one by itself: `pen`, `пена`. */
export const BEGINNING_OF_NAME = 0.88;
const MISTAKE = 0.22;

/** Of a word that may still be typed. */
export function beginningWeight(typed: number, whole: number): number {
  return BEGINNING + ((1 - BEGINNING) * typed) / whole;
}

/** Of a word with that many mistakes; see {@link mistakes}. */
export function mistakeWeight(cost: number): number {
  return 0.9 - MISTAKE * cost;
}

/** Of a word that a cashier cut to so many of its letters. */
export function cutWeight(left: number, whole: number): number {
  return 0.62 + (0.3 * left) / whole;
}
