import type { ItemGroup } from '@rto/regos';
import type { CatalogItem } from './catalog-item';
import { foldings, plain } from './search/language/folding';

/** A group of the tree that people walk: it and its subgroups together hold at least one item. */
export interface GroupNode {
  readonly id: number;
  readonly name: string;
  /** Undefined for a root of the shown tree. */
  readonly parentId: number | undefined;
  /** Sorted by name. */
  readonly children: readonly GroupNode[];
  /** Listed items of the group and its subgroups. */
  readonly itemCount: number;
}

const COLLATOR = new Intl.Collator('ru', { numeric: true });

/** The order of every list of the shop. */
export function byName(a: { id: number; name: string }, b: { id: number; name: string }): number {
  return COLLATOR.compare(a.name, b.name) || a.id - b.id;
}

/** Which goods stand where. */
export class GroupTree {
  readonly roots: readonly GroupNode[];
  /** Goods without a group, or of a group that REGOS does not list. */
  readonly ungrouped: readonly CatalogItem[];
  private readonly parents: ReadonlyMap<number, number | undefined>;
  private readonly nodes = new Map<number, GroupNode>();
  private readonly goods = new Map<number, CatalogItem[]>();

  /** @param listed sorted already; every group keeps their order */
  constructor(groups: readonly ItemGroup[], listed: readonly CatalogItem[]) {
    this.parents = acyclicParents(groups);
    for (const item of listed) this.place(item);
    const shown = groups.filter((group) => this.goods.has(group.id)).sort(byName);
    const childrenOf = new Map<number | undefined, ItemGroup[]>();
    for (const group of shown) append(childrenOf, this.parents.get(group.id), group);
    this.roots = this.build(undefined, childrenOf);
    this.ungrouped = listed.filter((item) => item.groupId === undefined || !this.parents.has(item.groupId));
  }

  node(groupId: number): GroupNode | undefined {
    return this.nodes.get(groupId);
  }

  /** From the top down. */
  named(words: string): GroupNode | undefined {
    const wanted = foldedName(words);
    if (wanted === '') return undefined;
    let level = this.roots;
    while (level.length > 0) {
      const found = level.find(({ name }) => foldedName(name) === wanted);
      if (found) return found;
      level = level.flatMap(({ children }) => children);
    }
    return undefined;
  }

  /** Goods of the group and its subgroups. */
  items(groupId: number): readonly CatalogItem[] {
    return this.goods.get(groupId) ?? [];
  }

  private place(item: CatalogItem): void {
    let groupId = item.groupId;
    while (groupId !== undefined && this.parents.has(groupId)) {
      append(this.goods, groupId, item);
      groupId = this.parents.get(groupId);
    }
  }

  private build(
    parentId: number | undefined,
    childrenOf: ReadonlyMap<number | undefined, readonly ItemGroup[]>,
  ): readonly GroupNode[] {
    return (childrenOf.get(parentId) ?? []).map(({ id, name }) => {
      const children = this.build(id, childrenOf);
      const node = { id, name, parentId, children, itemCount: this.items(id).length };
      this.nodes.set(id, node);
      return node;
    });
  }
}

/** The words of a name in the form that all alphabets have in common. */
function foldedName(name: string): string {
  const words = plain(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => foldings(word)[0]).join(' ');
}

/** Parent by group. A parent that is not listed, or that would close a circle, is none: its child is a root. */
function acyclicParents(groups: readonly ItemGroup[]): ReadonlyMap<number, number | undefined> {
  const parents = new Map<number, number | undefined>(groups.map((group) => [group.id, undefined]));
  for (const { id, parentId } of groups) {
    if (parentId === undefined || !parents.has(parentId)) continue;
    let above: number | undefined = parentId;
    while (above !== undefined && above !== id) above = parents.get(above);
    if (above === undefined) parents.set(id, parentId);
  }
  return parents;
}

/** Adds to the list under `key`. */
export function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
