import { Injectable } from '@nestjs/common';
import { CartService, type CartChange } from '@rto/cart';
import { CatalogService, type CatalogItem } from '@rto/catalog';
import { bareLabel, buttonName, cartActions, cartScreen, withRemark, type CartAction } from '@rto/screens';
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
  ];
  readonly taps: Taps<CartAction> = {
    openCart: (turn, { page }) => this.open(turn, page),
    stepLine: (turn, { itemId, direction, page }) => this.step(turn, itemId, direction, page),
    removeLine: (turn, { itemId, page }) => this.remove(turn, itemId, page),
    clearCart: (turn) => this.change(turn, { type: 'clear' }, 0, turn.t.cart.cleared),
  };

  constructor(
    private readonly carts: CartService,
    private readonly catalog: CatalogService,
  ) {}

  private async open(turn: Turn, page: number): Promise<Reply> {
    const cart = await this.carts.get(turn.tenant.id, turn.chatId);
    moveTo(turn, { type: 'openCart', page });
    return { screen: cartScreen(cart, page, turn.t, turn.f) };
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
    moveTo(turn, { type: 'openCart', page });
    const said = unchanged === 'notInCart' && change.type !== 'clear' ? turn.t.cart.gone : toast;
    return { screen: cartScreen(cart, page, turn.t, turn.f), ...(said === undefined ? {} : { toast: said }) };
  }
}
