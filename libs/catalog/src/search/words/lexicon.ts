import { stemsOf, type Tongue } from '../language/endings';
import { lettersOf, mayBeNear, mistakes } from '../language/typos';
import { beginningWeight, mistakeWeight, OTHER_STEM_WEIGHT, STEM_WEIGHT } from '../language/weights';
import { wordsOf, type Word } from '../language/words';
import { firstNotBefore } from '../language/sorted-words';
import { ABBREVIATIONS } from './abbreviations';
import { BRANDS } from './brands';
import { CARE } from './care';
import { FOOD } from './food';
import { HOME } from './home';
import { PRODUCE } from './produce';

/** One name of a thing: all its words have to be said. */
interface Name {
  readonly meaning: number;
  readonly words: readonly Word[];
  /** 1 for a name, less for what only hints at the thing. */
  readonly strength: number;
}

/** A meaning that words have, how surely, and which of the words say it. */
export interface Said {
  readonly meaning: number;
  readonly strength: number;
  readonly at: readonly number[];
}

/** What the names of a column are: of which tongue, and how surely names of the thing. */
interface Column {
  readonly tongues: readonly Tongue[];
  readonly strength: number;
}

const RUSSIAN: Column = { tongues: ['ru'], strength: 1 };
/** English is not what cashiers write, and sounds like what it is not: `sock`, `sok`. */
const COLUMNS: readonly Column[] = [
  RUSSIAN,
  { tongues: ['uz'], strength: 1 },
  { tongues: ['en'], strength: 0.9 },
  { tongues: ['ru'], strength: 0.72 },
];
const BRAND: Column = { tongues: [], strength: 1 };
/** The head of a cut word fits more than one. */
const CUT = 0.8;
const MAX_GUESSES = 12;
/** What a name may be less sure by for each word that it explains more. */
const MORE_WORDS = 0.15;
/** Two letters and a dot may be anything. */
const LEAST_HEAD = 3;

/** A word of a name, as a place to look it up; `strength` is less for its stems. */
type Place = readonly [name: Name, word: number, strength: number];

/** What may be meant by a word that was typed: itself, and what it may be the beginning or a misspelling of. */
export type Guesses = readonly { readonly word: Word; readonly weight: number }[];

/** The kept list of names of things in Russian, Uzbek and English, and of brands; see words/. */
export class Lexicon {
  /** The only one: it is read once for all shops. */
  static get shared(): Lexicon {
    return (this.read ??= new Lexicon());
  }

  private static read: Lexicon | undefined;

  /** Things that have names, brands not among them. */
  readonly goods: number;
  /** Brands have the meanings from here on. */
  readonly firstBrand: number;
  /** Kept as long as somebody has the word. */
  private readonly placesOfWords = new WeakMap<Word, readonly Place[]>();
  private readonly places = new Map<string, Place[]>();
  private readonly exact = new Set<string>();
  private readonly sortedForms: readonly string[];
  private readonly letters: Int32Array;
  private readonly short: ReadonlyMap<string, readonly Word[]>;

  private constructor() {
    let meaning = 0;
    for (const line of linesOf(FOOD + PRODUCE + CARE + HOME)) {
      line.split(' | ').forEach((column, index) => this.addNames(meaning, column, COLUMNS[index] ?? RUSSIAN));
      meaning += 1;
    }
    this.goods = this.firstBrand = meaning;
    for (const line of linesOf(BRANDS)) this.addNames(meaning++, line, BRAND);
    this.sortedForms = [...this.exact].sort();
    this.letters = Int32Array.from(this.sortedForms, lettersOf);
    this.short = new Map(
      linesOf(ABBREVIATIONS).map((line) => {
        const [name = '', full = ''] = line.split(': ');
        return [wordsOf(name)[0]?.forms[0] ?? '', wordsOf(full)];
      }),
    );
  }

  /** The words with those that stand for others written out. */
  spelledOut(words: readonly Word[]): Word[] {
    return words.flatMap((word) => this.short.get(word.forms[0] ?? '') ?? [word]);
  }

  /** Whether it is a name as it stands. */
  knows(word: Word): boolean {
    return word.forms.some((form) => this.isName(form));
  }

  isName(form: string): boolean {
    return this.exact.has(form);
  }

  /** What the words of a name say. */
  saidIn(words: readonly Word[]): Said[] {
    return this.saidBy(words.map((word) => [{ word, weight: 1 }]));
  }

