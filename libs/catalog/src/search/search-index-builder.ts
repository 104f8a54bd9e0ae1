import type { ItemGroup } from '@rto/regos';
import { portionsOf } from '../breathing';
import { CodeIndex } from './codes';
import { wordsOf, type Word } from './language/words';
import { TermIndexBuilder, type TermIndex } from './term-index';
import { Lexicon } from './words/lexicon';

/** What of a good is searched: its card with its variants. */
export interface SearchedGood {
  readonly id: number;
  readonly names: readonly string[];
  readonly groupId: number | undefined;
  readonly codes: readonly (readonly [code: string, itemId: number])[];
}

/** What a search is made of. Documents are goods, or groups, in the order in which they were added. */
export interface IndexParts {
  readonly goods: TermIndex;
  /** Ids of the goods. */
  readonly ids: Float64Array;
  readonly groups: TermIndex;
  readonly groupIds: readonly number[];
  /** The document of a good's group, -1 for none. */
  readonly groupOf: Int32Array;
  readonly codes: CodeIndex;
}

/** Some five milliseconds of work. */
const NAMES_AT_ONCE = 150;

class IndexBuilder {
  private readonly lexicon = Lexicon.shared;
  private readonly goods = new TermIndexBuilder();
  private readonly groups = new TermIndexBuilder();
  private readonly groupDocs = new Map<number, number>();
  private readonly ids: number[] = [];
  private readonly groupOf: number[] = [];
  private readonly codes: (readonly [string, number])[] = [];
  /** The same words stand in many names. */
  private readonly known = new Map<string, Word>();

  constructor(groups: readonly ItemGroup[]) {
    for (const { id, name } of groups) this.groupDocs.set(id, this.addName(this.groups, [name]));
  }

  add(goods: readonly SearchedGood[]): void {
    for (const { id, names, groupId, codes } of goods) {
      this.addName(this.goods, names);
      this.ids.push(id);
      this.groupOf.push(groupId === undefined ? -1 : (this.groupDocs.get(groupId) ?? -1));
      this.codes.push(...codes);
    }
  }

  build(): IndexParts {
    return {
      goods: this.goods.build(),
      ids: Float64Array.from(this.ids),
      groups: this.groups.build(),
      groupIds: [...this.groupDocs.keys()],
      groupOf: Int32Array.from(this.groupOf),
      codes: new CodeIndex(this.codes),
    };
  }

  private addName(index: TermIndexBuilder, names: readonly string[]): number {
    const words = names.flatMap((name) => this.lexicon.spelledOut(wordsOf(name, this.known)));
    return index.add(words, this.lexicon.saidIn(words));
  }
}

export function indexParts(goods: readonly SearchedGood[], groups: readonly ItemGroup[]): IndexParts {
  const builder = new IndexBuilder(groups);
  builder.add(goods);
  return builder.build();
}

/** The same, with everybody else having turns of the event loop. */
export async function indexPartsBreathing(
  goods: readonly SearchedGood[],
  groups: readonly ItemGroup[],
): Promise<IndexParts> {
  const builder = new IndexBuilder(groups);
  for await (const portion of portionsOf(goods, NAMES_AT_ONCE)) builder.add(portion);
  return builder.build();
}
