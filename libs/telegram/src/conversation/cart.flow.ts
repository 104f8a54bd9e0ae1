import { Injectable } from '@nestjs/common';
import { CartService, type CartChange } from '@rto/cart';
import { CatalogService, type CatalogItem } from '@rto/catalog';
import {
  bareLabel,
  buttonName,
  cartActions,
  clearQuestionScreen,
  withRemark,
  type CartAction,
} from '@rto/screens';
import { CartView } from './cart-view';
import { unlessBeingRead } from './catalog-being-read';
import { stepOf } from './item-changes';
import type { Taps } from './flow';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

@Injectable()
export class CartFlow {
  static readonly actions = cartActions;
  static readonly words: Words = ({ menu, cart }) => [
    [menu.cart, { type: 'openCart', page: 0 }],
    [cart.clear, { type: 'clearCart' }],
    [cart.clearYes, { type: 'clearCart' }],
    [cart.clearNo, { type: 'openCart', page: 0 }],
  ];
  readonly taps: Taps<CartAction> = {
    openCart: (turn, { page }) => this.open(turn, page),
    stepLine: (turn, { itemId, direction, page }) => this.step(turn, itemId, direction, page),
    removeLine: (turn, { itemId, page }) => this.remove(turn, itemId, page),
    clearCart: (turn) => this.askClear(turn),
    emptyCart: (turn) => this.change(turn, { type: 'clear' }, 0, turn.t.cart.cleared),
  };

  constructor(
    private readonly carts: CartService,
    private readonly catalog: CatalogService,
    private readonly view: CartView,
  ) {}

  private async open(turn: Turn, page: number): Promise<Reply> {
    return { screen: await this.view.show(turn, page) };
  }

  /** Two taps: what cannot be taken back is asked about first. */
  private async askClear(turn: Turn): Promise<Reply> {
    const { lines } = await this.carts.get(turn.tenant.id, turn.chatId);
    if (lines.length === 0) return this.open(turn, 0);
    moveTo(turn, { type: 'openCart', page: 0 });
    return { screen: clearQuestionScreen(turn.t) };
  }

  /** Less is possible also while the catalogue is away or the item is gone. */
  private async step(turn: Turn, itemId: number, direction: 1 | -1, page: number): Promise<Reply> {
    const item = direction === 1 ? await this.itemOf(turn, itemId, page) : undefined;
    return this.change(turn, stepOf(itemId, direction, item), page);
  }

  private async remove(turn: Turn, itemId: number, page: number): Promise<Reply> {
    return this.change(turn, { type: 'remove', itemId }, page, turn.t.catalog.removed);
  }

  /**
   * «Удалить» as it is typed: the name on the button, or the id on a button of REGOS's own bot.
   * @returns undefined when nothing in the cart is called so
   */
  async removeNamed(turn: Turn, name: string): Promise<Reply | undefined> {
    const { lines } = await this.carts.get(turn.tenant.id, turn.chatId);
    const line = lines.find(
      ({ itemId, name: full }) => String(itemId) === name || bareLabel(buttonName(full)) === name,
    );
    if (line) return this.remove(turn, line.itemId, 0);
    if (!/^\d+$/.test(name)) return undefined;
    const { screen, ...reply } = await this.open(turn, 0);
    return { ...reply, ...(screen && { screen: withRemark(screen, turn.t.cart.gone) }) };
  }

  private async itemOf(turn: Turn, itemId: number, page: number): Promise<CatalogItem | undefined> {
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const wanted = { type: 'stepLine', itemId, direction: 1, page } as const;
    return unlessBeingRead(snapshot, snapshot.item(itemId), wanted);
  }

  private async change(turn: Turn, change: CartChange, page: number, toast?: string): Promise<Reply> {
    const { cart, unchanged } = await this.carts.change(turn.tenant.id, turn.chatId, turn.changeId, change);
    const said = unchanged === 'notInCart' && change.type !== 'clear' ? turn.t.cart.gone : toast;
    return { screen: await this.view.of(turn, cart, page), ...(said === undefined ? {} : { toast: said }) };
  }
}
