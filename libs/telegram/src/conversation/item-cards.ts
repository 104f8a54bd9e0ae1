import { Injectable } from '@nestjs/common';
import { CartService, type Cart } from '@rto/cart';
import { ItemPictures, type CatalogItem, type CatalogSnapshot } from '@rto/catalog';
import { BoughtGoods } from '@rto/orders';
import { itemScreen, type Action, type Deck, type DeckPlace, type ListPage, type Origin } from '@rto/screens';
import { viewOf } from './catalog-view';
import { aboveGroup, groupAt } from './places';
import { moveTo, type Reply, type Turn } from './turn';

/** The card of an item: by itself, or among the goods that are shown one a message. */
@Injectable()
export class ItemCards {
  constructor(
    private readonly carts: CartService,
    private readonly bought: BoughtGoods,
    private readonly pictures: ItemPictures,
  ) {}

  /** The person is at the card from now on, and what they type is how much of it. */
  async show(
    turn: Turn,
    snapshot: CatalogSnapshot,
    item: CatalogItem,
    origin: Origin,
    known?: Cart,
    picture = 0,
  ): Promise<Reply> {
    const cart = known ?? (await this.carts.get(turn.tenant.id, turn.chatId));
    const deck = isDeck(origin) ? await this.placeIn(turn, snapshot, item, origin) : undefined;
    const back = backTo(turn, snapshot, item, origin);
    const expects = item.sellable ? ({ type: 'quantity', itemId: item.id, origin } as const) : undefined;
    moveTo(turn, { type: 'openItem', itemId: item.id, origin }, expects ? { expects } : {});
    const variants = item.hasVariants ? snapshot.variants(item.id) : [];
    const urls = await this.pictures.of(turn.tenant, item);
    const pictures = { urls, index: Math.min(picture, Math.max(urls.length - 1, 0)) };
    const card = { item, variants, cart, origin, back, deck, pictures };
    return { screen: itemScreen(viewOf(turn, snapshot), card) };
  }

  /** Undefined for a variant, and for what is not among these goods any more. */
  private async placeIn(
    turn: Turn,
    snapshot: CatalogSnapshot,
    item: CatalogItem,
    deck: Deck,
  ): Promise<DeckPlace | undefined> {
    const goods = await this.goodsOf(turn, snapshot, deck);
    const index = goods.findIndex(({ id }) => id === item.id);
    if (index === -1) return undefined;
    const { length: count } = goods;
    const at = (place: number): number => goods[(place + count) % count]?.id ?? item.id;
    const page = Math.floor(index / turn.tenant.settings.catalogPageSize);
    return {
      index,
      count,
      previous: at(index - 1),
      next: at(index + 1),
      listed: listOf(deck, page),
      query: deck.type === 'foundCards' ? turn.dialog.search : undefined,
    };
  }

  private async goodsOf(turn: Turn, snapshot: CatalogSnapshot, deck: Deck): Promise<readonly CatalogItem[]> {
    if (deck.type !== 'foundCards') return groupGoods(snapshot, deck);
    const { search } = turn.dialog;
    if (search === undefined) return [];
    const [bought] = await Promise.all([this.bought.of(turn.tenant.id), snapshot.prepareSearch()]);
    return snapshot.search(search, bought);
  }
}

/** The goods of a group, or those without one. */
export function groupGoods(
  snapshot: CatalogSnapshot,
  deck: Exclude<Deck, { type: 'foundCards' }>,
): readonly CatalogItem[] {
  return deck.type === 'rootCards' ? snapshot.ungroupedItems() : snapshot.groupItems(deck.groupId);
}

/** @param groupId undefined: goods without a group */
export function deckOf(groupId: number | undefined): Exclude<Deck, { type: 'foundCards' }> {
  return groupId === undefined ? { type: 'rootCards' } : { type: 'groupCards', groupId };
}

function isDeck(origin: Origin): origin is Deck {
  return origin.type === 'groupCards' || origin.type === 'rootCards' || origin.type === 'foundCards';
}

function listOf(deck: Deck, page: number): ListPage {
  switch (deck.type) {
    case 'groupCards':
      return { type: 'group', groupId: deck.groupId, page };
    case 'rootCards':
      return { type: 'root', page };
    case 'foundCards':
      return { type: 'search', page };
  }
}

function backTo(turn: Turn, snapshot: CatalogSnapshot, item: CatalogItem, origin: Origin): Action {
  if (item.parentId !== undefined) return { type: 'openItem', itemId: item.parentId, origin };
  switch (origin.type) {
    case 'group':
      return { type: 'openGroup', groupId: origin.groupId, page: origin.page };
    case 'search':
      return { type: 'openSearch', page: origin.page };
    case 'root':
      return { type: 'openCatalog', page: origin.page };
    case 'none':
      return { type: 'openCatalog', page: 0 };
    case 'groupCards': {
      const group = snapshot.group(origin.groupId);
      if (!group) return { type: 'openCatalog', page: 0 };
      return group.children.length > 0 ? groupAt(turn, group.id) : aboveGroup(turn, group);
    }
    case 'rootCards':
      return groupAt(turn, undefined);
    case 'foundCards':
      return turn.dialog.searchFrom ?? { type: 'openCatalog', page: 0 };
  }
}
