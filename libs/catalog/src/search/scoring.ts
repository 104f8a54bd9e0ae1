import type { Word } from './language/words';
import { loosely, type Tolerance } from './language/typos';
import { UNLIKELIER } from './language/weights';
import type { Match, TermIndex } from './term-index';
import type { Guesses, Lexicon, Said } from './words/lexicon';

/** How surely each name is meant by each word: a row a word, a column a name. */
type Scores = readonly Float32Array[];

/** A good is named by its first words; what stands behind tells of it. */
const BY_PLACE = [1, 0.96, 0.93];
const LAST_PLACES = 0.9;
/** A hint is not what another hint hints at: water is a drink, and juice another. */
const HINTED = 0.53;
/** Below that a word counts as not understood, and is taken for a misspelling. */
const SURE = 0.9;

/** What was typed, as far as the word list understands it. */
export interface Query {
  readonly words: readonly Word[];
  readonly said: readonly Said[];
  /** Words that are brands: these stand anywhere in a name. */
  readonly brands: readonly boolean[];
  /** Words that are names of something as they stand. */
  readonly known: readonly boolean[];
  /** See {@link Lexicon.firstBrand}. */
  readonly firstBrand: number;
  readonly isName: (form: string) => boolean;
  readonly tolerance: Tolerance;
}

/** @param index a word that is in it is no misspelling, unless words that are only a little like it count as well */
export function understood(
  words: readonly Word[],
  lexicon: Lexicon,
  index: TermIndex,
  tolerance: Tolerance,
): Query {
  const known = words.map((word) => word.isNumber || lexicon.knows(word));
  const guesses = words.map((word, at): Guesses => {
    const own = [{ word, weight: 1 }];
    if (known[at] || word.cut) return own;
    const hasTerm = tolerance !== loosely && index.same(word).length > 0;
    const guessed = word.forms.flatMap((form, rank) =>
      lexicon
        .guesses(form, hasTerm ? 0 : tolerance(form.length))
        .map((guess) => ({ ...guess, weight: guess.weight * UNLIKELIER ** rank })),
    );
    return [...own, ...guessed];
  });
  const surely = lexicon
    .saidIn(words)
    .filter((each) => each.strength === 1 && each.meaning >= lexicon.firstBrand);
  return {
    words,
    said: lexicon.saidBy(guesses),
    brands: words.map((_, at) => surely.some((each) => each.at.includes(at))),
    known,
    firstBrand: lexicon.firstBrand,
    isName: (form) => lexicon.isName(form),
    tolerance,
  };
}

/** How well the names of an index are what was typed. */
export function scoresOf(query: Query, index: TermIndex): Scores {
  const { words, said, brands, known, firstBrand, isName, tolerance } = query;
  const scores = words.map(() => new Float32Array(index.size));
  const raise = (at: number, [term, weight]: Match, isAnywhere: boolean, least = 0): void => {
    const row = scores[at];
    index.each(term, (doc, place, strength) => {
      const score = weight * strength * (isAnywhere ? 1 : (BY_PLACE[place] ?? LAST_PLACES));
      if (row && weight * strength > least && score > (row[doc] ?? 0)) row[doc] = score;
    });
  };
  for (const { meaning, strength, at } of said) {
    const term = index.meaning(meaning);
    if (term !== undefined)
      for (const each of at) raise(each, [term, strength], meaning >= firstBrand, HINTED);
  }
  words.forEach((word, at) => {
    const isAnywhere = brands[at] ?? false;
    const same = index.same(word, known[at]);
    const matches = [...same, ...index.begun(word, known[at]), ...index.cut(word, isName)];
    const isSaid = said.some((each) => each.strength >= SURE && each.at.includes(at));
    const isFound = isSaid || same.some(([, weight]) => weight >= SURE);
    if (!isFound) matches.push(...index.misspelt(word, tolerance));
    for (const match of matches) raise(at, match, isAnywhere || word.isNumber);
  });
  return scores;
}
