import { Injectable } from '@nestjs/common';
import { CartService } from '@rto/cart';
import { CatalogService, type CatalogSnapshot } from '@rto/catalog';
import { ShopperRepository } from '@rto/customers';
import { UserError } from '@rto/kernel';
import { BoughtGoods } from '@rto/orders';
import {
  buttonName,
  catalogActions,
  groupScreen,
  type Action,
  type CatalogAction,
  type Origin,
} from '@rto/screens';
import type { GoodsView } from '@rto/settings';
import { unlessBeingRead } from './catalog-being-read';
import { groupPage, idsOf, type GroupPage } from './catalog-pages';
import { goodsView, viewOf } from './catalog-view';
import type { Taps } from './flow';
import { deckOf, groupGoods, ItemCards } from './item-cards';
import { itemOf, stepOf } from './item-changes';
import { aboveGroup, pageFrom, rememberPage } from './places';
import { SearchFlow } from './search.flow';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** Groups, and their goods in either view. */
@Injectable()
export class CatalogFlow {
  static readonly actions = catalogActions;
  static readonly words: Words = ({ menu, catalog }) => [
    [menu.catalog, { type: 'openCatalog', page: 0 }],
    [catalog.next, ({ dialog }) => pageFrom(dialog.place, 1)],
    [catalog.previous, ({ dialog }) => pageFrom(dialog.place, -1)],
    [catalog.asCards, ({ dialog }) => viewAt(dialog.place, 'cards')],
    [catalog.asList, ({ dialog }) => viewAt(dialog.place, 'list')],
  ];
  readonly taps: Taps<CatalogAction> = {
    openCatalog: (turn, { page }) => this.open(turn, undefined, page),
    openGroup: (turn, { groupId, page }) => this.open(turn, groupId, page),
    addListed: (turn, { itemId, origin }) => this.add(turn, itemId, origin),
    chooseView: (turn, { view, origin }) => this.choose(turn, view, origin),
  };

  constructor(
    private readonly catalog: CatalogService,
    private readonly carts: CartService,
    private readonly shoppers: ShopperRepository,
    private readonly cards: ItemCards,
    private readonly bought: BoughtGoods,
    private readonly search: SearchFlow,
  ) {}

  /** @param groupId undefined: the root of the catalogue @param wanted undefined: as the person likes it */
  private async open(
    turn: Turn,
    groupId: number | undefined,
    page: number,
    wanted?: GoodsView,
  ): Promise<Reply> {
    const size = turn.tenant.settings.catalogPageSize;
    const pageOf = (of: CatalogSnapshot): GroupPage => groupPage(of, groupId, page, size);
    const snapshot = await this.catalog.snapshot(turn.tenant, (read) => idsOf(pageOf(read).items));
    const shown = pageOf(snapshot);
    const place = placeOf(groupId, page);
    // of the root not even the list of groups is whole
    unlessBeingRead(snapshot, shown.group, place);
    if (groupId !== undefined && !shown.group) throw new UserError('groupGone');
    return (wanted ?? goodsView(turn, snapshot)) === 'cards'
      ? this.openCards(turn, snapshot, groupId, page)
      : this.show(turn, snapshot, shown);
  }

  /** Straight to the goods where there are no subgroups to choose from. */
  private async openCards(
    turn: Turn,
    snapshot: CatalogSnapshot,
    groupId: number | undefined,
    page: number,
  ): Promise<Reply> {
    const groups = groupPage(snapshot, groupId, page, Infinity);
    const deck = deckOf(groupId);
    const goods = groupGoods(snapshot, deck);
    const [first] = goods;
    if (!first) return this.show(turn, snapshot, groups);
    if (groups.pages === 1 && groups.groups.length === 0) return this.turnTo(turn, snapshot, groupId, page);
    const browse = {
      count: goods.length,
      first: { type: 'openItem', itemId: first.id, origin: deck },
    } as const;
    return this.show(turn, snapshot, { ...groups, items: [] }, browse);
  }

