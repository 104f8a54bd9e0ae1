import { stemsOf } from './language/endings';
import { firstNotBefore } from './language/sorted-words';
import { lettersOf, mayBeNear, mistakes, type Tolerance } from './language/typos';
import {
  BEGINNING_OF_NAME,
  beginningWeight,
  cutWeight,
  mistakeWeight,
  OTHER_STEM_WEIGHT,
  STEM_WEIGHT,
  UNLIKELIER,
} from './language/weights';
import type { Word } from './language/words';
import type { Said } from './words/lexicon';

/** Places of a name that are told apart; the rest is one. */
const PLACES = 16;
const STRENGTHS = 16;
const LEAST_HEAD = 3;
/** Completions and mistakes of one word that are looked at: the likeliest. */
const MAX_TERMS = 200;
/** A cut word without a dot is less surely one. */
const WITHOUT_DOT = 0.15;
/** Amounts, meanings and numbers stand before words. */
const AMOUNT = '=';
const MEANING = '@';
const FIRST_WORD = 'a';

/** A term that may be meant, and how surely. */
export type Match = readonly [term: number, weight: number];

/** Collects names; {@link TermIndex} is what they are looked up in. */
export class TermIndexBuilder {
  private readonly postings = new Map<string, number[]>();
  private readonly cuts = new Map<string, { head: string; tail: string }>();
  private size = 0;

  /** @returns the number of the document, counted from 0 */
  add(words: readonly Word[], said: readonly Said[]): number {
    const doc = this.size;
    words.forEach((word, place) => {
      if (word.cut) {
        const { head, tail } = word.cut;
        this.cuts.set(`${head}.${tail}`, word.cut);
        this.post(`${head}.${tail}`, doc, place, 1);
      } else for (const form of word.forms) this.post(form, doc, place, 1);
      if (word.amount !== undefined) this.post(AMOUNT + word.amount, doc, place, 1);
    });
    for (const { meaning, strength, at } of said) {
      this.post(`${MEANING}${meaning}`, doc, Math.min(...at), strength);
    }
    this.size += 1;
    return doc;
  }

  build(): TermIndex {
    return new TermIndex(this.size, this.postings, [...this.cuts.entries()]);
  }

  private post(term: string, doc: number, place: number, strength: number): void {
    const posting =
      (doc * PLACES + Math.min(place, PLACES - 1)) * STRENGTHS + Math.round(strength * (STRENGTHS - 1));
    const there = this.postings.get(term);
    if (!there) this.postings.set(term, [posting]);
    else if (there.at(-1) !== posting) there.push(posting);
  }
}

/** Which names have which words, packed: a shop of ten thousand goods has some ten thousand words. */
export class TermIndex {
  private readonly terms: readonly string[];
  private readonly ids: ReadonlyMap<string, number>;
  private readonly byStem = new Map<string, number | number[]>();
  private readonly letters: Int32Array;
  private readonly firstWord: number;
  private readonly starts: Uint32Array;
  private readonly postings: Uint32Array;
  private readonly cuts: readonly { readonly term: number; readonly head: string; readonly tail: string }[];

  constructor(
    readonly size: number,
    postings: ReadonlyMap<string, readonly number[]>,
    cuts: readonly (readonly [string, { head: string; tail: string }])[],
  ) {
    this.terms = [...postings.keys()].sort();
    this.ids = new Map(this.terms.map((term, id) => [term, id]));
    this.letters = Int32Array.from(this.terms, lettersOf);
    this.firstWord = firstNotBefore(this.terms, FIRST_WORD);
    this.starts = new Uint32Array(this.terms.length + 1);
    let total = 0;
    this.terms.forEach((term, id) => {
      total += postings.get(term)?.length ?? 0;
      this.starts[id + 1] = total;
      if (isWord(term)) for (const stem of stemsOf(term)) if (stem !== term) this.stemAt(stem, id);
    });
    this.postings = new Uint32Array(total);
    this.terms.forEach((term, id) => this.postings.set(postings.get(term) ?? [], this.starts[id]));
    this.cuts = cuts
      .filter(([, { head, tail }]) => head.length + tail.length >= LEAST_HEAD)
      .map(([term, cut]) => ({ ...cut, term: this.ids.get(term) ?? 0 }));
  }

