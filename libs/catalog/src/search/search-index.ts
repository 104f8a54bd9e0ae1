import { otherLayout } from './language/keyboard';
import { loosely, never, usually, type Tolerance } from './language/typos';
import { wordsOf, type Word } from './language/words';
import { scoresOf, understood } from './scoring';
import type { IndexParts } from './search-index-builder';
import { Lexicon } from './words/lexicon';

/** A good that was found, and how well it is what was typed: 1 is exactly. */
export interface Hit {
  readonly itemId: number;
  readonly score: number;
}

/** A group has the word, not the good itself. */
const BY_GROUP = 0.85;
const OTHER_LAYOUT = 0.92;
const REWRITTEN = 0.95;
/** Found so well, other readings of what was typed are not tried. */
const WELL_FOUND = 0.9;
/** Found no better, mistakes in the other layout are looked for too. */
const HARDLY_FOUND = 0.6;
const LEAST_SCORE = 0.45;
/** What is further away from the best is something else. */
export const LEAST_OF_BEST = 0.76;
const NEAREST = 0.25;
const NEAREST_GROUP = 0.5;
/** A number says less than a word. */
const NUMBER_WEIGHT = 0.5;
const LETTER_WEIGHT = 0.3;
const LEAST_PART = 3;
const MAX_WORDS = 8;

/** The names, groups and codes of a shop's goods, in a form that is searched in milliseconds. Holds no goods, only ids. */
export class SearchIndex {
  private readonly lexicon = Lexicon.shared;

  /** @param gone ids of goods that are in it no more */
  constructor(
    private readonly parts: IndexParts,
    private readonly gone: ReadonlySet<number> = new Set(),
  ) {}

  /** The same without these goods. */
  without(gone: ReadonlySet<number>): SearchIndex {
    return new SearchIndex(this.parts, gone);
  }

  /** Goods with exactly this code, in no order. */
  byCode(text: string): number[] {
    return this.parts.codes.exactly(text).filter((id) => !this.gone.has(id));
  }

  /** Goods with a code that begins so. */
  byBeginningOfCode(text: string): number[] {
    return this.parts.codes.begun(text).filter((id) => !this.gone.has(id));
  }

  /** Goods that are what was typed, and not much less so than the best of them; in their order. */
  find(text: string): Hit[] {
    const scores = this.totals(text);
    return this.hits(scores, Math.max(LEAST_SCORE, LEAST_OF_BEST * best(scores)));
  }

  /** Goods that are at least a little like what was typed. */
  nearest(text: string): Hit[] {
    return this.hits(this.totals(text, loosely), NEAREST);
  }

  /** Groups whose name is at least a little like what was typed, the likeliest first. */
  nearestGroups(text: string): number[] {
    const words = this.wordsOf(text);
    const scores = this.total(
      scoresOf(understood(words, this.lexicon, this.parts.groups, loosely), this.parts.groups),
      words,
      this.parts.groups.size,
    );
    const found = [...scores.entries()].filter(([, score]) => score >= NEAREST_GROUP);
    found.sort(([, one], [, other]) => other - one);
    return found.flatMap(([doc]) => this.parts.groupIds[doc] ?? []);
  }

  private hits(scores: Float32Array, least: number): Hit[] {
    const found: Hit[] = [];
    for (let doc = 0; doc < scores.length; doc += 1) {
      const score = scores[doc] ?? 0;
      if (score >= least) found.push({ itemId: this.parts.ids[doc] ?? 0, score });
    }
    return found;
  }

  private totals(text: string, tolerance = usually): Float32Array {
    const words = this.wordsOf(text);
    const scores = this.score(words, tolerance);
    const typed = this.wordsOf(otherLayout(text) ?? '');
    const isMeant = this.areNames(typed) && !this.areNames(words);
    const found = best(scores);
    if (typed.length > 0 && (isMeant || found < WELL_FOUND)) {
      const other = this.score(typed, found < HARDLY_FOUND ? tolerance : never);
      raise(scores, other, isMeant ? 1 : OTHER_LAYOUT);
    }
    if (best(scores) >= WELL_FOUND) return scores;
    for (const other of this.rewritten(words)) raise(scores, this.score(other, never), REWRITTEN);
    return scores;
  }