  /** The card of the first item of a page. */
  private async turnTo(
    turn: Turn,
    snapshot: CatalogSnapshot,
    groupId: number | undefined,
    page: number,
  ): Promise<Reply> {
    const deck = deckOf(groupId);
    const goods = groupGoods(snapshot, deck);
    const item = goods[Math.min(page * turn.tenant.settings.catalogPageSize, goods.length - 1)];
    return item ? this.cards.show(turn, snapshot, item, deck) : this.open(turn, groupId, page, 'list');
  }

  private async show(
    turn: Turn,
    snapshot: CatalogSnapshot,
    shown: GroupPage,
    deck?: { readonly count: number; readonly first: Action },
  ): Promise<Reply> {
    const { group, page } = shown;
    rememberPage(turn, group?.id, page);
    moveTo(turn, placeOf(group?.id, page));
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    const back = group && aboveGroup(turn, group);
    const hasBought = !group && (await this.bought.isBuyer(turn.tenant.id, turn.chatId));
    return { screen: groupScreen(viewOf(turn, snapshot), { ...shown, cart, back, deck, hasBought }) };
  }

  /** One more of an item of a list, which stays as it is. */
  private async add(turn: Turn, itemId: number, origin: Origin): Promise<Reply> {
    const { t, f, tenant } = turn;
    const snapshot = await this.catalog.snapshot(tenant, () => [itemId]);
    const item = itemOf(snapshot, itemId, { type: 'addListed', itemId, origin });
    const { cart } = await this.carts.change(tenant.id, turn.chatId, turn.changeId, stepOf(itemId, 1, item));
    const line = cart.lines.find((candidate) => candidate.itemId === itemId);
    const toast = line
      ? t.catalog.addedListed(buttonName(item.name), f.quantity(line.quantity, line.unit))
      : t.catalog.added;
    return { ...(await this.openList(turn, origin)), toast };
  }

  private async choose(turn: Turn, view: GoodsView, origin: Origin): Promise<Reply> {
    await this.shoppers.save(turn.tenant.id, turn.chatId, { catalogView: view });
    turn.dialog = { ...turn.dialog, goodsView: view };
    if (view === 'list' || (origin.type !== 'group' && origin.type !== 'root'))
      return this.openList(turn, origin);
    const snapshot = await this.catalog.snapshot(turn.tenant);
    return this.turnTo(turn, snapshot, origin.type === 'group' ? origin.groupId : undefined, origin.page);
  }

  /** The list, also where the person would see cards by now; what was found is shown as they like it. */
  private async openList(turn: Turn, origin: Origin): Promise<Reply> {
    switch (origin.type) {
      case 'group':
        return this.open(turn, origin.groupId, origin.page, 'list');
      case 'groupCards':
        return this.open(turn, origin.groupId, 0, 'list');
      case 'search':
        return this.search.open(turn, origin.page);
      case 'foundCards':
        return this.search.open(turn, 0);
      case 'root':
        return this.open(turn, undefined, origin.page, 'list');
      case 'rootCards':
      case 'none':
        return this.open(turn, undefined, 0, 'list');
    }
  }
}

function placeOf(groupId: number | undefined, page: number): Action {
  return groupId === undefined ? { type: 'openCatalog', page } : { type: 'openGroup', groupId, page };
}

/** «Карточками» and «Списком» typed where there are goods. */
function viewAt(place: Action, view: GoodsView): Action {
  switch (place.type) {
    case 'openGroup':
      return { type: 'chooseView', view, origin: { ...place, type: 'group' } };
    case 'openSearch':
      return { type: 'chooseView', view, origin: { ...place, type: 'search' } };
    case 'openItem':
      return { type: 'chooseView', view, origin: place.origin };
    case 'openCatalog':
      return { type: 'chooseView', view, origin: { type: 'root', page: place.page } };
    default:
      return { type: 'openCatalog', page: 0 };
  }
}
