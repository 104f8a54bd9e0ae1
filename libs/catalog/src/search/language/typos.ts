/** Sounds that people mistake for each other when they write: half a mistake. */
const ALIKE = 'ao ei ie ou ae ai ui bp dt gk zs vf jw cw hk hg'.split(' ');
const HALF = 0.5;
/** Another letter in a word of up to {@link SHORT} is another word. */
const IN_SHORT = 1.25;
const SHORT = 4;
/** Words are short: rows of costs are made once. */
const LONGEST = 40;
/** Letters are told apart by so many bits of their code. */
const LETTERS = 32;

const isAlike = new Uint8Array(LETTERS * LETTERS);
for (const pair of ALIKE) {
  const [one, other] = [pair.charCodeAt(0) % LETTERS, pair.charCodeAt(1) % LETTERS];
  isAlike[one * LETTERS + other] = isAlike[other * LETTERS + one] = 1;
}

let before = new Float64Array(LONGEST + 1);
let above = new Float64Array(LONGEST + 1);
let row = new Float64Array(LONGEST + 1);

/**
 * Mistakes between two words: a letter too many, missing, another, or two of them swapped, each 1, or a half where the
 * sounds are alike.
 * @param most more than that need not be counted
 * @param isBegun `typed` may be the beginning of `word`
 * @returns Infinity above `most`
 */
export function mistakes(typed: string, word: string, most: number, isBegun = false): number {
  const { length } = typed;
  const width = Math.min(word.length, isBegun ? length + Math.floor(most) : LONGEST + 1);
  if (length > LONGEST || width > LONGEST || Math.abs(length - width) > most) return Infinity;
  for (let column = 0; column <= width; column += 1) above[column] = column;
  for (let line = 1; line <= length; line += 1) {
    if (fillRow(typed, word, line, width) > most) return Infinity;
    [before, above, row] = [above, row, before];
  }
  let cost = at(above, width);
  if (isBegun)
    for (let end = Math.max(length - 1, 0); end < width; end += 1) cost = Math.min(cost, at(above, end));
  return cost > most ? Infinity : cost;
}

/** @returns the least cost of the row */
function fillRow(typed: string, word: string, line: number, width: number): number {
  const unlike = typed.length <= SHORT ? IN_SHORT : 1;
  const [own, previous] = [typed.charCodeAt(line - 1), typed.charCodeAt(line - 2)];
  row[0] = line;
  let least = line;
  let left = line;
  for (let column = 1; column <= width; column += 1) {
    const other = word.charCodeAt(column - 1);
    const replacing =
      own === other ? 0 : isAlike[(own % LETTERS) * LETTERS + (other % LETTERS)] === 1 ? HALF : unlike;
    let cost = Math.min(at(above, column - 1) + replacing, at(above, column) + 1, left + 1);
    const isSwapped = line > 1 && column > 1 && previous === other && own === word.charCodeAt(column - 2);
    if (isSwapped) cost = Math.min(cost, at(before, column - 2) + 1);
    row[column] = left = cost;
    if (cost < least) least = cost;
  }
  return least;
}

/** How many mistakes a word of a length may have. */
export type Tolerance = (length: number) => number;

export const usually: Tolerance = (length) => {
  if (length <= 2) return 0;
  if (length === 3) return HALF;
  if (length <= 5) return 1;
  return length <= 7 ? 1.5 : 2;
};

/** For what is only a little like a word. */
export const loosely: Tolerance = (length) => (length <= 3 ? usually(length) : Math.ceil(length / 3));

export const never: Tolerance = () => 0;

/** A bit for each letter: words that have few in common need not be compared. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index += 1) bits |= 1 << (word.charCodeAt(index) & 31);
  return bits;
}

/** Whether words with these letters may be as near as that: most mistakes change a letter, and few are only alike. */
export function mayBeNear(one: number, other: number, most: number): boolean {
  return lettersApart(one, other) <= 2 * most + 1;
}

/** Letters that only one of the two has. */
export function lettersApart(one: number, other: number): number {
  let bits = one ^ other;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

function at(costs: Float64Array, index: number): number {
  return costs[index] ?? Infinity;
}
