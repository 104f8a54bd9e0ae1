import { Injectable } from '@nestjs/common';
import { CartService, type CartChange } from '@rto/cart';
import { CatalogService, type CatalogItem, type CatalogSnapshot } from '@rto/catalog';
import { Quantity, typedQuantity, UserError, type Unit } from '@rto/kernel';
import { buttonName, itemActions, withRemark, type Action, type ItemAction, type Origin } from '@rto/screens';
import { remember, type Answer } from './dialog';
import type { Edits, Hears, Said, Taps } from './flow';
import { ItemCards } from './item-cards';
import { assertNoChoice, itemOf, stepOf } from './item-changes';
import { SearchFlow } from './search.flow';
import { type Reply, type Turn } from './turn';
import { userErrorText } from './user-error-text';
import type { Words } from './words';

/** On the card of an item: how much of it. */
interface QuantityExpectation {
  readonly type: 'quantity';
  readonly itemId: number;
  readonly origin: Origin;
}
declare module './dialog' {
  interface Expectations {
    quantity: QuantityExpectation;
  }
}

/** What may be the name of goods, or a barcode, though it stands on a card: `7 days`, `2 мешка`. */
const A_NAME = /\p{L}{3}|\d{8}/u;

/** Cards of goods, and how much of them is wanted. */
@Injectable()
export class ItemFlow {
  static readonly actions = itemActions;
  static readonly words: Words = ({ catalog }) => [[catalog.add, ({ dialog }) => additionAt(dialog.place)]];
  readonly taps: Taps<ItemAction> = {
    openItem: (turn, { itemId, origin }) => this.open(turn, itemId, origin),
    openPicture: (turn, { itemId, index, origin }) => this.open(turn, itemId, origin, index),
    addItem: (turn, { itemId, origin }) => this.add(turn, itemId, origin),
    stepItem: (turn, { itemId, direction, origin }) => this.step(turn, itemId, direction, origin),
    setItem: (turn, tapped) => this.set(turn, tapped),
  };
  readonly hears: Hears<QuantityExpectation> = {
    quantity: { text: (turn, said, card) => this.hear(turn, said, card) },
  };
  readonly edits: Edits<Extract<Answer, { type: 'quantity' }>> = {
    quantity: (turn, { itemId, origin }, { text }) =>
      text !== undefined && /\d/.test(text) ? this.edit(turn, itemId, origin, text) : {},
  };

  constructor(
    private readonly catalog: CatalogService,
    private readonly carts: CartService,
    private readonly cards: ItemCards,
    private readonly search: SearchFlow,
  ) {}

  private async open(turn: Turn, itemId: number, origin: Origin, picture = 0): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const item = itemOf(snapshot, itemId, { type: 'openItem', itemId, origin });
    return this.cards.show(turn, snapshot, item, origin, undefined, picture);
  }

  private async add(turn: Turn, itemId: number, origin: Origin): Promise<Reply> {
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
    return { ...(await this.cards.show(turn, snapshot, item, origin, cart)), toast };
  }

  private async step(turn: Turn, itemId: number, direction: 1 | -1, origin: Origin): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const item = itemOf(snapshot, itemId, { type: 'stepItem', itemId, direction, origin });
    const { cart } = await this.changeCart(turn, stepOf(itemId, direction, item));
    return this.cards.show(turn, snapshot, item, origin, cart);
  }

  private async set(turn: Turn, tapped: Extract<ItemAction, { type: 'setItem' }>): Promise<Reply> {
    const { itemId, origin } = tapped;
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const item = itemOf(snapshot, itemId, tapped);
    assertNoChoice(item);
    const quantity = Quantity.of(tapped.quantity);
    const { cart } = await this.changeCart(turn, { type: 'set', item, quantity });
    return this.cards.show(turn, snapshot, item, origin, cart);
  }

  /**
   * What is typed on a card: how much of it, or else the name of other goods.
   * @returns undefined when it is neither a quantity nor like one
   */
  private async hear(turn: Turn, said: Said, card: QuantityExpectation): Promise<Reply | undefined> {
    const { itemId, origin } = card;
    const { text, messageId } = said;
    const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
    const item = itemOf(snapshot, itemId, { type: 'openItem', itemId, origin });
    const refusal = refusalOf(text, item.unit);
    if (refusal && isUnread(refusal) && !/\d/.test(text)) return undefined;
    if (refusal && isUnread(refusal) && A_NAME.test(text)) {
      const found = await this.search.findExactly(turn, text, messageId);
      if (found) return found;
    }
    turn.dialog = remember(turn.dialog, messageId, card);
    return this.type(turn, item, snapshot, origin, text);
  }

  /** A quantity typed on the card of an item: the card shows it, or the reason why not. */
  private async type(
    turn: Turn,
    item: CatalogItem,
    snapshot: CatalogSnapshot,
    origin: Origin,
    text: string,
  ): Promise<Reply> {
    try {
      assertNoChoice(item);
      const quantity = typedQuantity(text, item.unit);
      const { cart } = await this.changeCart(turn, { type: 'set', item, quantity });
      return { ...(await this.cards.show(turn, snapshot, item, origin, cart)), inPlace: true };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { screen, ...reply } = await this.cards.show(turn, snapshot, item, origin);
      const remark = userErrorText(error as UserError, turn.t, turn.f);
      return { ...reply, ...(screen && { screen: withRemark(screen, remark) }), inPlace: true };
    }
  }

  /** On its card the card shows it; elsewhere the cart has it, and the person stays where they are. */
  private async edit(turn: Turn, itemId: number, origin: Origin, text: string): Promise<Reply> {
    const { expects } = turn.dialog;
    if (expects.type === 'quantity' && expects.itemId === itemId) {
      const snapshot = await this.catalog.snapshot(turn.tenant, () => [itemId]);
      const item = itemOf(snapshot, itemId, { type: 'openItem', itemId, origin });
      return this.type(turn, item, snapshot, origin, text);
    }
    const words = await this.correct(turn, itemId, text);
    return words === undefined ? {} : { alert: words };
  }

  /**
   * A number that was typed on a card and edited later, with the person elsewhere.
   * @returns what to say of it; undefined when the item is not in the cart any more
   */
  private async correct(turn: Turn, itemId: number, text: string): Promise<string | undefined> {
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
}

/** «Добавить» typed: what it adds is the item whose card is shown. */
function additionAt(place: Action): Action {
  return place.type === 'openItem' ? { ...place, type: 'addItem' } : { type: 'openCatalog', page: 0 };
}

/** Why the text is no quantity; undefined when it is one. */
function refusalOf(text: string, unit: Unit): UserError | undefined {
  try {
    typedQuantity(text, unit);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error as UserError;
    throw error;
  }
}

/** Neither number nor unit was understood. */
function isUnread({ code, params }: UserError): boolean {
  return code === 'quantityInvalid' || (code === 'otherUnit' && params['typed'] === undefined);
}
