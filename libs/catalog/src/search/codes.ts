import { firstNotBefore } from './language/sorted-words';

/** Cyrillic letters that look like Latin ones: an articul is typed with what looks right. */
const LOOKS: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  н: 'h',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  т: 't',
  х: 'x',
  у: 'y',
};
/** Less than that is no beginning of a code. */
const LEAST = 4;
const MAX_BEGUN = 50;

/** Articuls, codes and barcodes of goods. */
export class CodeIndex {
  private readonly keys: string[] = [];
  private readonly goods: Float64Array;

  /** @param codes with the id of the good that has it */
  constructor(codes: readonly (readonly [code: string, itemId: number])[]) {
    const sorted = codes.map(([code, id]) => [codeOf(code), id] as const).filter(([code]) => code !== '');
    sorted.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
    this.keys = sorted.map(([code]) => code);
    this.goods = Float64Array.from(sorted, ([, id]) => id);
  }

  /** Goods with exactly this code. */
  exactly(text: string): number[] {
    return this.from(codeOf(text), (key, code) => key === code);
  }

  /** Goods whose code begins so; none for a text without digits, or a short one. */
  begun(text: string): number[] {
    const code = codeOf(text);
    return code.length < LEAST || !/\d/.test(code) ? [] : this.from(code, (key) => key.startsWith(code));
  }

  private from(code: string, isIt: (key: string, code: string) => boolean): number[] {
    const found = new Set<number>();
    if (code === '') return [];
    for (let index = firstNotBefore(this.keys, code); found.size < MAX_BEGUN; index += 1) {
      const [key, id] = [this.keys[index], this.goods[index]];
      if (key === undefined || id === undefined || !isIt(key, code)) break;
      found.add(id);
    }
    return [...found];
  }
}

function codeOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[авсенкмортху]/g, (letter) => LOOKS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '');
}
