import { Quantity } from '@rto/kernel';
import type { Money } from '@rto/kernel';
import { chosenGroups, type ItemGroup, type StockedItem } from '@rto/regos';
import { toCatalogItem } from './catalog-item';
import type { CatalogItem } from './catalog-item';

/** The settings of a tenant that decide which items are shown. */
export interface AssortmentRules {
  readonly showZeroQuantity: boolean;
  readonly showWithoutImages: boolean;
  readonly showItemsWithoutPrice: boolean;
  /** With their subgroups; empty = all. */
  readonly itemGroupIds: readonly number[];
}

/**
 * What is shown of the rows REGOS sent. Everything the request asked for is asked again here, because REGOS's own
 * flags are not to be trusted (docs/regos.md 9.2). Variants follow their parent: its group, its card; a parent without
 * a variant to show is hidden, a variant whose parent is unknown stands by itself.
 */
export function selectAssortment(
  rows: readonly StockedItem[],
  groups: readonly ItemGroup[],
  rules: AssortmentRules,
): CatalogItem[] {
  const byId = new Map(rows.filter((row) => !row.deleted).map((row) => [row.id, row]));
  const parentOf = (row: StockedItem): StockedItem | undefined => {
    const parent = row.parentId === undefined ? undefined : byId.get(row.parentId);
    return parent?.hasChild ? parent : undefined;
  };
  const inShop = groupFilter(groups, rules.itemGroupIds);
  const goods = [...byId.values()].filter(
    (row) => !row.hasChild && inShop((parentOf(row) ?? row).groupId) && isShown(row, rules),
  );
  const variants = new Map<number, CatalogItem[]>();
  const items: CatalogItem[] = [];
  for (const row of goods) {
    const parent = parentOf(row);
    const item = parent ? variantOf(row, parent) : toCatalogItem(row);
    items.push(item);
    if (parent) variants.set(parent.id, [...(variants.get(parent.id) ?? []), item]);
  }
  for (const [parentId, choices] of variants) {
    const parent = byId.get(parentId);
    if (parent) items.push(cardOfChoices(parent, choices));
  }
  return items;
}

/** Ids of parents that rows speak of but that are not among them: REGOS drops a parent that has no stock itself. */
export function missingParentIds(rows: readonly StockedItem[]): number[] {
  const present = new Set(rows.map((row) => row.id));
  const named = rows.flatMap((row) => (row.parentId === undefined ? [] : [row.parentId]));
  return [...new Set(named)].filter((id) => !present.has(id));
}

function groupFilter(
  groups: readonly ItemGroup[],
  chosenIds: readonly number[],
): (groupId: number | undefined) => boolean {
  const chosen = chosenGroups(groups, chosenIds);
  return (groupId) => chosen === undefined || (groupId !== undefined && chosen.has(groupId));
}

function isShown(row: StockedItem, rules: AssortmentRules): boolean {
  const priced = row.price !== undefined && !row.price.isZero();
  return (
    (rules.showItemsWithoutPrice || priced) &&
    (rules.showWithoutImages || row.imageUrl !== undefined) &&
    (rules.showZeroQuantity || row.allowed.floorFor(row.unit.kind).isPositive())
  );
}

function variantOf(row: StockedItem, parent: StockedItem): CatalogItem {
  const item = toCatalogItem(row);
  return {
    ...item,
    parentId: parent.id,
    groupId: parent.groupId,
    description: item.description ?? parent.description,
    imageUrl: item.imageUrl ?? parent.imageUrl,
  };
}

function cardOfChoices(parent: StockedItem, choices: readonly CatalogItem[]): CatalogItem {
  return {
    ...toCatalogItem(parent),
    price: lowest(choices.flatMap((choice) => choice.price ?? [])),
    allowed: choices.reduce((sum, choice) => sum.plus(choice.allowed), Quantity.zero),
    imageUrl: parent.imageUrl ?? choices.find((choice) => choice.imageUrl !== undefined)?.imageUrl,
    hasVariants: true,
    sellable: false,
  };
}

function lowest(prices: readonly Money[]): Money | undefined {
  return prices.reduce<Money | undefined>(
    (least, price) => (least === undefined || price.lessThan(least) ? price : least),
    undefined,
  );
}