  /** What the words say: every name of which each word is among them. The surest of each meaning. */
  saidBy(words: readonly Guesses[]): Said[] {
    const said = new Map<number, Said>();
    const say = ({ meaning, strength: most }: Name, surely: number, at: readonly number[]): void => {
      const strength = most * surely;
      const known = said.get(meaning);
      // a name that explains more of the words, unless it is far less sure
      const worth = strength + MORE_WORDS * (at.length - (known?.at.length ?? 0));
      if (!known || worth > known.strength) said.set(meaning, { meaning, strength, at });
    };
    const begun = new Map<Name, Map<number, { at: number; strength: number }>>();
    words.forEach((guesses, at) => {
      for (const guess of guesses) {
        for (const [name, part, likeness] of this.placesOf(guess.word)) {
          const strength = likeness * guess.weight;
          if (name.words.length === 1) say(name, strength, [at]);
          else {
            const parts = begun.get(name) ?? new Map<number, { at: number; strength: number }>();
            if ((parts.get(part)?.strength ?? 0) < strength) parts.set(part, { at, strength });
            begun.set(name, parts);
          }
        }
      }
    });
    for (const [name, parts] of begun) {
      if (parts.size < name.words.length) continue;
      const said = [...parts.values()];
      say(
        name,
        Math.min(...said.map((part) => part.strength)),
        said.map((part) => part.at),
      );
    }
    return [...said.values()];
  }

  /** What a form that is no name may be meant for. @param most mistakes that it may have */
  guesses(form: string, most: number): Guesses {
    const begun = form.length < LEAST_HEAD ? [] : this.begunWith(form).slice(0, MAX_GUESSES);
    const completed = begun.map((known) => guess(known, beginningWeight(form.length, known.length)));
    if (most === 0) return completed;
    const letters = lettersOf(form);
    const mended = this.sortedForms.flatMap((known, index) => {
      if (!mayBeNear(letters, this.letters[index] ?? 0, most)) return [];
      const cost = mistakes(form, known, most);
      return cost === Infinity ? [] : [guess(known, mistakeWeight(cost))];
    });
    mended.sort((one, other) => other.weight - one.weight);
    return [...completed, ...mended.slice(0, MAX_GUESSES)];
  }

  private placesOf(word: Word): readonly Place[] {
    const there = this.placesOfWords.get(word);
    if (there) return there;
    const { cut, forms } = word;
    const places =
      cut && cut.head.length + cut.tail.length >= LEAST_HEAD
        ? this.cutPlaces(cut)
        : forms.flatMap((form) => this.placesOfForm(form));
    this.placesOfWords.set(word, places);
    return places;
  }

  /** A name that has the stem of another name is hardly meant by it: `socks`, `sok`. */
  private placesOfForm(form: string): readonly Place[] {
    const most = this.exact.has(form) ? OTHER_STEM_WEIGHT : STEM_WEIGHT;
    return stemsOf(form).flatMap((stem) => {
      const places = this.places.get(stem) ?? [];
      const isAsItStands = (strength: number): boolean => stem === form && strength === 1;
      return places.map(([name, part, strength]): Place => [name, part, isAsItStands(strength) ? 1 : most]);
    });
  }

  private cutPlaces({ head, tail }: { head: string; tail: string }): Place[] {
    return this.begunWith(head)
      .filter((form) => form.endsWith(tail))
      .flatMap((form) => (this.places.get(form) ?? []).map(([name, part]) => [name, part, CUT] as const));
  }

  private begunWith(head: string): readonly string[] {
    const from = firstNotBefore(this.sortedForms, head);
    let end = from;
    while (this.sortedForms[end]?.startsWith(head)) end += 1;
    return this.sortedForms.slice(from, end);
  }

  private addNames(meaning: number, column: string, { tongues, strength }: Column): void {
    for (const text of column.split(', ')) {
      const words = wordsOf(text);
      if (words.length === 0) continue;
      const name = { meaning, words, strength };
      words.forEach((word, at) => {
        for (const form of word.forms) {
          this.exact.add(form);
          for (const stem of stemsOf(form, tongues))
            this.placeAt(stem, [name, at, stem === form ? 1 : STEM_WEIGHT]);
        }
      });
    }
  }

  private placeAt(stem: string, place: Place): void {
    const there = this.places.get(stem);
    if (there) there.push(place);
    else this.places.set(stem, [place]);
  }
}

function guess(form: string, weight: number): Guesses[number] {
  return { word: { forms: [form], isNumber: false }, weight };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