  private wordsOf(text: string): Word[] {
    return this.lexicon
      .spelledOut(wordsOf(text))
      .slice(0, MAX_WORDS)
      .map((word) => this.read(word));
  }

  /** Of several ways to read a word those that make a name or a word of the goods, if there are any. */
  private read(word: Word): Word {
    if (word.isNumber || word.forms.length === 1) return word;
    const names = word.forms.filter((form) => this.lexicon.knows(aWord(form)));
    const forms = names.length > 0 ? names : word.forms.filter((form) => this.parts.goods.has(form));
    return forms.length > 0 ? { ...word, forms } : word;
  }

  private score(words: readonly Word[], tolerance: Tolerance): Float32Array {
    const query = understood(words, this.lexicon, this.parts.goods, tolerance);
    const byName = scoresOf(query, this.parts.goods);
    const byGroup = scoresOf(query, this.parts.groups);
    byName.forEach((row, at) => {
      const groups = byGroup[at];
      if (!groups?.some((score) => score > 0)) return;
      const { groupOf } = this.parts;
      for (let doc = 0; doc < row.length; doc += 1) {
        const score = BY_GROUP * (groups[groupOf[doc] ?? -1] ?? 0);
        if (score > (row[doc] ?? 0)) row[doc] = score;
      }
    });
    const total = this.total(byName, words, this.parts.goods.size);
    if (this.gone.size > 0) {
      this.parts.ids.forEach((id, doc) => {
        if (this.gone.has(id)) total[doc] = 0;
      });
    }
    return total;
  }

  /** The mean over the words. */
  private total(rows: readonly Float32Array[], words: readonly Word[], size: number): Float32Array {
    const total = new Float32Array(size);
    const weights = words.map(weightOf);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    rows.forEach((row, at) => {
      const share = (weights[at] ?? 0) / sum;
      for (let doc = 0; doc < size; doc += 1) total[doc] = (total[doc] ?? 0) + share * (row[doc] ?? 0);
    });
    return total;
  }

  /** Two words that are one, and one that is two: `кока кола`, `кокакола`. */
  private *rewritten(words: readonly Word[]): Generator<Word[]> {
    for (const [at, word] of words.entries()) {
      const next = words[at + 1];
      const joined =
        next && !word.isNumber && !next.isNumber ? `${word.forms[0]}${next.forms[0]}` : undefined;
      if (joined !== undefined && this.isWord(joined))
        yield [...words.slice(0, at), aWord(joined), ...words.slice(at + 2)];
      const parts = word.isNumber ? undefined : this.parted(word.forms[0] ?? '');
      if (parts) yield [...words.slice(0, at), ...parts.map(aWord), ...words.slice(at + 1)];
    }
  }

  private parted(form: string): [string, string] | undefined {
    if (this.isWord(form)) return undefined;
    for (let end = LEAST_PART; end <= form.length - LEAST_PART; end += 1) {
      const parts: [string, string] = [form.slice(0, end), form.slice(end)];
      if (parts.every((part) => this.isWord(part))) return parts;
    }
    return undefined;
  }

  private areNames(words: readonly Word[]): boolean {
    return words.length > 0 && words.every((word) => this.lexicon.knows(word));
  }

  private isWord(form: string): boolean {
    return this.parts.goods.has(form) || this.lexicon.knows(aWord(form));
  }
}

function weightOf({ isNumber, forms }: Word): number {
  if (isNumber) return NUMBER_WEIGHT;
  return (forms[0]?.length ?? 0) < 2 ? LETTER_WEIGHT : 1;
}

function best(scores: Float32Array): number {
  let most = 0;
  for (let doc = 0; doc < scores.length; doc += 1) most = Math.max(most, scores[doc] ?? 0);
  return most;
}

function raise(scores: Float32Array, others: Float32Array, weight: number): void {
  for (let doc = 0; doc < scores.length; doc += 1) {
    const score = weight * (others[doc] ?? 0);
    if (score > (scores[doc] ?? 0)) scores[doc] = score;
  }
}

function aWord(form: string): Word {
  return { forms: [form], isNumber: false };
}