  /** The terms that are the word, in whatever case; those of its amount. @param isName what has its stem may be another word */
  same({ forms, amount }: Word, isName = false): Match[] {
    const stemWeight = isName ? OTHER_STEM_WEIGHT : STEM_WEIGHT;
    const found: Match[] = [];
    const add = (term: string, weight: number): void => {
      const id = this.ids.get(term);
      if (id !== undefined) found.push([id, weight]);
    };
    if (amount !== undefined) add(AMOUNT + amount, 1);
    for (const form of forms) {
      add(form, amount === undefined ? 1 : 0.9);
      for (const stem of stemsOf(form)) {
        if (stem !== form) add(stem, stemWeight);
        for (const id of [this.byStem.get(stem) ?? []].flat()) found.push([id, stemWeight]);
      }
    }
    return found;
  }

  /** What cashiers cut the word to. @param isName tells what is no cut word, having a meaning of its own */
  cut({ forms }: Word, isName: (form: string) => boolean): Match[] {
    return forms.flatMap((form) => [...this.marked(form), ...this.unmarked(form, isName)]);
  }

  /** What the word may be the beginning of. @param isName it hardly is, then */
  begun({ forms, isNumber }: Word, isName = false): Match[] {
    const likely = isName ? BEGINNING_OF_NAME : 1;
    return forms.flatMap((form, rank) => {
      if (form.length < 2 && !isNumber) return [];
      const found: Match[] = [];
      for (let id = firstNotBefore(this.terms, form); found.length < MAX_TERMS; id += 1) {
        const term = this.terms[id];
        if (!term?.startsWith(form)) break;
        if (term !== form)
          found.push([id, likely * beginningWeight(form.length, term.length) * UNLIKELIER ** rank]);
      }
      return found;
    });
  }

  /** What the word may be a misspelling of, also of the beginning. */
  misspelt({ forms, isNumber }: Word, tolerance: Tolerance): Match[] {
    if (isNumber) return [];
    return forms.flatMap((form) => {
      const most = tolerance(form.length);
      return most === 0 ? [] : this.nearTerms(form, most);
    });
  }

  /** Whether it is a word of the names, or the stem of one. */
  has(form: string): boolean {
    return this.ids.has(form) || this.byStem.has(form);
  }

  meaning(meaning: number): number | undefined {
    return this.ids.get(`${MEANING}${meaning}`);
  }

  /** @param visit told of each name that has the term, where, and how surely */
  each(term: number, visit: (doc: number, place: number, strength: number) => void): void {
    const end = this.starts[term + 1] ?? 0;
    for (let index = this.starts[term] ?? 0; index < end; index += 1) {
      const posting = this.postings[index] ?? 0;
      const where = Math.floor(posting / STRENGTHS);
      visit(Math.floor(where / PLACES), where % PLACES, (posting % STRENGTHS) / (STRENGTHS - 1));
    }
  }

  private marked(form: string): Match[] {
    return this.cuts.flatMap(({ term, head, tail }): Match[] =>
      form.startsWith(head) && form.endsWith(tail) && form.length >= head.length + tail.length
        ? [[term, cutWeight(head.length + tail.length, form.length)]]
        : [],
    );
  }

  /** `КОЛБ` for a колбаса, without a dot. */
  private unmarked(form: string, isName: (form: string) => boolean): Match[] {
    const found: Match[] = [];
    for (let length = LEAST_HEAD; length < form.length - 1; length += 1) {
      const left = form.slice(0, length);
      const id = isName(left) ? undefined : this.ids.get(left);
      if (id !== undefined) found.push([id, cutWeight(length, form.length) - WITHOUT_DOT]);
    }
    return found;
  }

  private nearTerms(form: string, most: number): Match[] {
    const letters = lettersOf(form);
    const found: Match[] = [];
    for (let id = this.firstWord; id < this.terms.length; id += 1) {
      const [term = '', others = 0] = [this.terms[id], this.letters[id]];
      if (Math.abs(term.length - form.length) <= most) {
        const whole = mayBeNear(letters, others, most) ? mistakes(form, term, most) : Infinity;
        if (whole !== Infinity) found.push([id, mistakeWeight(whole)]);
      } else if (
        term.length > form.length &&
        form.length > LEAST_HEAD + 1 &&
        mayBeNear(letters & ~others, 0, 1)
      ) {
        const begun = mistakes(form, term, Math.min(most, 1), true);
        const weight = mistakeWeight(begun) * beginningWeight(form.length, term.length);
        if (begun !== Infinity) found.push([id, weight]);
      }
    }
    return found.sort((one, other) => other[1] - one[1]).slice(0, MAX_TERMS);
  }

  private stemAt(stem: string, id: number): void {
    const there = this.byStem.get(stem);
    if (there === undefined) this.byStem.set(stem, id);
    else if (Array.isArray(there)) there.push(id);
    else this.byStem.set(stem, [there, id]);
  }
}

function isWord(term: string): boolean {
  return term >= FIRST_WORD;
}
