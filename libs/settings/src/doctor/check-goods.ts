import { Money, Quantity } from '@rto/kernel';
import type { StockedItem } from '@rto/regos';
import type { TenantSettings } from '../values/tenant-settings';
import { finding, settingFinding, shortName, type Finding } from './finding';

/** Characters of a button in the catalogue; the rest is cut. */
const BUTTON_LENGTH = 40;
/** Names that a finding tells; it counts the others. */
const NAMED = 3;
const MINIMUM_IN_GOODS = Quantity.of('100');

/** The first goods of a shop, whatever its settings show, and those of them or after them that are shown. */
export interface FirstGoods {
  readonly all: readonly StockedItem[];
  readonly shown: readonly StockedItem[];
}

/** Whether a shopper sees this item. Parents of variants are cards of choices and no goods. */
export function isShown(item: StockedItem, settings: TenantSettings): boolean {
  return (
    !item.hasChild &&
    (settings.showItemsWithoutPrice || item.price !== undefined) &&
    (settings.showWithoutImages || item.imageUrl !== undefined) &&
    (settings.showZeroQuantity || isInStock(item))
  );
}

/** Faults of the first goods, each with the names of those that have it. */
export function checkGoods(settings: TenantSettings, { all, shown }: FirstGoods): Finding[] {
  if (all.length === 0) return [noGoods(settings)];
  const goods = all.filter(({ hasChild }) => !hasChild);
  const some = (hasFault: (item: StockedItem) => boolean, tell: (names: string) => Finding): Finding[] => {
    const faulty = goods.filter(hasFault);
    return faulty.length > 0 ? [tell(names(faulty, goods.length))] : [];
  };
  // price types belong to a branch: in the stock of another one every price is zero (docs/regos.md 21.10)
  const hasNoPrices = goods.length > 0 && [...goods, ...shown].every(({ price }) => !price);
  const faults = [
    ...(shown.length === 0 ? [finding('nothing_shown')] : []),
    ...(goods.length === 0 ? [finding('only_variant_parents')] : []),
    ...(hasNoPrices
      ? [settingFinding('no_prices_in_stock', 'PRICE_TYPE_ID')]
      : some(
          ({ price }) => !price,
          (list) => settingFinding('goods_without_price', 'PRICE_TYPE_ID', list),
        )),
    ...some(
      ({ imageUrl }) => !settings.showWithoutImages && imageUrl === undefined,
      (list) => settingFinding('goods_without_image', 'SHOW_WITHOUT_IMAGES', list),
    ),
    ...some(
      (item) => !settings.showZeroQuantity && !isInStock(item),
      (list) => settingFinding('goods_out_of_stock', 'SHOW_ZERO_QUANTITY', list),
    ),
    ...some(
      ({ allowed }) => allowed.lessThan(Quantity.zero),
      (list) => finding('goods_overbooked', list),
    ),
    ...some(
      ({ groupId }) => groupId === undefined,
      (list) => finding('goods_without_group', list),
    ),
    ...some(
      ({ imageRefused }) => imageRefused,
      (list) => finding('goods_bad_image', list),
    ),
    ...some(
      ({ name }) => [...name].length > BUTTON_LENGTH,
      (list) => finding('goods_long_names', list),
    ),
    ...checkMinimum(settings, shown),
  ];
  return faults.length > 0 ? faults : [finding('goods_ok', String(goods.length))];
}

function noGoods({ itemGroupIds }: TenantSettings): Finding {
  return itemGroupIds.length > 0
    ? settingFinding('no_goods_in_groups', 'ITEM_GROUP_IDS')
    : finding('no_goods');
}

function isInStock({ allowed, unit }: StockedItem): boolean {
  return allowed.floorFor(unit.kind).isPositive();
}

/** A minimum beyond a hundred of the dearest is more likely a typing error than a rule. */
function checkMinimum({ minOrderAmount }: TenantSettings, shown: readonly StockedItem[]): Finding[] {
  const prices = shown.flatMap(({ price }) => price ?? []);
  const [first, ...others] = prices;
  if (!first) return [];
  const highest = others.reduce((most, price) => (most.lessThan(price) ? price : most), first);
  const minimum = Money.of(minOrderAmount, highest.currency);
  const isHigh = highest.times(MINIMUM_IN_GOODS).lessThan(minimum);
  return isHigh ? [settingFinding('minimum_high', 'MIN_ORDER_AMOUNT', minimum.amount, highest.amount)] : [];
}

function names(faulty: readonly StockedItem[], of: number): string {
  const named = faulty.slice(0, NAMED).map(({ name }) => `«${shortName(name)}»`);
  return `${faulty.length}/${of}: ${named.join(', ')}${faulty.length > NAMED ? ', …' : ''}`;
}
