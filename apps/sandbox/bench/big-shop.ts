import type { ShopData, ShopGroup, ShopItem } from '@rto/fakes';
import { demoShop } from '../src/shop';

const GROUPS = 20;
const SUBGROUPS_EACH = 9;
const GOODS = 5_000;

/** Twenty groups of nine subgroups, goods spread over all of the two hundred; everything else as the demo has it. */
export function bigShop(pictures: string, goods = GOODS): ShopData {
  const groups = [...Array(GROUPS).keys()].flatMap((index) => family(index + 1));
  const items = [...Array(goods).keys()].map((index) => good(index + 1, groups, pictures));
  return { ...demoShop(pictures), groups, items };
}

function family(id: number): ShopGroup[] {
  const children = [...Array(SUBGROUPS_EACH).keys()].map((index) => ({
    id: id * 100 + index,
    parentId: id,
    name: `Раздел ${id}.${index + 1}`,
  }));
  return [{ id, name: `Раздел ${id}` }, ...children];
}

function good(id: number, groups: readonly ShopGroup[], pictures: string): ShopItem {
  return {
    id,
    name: `Товар ${String(id).padStart(5, '0')}`, // in order: the fake need not sort them for every page
    groupId: groups[id % groups.length]?.id ?? 1,
    unit: 'pcs',
    prices: { 2: String(1_000 + id) },
    onHand: { 1: '500' },
    articul: `B-${id}`,
    barcode: `4780${String(id).padStart(9, '0')}`,
    imageUrl: `${pictures}/${id}_{size}.jpg`,
  };
}
