import { Injectable } from '@nestjs/common';
import { CartService, type Cart, type CartChange } from '@rto/cart';
import { CatalogService, type CatalogItem, type CatalogSnapshot } from '@rto/catalog';
import { typedQuantity, UserError } from '@rto/kernel';
import {
  buttonName,
  catalogActions,
  groupScreen,
  itemScreen,
  withRemark,
  type Action,
  type CatalogAction,
  type CatalogView,
  type Origin,
} from '@rto/screens';
import { unlessBeingRead } from './catalog-being-read';
import { groupPage, idsOf, type GroupPage } from './catalog-pages';
import { remember, type Answer } from './dialog';
import type { Edits, Hears, Taps } from './flow';
import { pageFrom } from './places';
import { moveTo, type Reply, type Turn } from './turn';
import { userErrorText } from './user-error-text';
import type { Words } from './words';

/** On the card of an item: a number is how much of it. */
interface CatalogExpectation {
  readonly type: 'quantity';
  readonly itemId: number;
  readonly origin: Origin;
}
declare module './dialog' {
  interface Expectations {
    catalog: CatalogExpectation;
  }
}
type CatalogAnswer = Extract<Answer, { type: 'quantity' }>;

/** Groups, pages, item cards; putting goods into the cart. */
@Injectable()
export class CatalogFlow {
  static readonly actions = catalogActions;
  static readonly words: Words = ({ menu, catalog }) => [
    [menu.catalog, { type: 'openCatalog', page: 0 }],
    [catalog.next, ({ dialog }) => pageFrom(dialog.place, 1)],
    [catalog.previous, ({ dialog }) => pageFrom(dialog.place, -1)],
    [catalog.add, ({ dialog }) => additionAt(dialog.place)],
  ];
  readonly taps: Taps<CatalogAction> = {
    openCatalog: (turn, { page }) => this.openGroup(turn, undefined, page),
    openGroup: (turn, { groupId, page }) => this.openGroup(turn, groupId, page),
    openItem: (turn, { itemId, origin }) => this.openItem(turn, itemId, origin),
    addItem: (turn, { itemId, origin }) => this.addItem(turn, itemId, origin),
    stepItem: (turn, { itemId, direction, origin }) => this.stepItem(turn, itemId, direction, origin),
  };
  readonly hears: Hears<CatalogExpectation> = {
    quantity: {
      text: async (turn, { text, messageId }, card) => {
        turn.dialog = remember(turn.dialog, messageId, card);
        return /\d/.test(text) ? this.typeQuantity(turn, card.itemId, card.origin, text) : undefined;
      },
    },
  };
  readonly edits: Edits<CatalogAnswer> = {
    quantity: (turn, { itemId, origin }, { text }) =>
      text !== undefined && /\d/.test(text) ? this.editQuantity(turn, itemId, origin, text) : {},
  };

  constructor(
    private readonly catalog: CatalogService,
    private readonly carts: CartService,
  ) {}

  /** @param groupId undefined: the root of the catalogue */
  private async openGroup(turn: Turn, groupId: number | undefined, page: number): Promise<Reply> {
    const size = turn.tenant.settings.catalogPageSize;
    const pageOf = (of: CatalogSnapshot): GroupPage => groupPage(of, groupId, page, size);
    const snapshot = await this.catalog.snapshot(turn.tenant, (read) => idsOf(pageOf(read).items));
    const shown = pageOf(snapshot);
    // of the root not even the list of groups is whole
    unlessBeingRead(snapshot, shown.group, placeOf(groupId, page));
    if (groupId !== undefined && !shown.group) throw new UserError('groupGone');
    moveTo(turn, placeOf(groupId, shown.page));
    return { screen: groupScreen(viewOf(turn, snapshot), shown) };
  }

