/**
 * The signs that stand for the one of oʻ and gʻ, and for the glottal stop, on the keyboards that people have: ʻ ʼ ‘ ’ ' ` ´
 * and their like. After a letter they are part of a word, which many leave out.
 */
const SIGNS = /(?<=\p{L})[\u02b9-\u02bd\u2018-\u201b\u2032\u00b4\u0060'\uff07]+/gu;

/** A text without those signs: `oʻrik`, `o'rik` and `orik` are one word. */
export function withoutWordSigns(text: string): string {
  return text.replace(SIGNS, '');
}