  private async openItem(turn: Turn, itemId: number, origin: Origin): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    const item = itemOf(snapshot, itemId, { type: 'openItem', itemId, origin });
    return this.card(turn, snapshot, item, cart, origin);
  }

  private async addItem(turn: Turn, itemId: number, origin: Origin): Promise<Reply> {
    const { t, f } = turn;
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const item = itemOf(snapshot, itemId, { type: 'addItem', itemId, origin });
    assertNoChoice(item);
    const { cart, unchanged } = await this.changeCart(turn, { type: 'add', item });
    const line = cart.lines.find((candidate) => candidate.itemId === itemId);
    const toast =
      unchanged === 'alreadyInCart' && line
        ? t.catalog.alreadyInCart(f.quantity(line.quantity, line.unit))
        : t.catalog.added;
    return { ...this.card(turn, snapshot, item, cart, origin), toast };
  }

  private async stepItem(turn: Turn, itemId: number, direction: 1 | -1, origin: Origin): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const item = itemOf(snapshot, itemId, { type: 'stepItem', itemId, direction, origin });
    const { cart } = await this.changeCart(turn, stepOf(itemId, direction, item));
    return this.card(turn, snapshot, item, cart, origin);
  }

  /** A number typed on the card of an item. */
  private async typeQuantity(turn: Turn, itemId: number, origin: Origin, text: string): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const item = itemOf(snapshot, itemId, { type: 'openItem', itemId, origin });
    try {
      assertNoChoice(item);
      const quantity = typedQuantity(text, item.unit);
      const { cart } = await this.changeCart(turn, { type: 'set', item, quantity });
      return this.card(turn, snapshot, item, cart, origin);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // the card again, below what was typed, with the reason
      const cart = await this.carts.get(turn.tenant.id, turn.chatId);
      const { screen, ...reply } = this.card(turn, snapshot, item, cart, origin);
      const remark = userErrorText(error as UserError, turn.t, turn.f);
      return { ...reply, ...(screen && { screen: withRemark(screen, remark) }) };
    }
  }

  /** On its card the card shows it; elsewhere the cart has it, and the person stays where they are. */
  private async editQuantity(turn: Turn, itemId: number, origin: Origin, text: string): Promise<Reply> {
    const { expects } = turn.dialog;
    if (expects.type === 'quantity' && expects.itemId === itemId) {
      return this.typeQuantity(turn, itemId, origin, text);
    }
    const words = await this.correctQuantity(turn, itemId, text);
    return words === undefined ? {} : { alert: words };
  }

  /**
   * A number that was typed on a card and edited later, with the person elsewhere.
   * @returns what to say of it; undefined when the item is not in the cart any more
   */
  private async correctQuantity(turn: Turn, itemId: number, text: string): Promise<string | undefined> {
    const { t, f } = turn;
    const { lines } = await this.carts.get(turn.tenant.id, turn.chatId);
    if (!lines.some((line) => line.itemId === itemId)) return undefined;
    const card = { type: 'openItem', itemId, origin: { type: 'none' } } as const;
    try {
      const item = itemOf(await this.catalog.snapshot(turn.tenant), itemId, card);
      const quantity = typedQuantity(text, item.unit);
      await this.changeCart(turn, { type: 'set', item, quantity });
      return `${buttonName(item.name)}: ${f.quantity(quantity, item.unit)}`;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return userErrorText(error as UserError, t, f);
    }
  }

  private changeCart(turn: Turn, change: CartChange): ReturnType<CartService['change']> {
    return this.carts.change(turn.tenant.id, turn.chatId, turn.changeId, change);
  }

  private card(turn: Turn, snapshot: CatalogSnapshot, item: CatalogItem, cart: Cart, origin: Origin): Reply {
    const expects = item.sellable ? ({ type: 'quantity', itemId: item.id, origin } as const) : undefined;
    moveTo(turn, { type: 'openItem', itemId: item.id, origin }, expects ? { expects } : {});
    return {
      screen: itemScreen(viewOf(turn, snapshot), {
        item,
        variants: item.hasVariants ? snapshot.variants(item.id) : [],
        line: cart.lines.find((line) => line.itemId === item.id),
        origin,
      }),
    };
  }
}

/** One tap of − or + as a change of the cart. */
export function stepOf(itemId: number, direction: 1 | -1, item: CatalogItem | undefined): CartChange {
  if (direction === -1) return { type: 'step', itemId, direction, ...(item ? { item } : {}) };
  if (!item) throw new UserError('itemGone');
  assertNoChoice(item);
  return { type: 'step', itemId, direction, item };
}

/** «Добавить» typed: what it adds is the item whose card is shown. */
function additionAt(place: Action): Action {
  return place.type === 'openItem' ? { ...place, type: 'addItem' } : { type: 'openCatalog', page: 0 };
}

/** A card of choices cannot be ordered itself (REGOS code 1199). @throws UserError `chooseVariant` */
function assertNoChoice(item: CatalogItem): void {
  if (item.hasVariants) throw new UserError('chooseVariant');
}

function placeOf(groupId: number | undefined, page: number): Action {
  return groupId === undefined ? { type: 'openCatalog', page } : { type: 'openGroup', groupId, page };
}

function itemOf(snapshot: CatalogSnapshot, itemId: number, wanted: Action): CatalogItem {
  const item = unlessBeingRead(snapshot, snapshot.item(itemId), wanted);
  if (!item) throw new UserError('itemGone');
  return item;
}

/** What every screen of goods is drawn with. */
export function viewOf(turn: Turn, snapshot: CatalogSnapshot): CatalogView {
  return {
    t: turn.t,
    f: turn.f,
    showStock: turn.tenant.settings.showItemStock,
    staleAsOf: snapshot.stale ? snapshot.asOf : undefined,
    ...(snapshot.old && { age: { asOf: snapshot.asOf, now: turn.now } }),
    progress: snapshot.progress,
  };
}
