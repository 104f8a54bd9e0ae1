import { Money } from '@rto/kernel';
import type { Quantity, Unit } from '@rto/kernel';
import type { CatalogItem } from '@rto/catalog';

/** What a cart needs to know of an item, as of now. */
export type CartItem = Pick<CatalogItem, 'id' | 'name' | 'unit' | 'price' | 'allowed'>;

export interface CartLine {
  readonly itemId: number;
  readonly name: string;
  readonly unit: Unit;
  /** Per unit, as of the last change or re-pricing of the line. */
  readonly price: Money;
  readonly quantity: Quantity;
}

export interface Cart {
  /** In the order of adding. */
  readonly lines: readonly CartLine[];
  /** Undefined when the cart is empty, or while its lines have two currencies and wait to be re-priced. */
  readonly total: Money | undefined;
  /** Grows with every change, also beyond the cart's expiry; 0 = never filled. */
  readonly version: number;
  /** Undefined when there was no change yet. */
  readonly updatedAt: Date | undefined;
}

export type CartChange =
  /** One step of an item that is not in the cart yet. */
  | { readonly type: 'add'; readonly item: CartItem }
  /** One step up or down; down to zero removes the line. Down works without the item: it may be gone. */
  | { readonly type: 'step'; readonly itemId: number; readonly direction: 1; readonly item: CartItem }
  | { readonly type: 'step'; readonly itemId: number; readonly direction: -1; readonly item?: CartItem }
  /** Exactly this much; zero removes the line. */
  | { readonly type: 'set'; readonly item: CartItem; readonly quantity: Quantity }
  /** So much on top of what is in the cart, or as much of it as there is. */
  | { readonly type: 'more'; readonly item: CartItem; readonly quantity: Quantity }
  | { readonly type: 'remove'; readonly itemId: number }
  | { readonly type: 'clear' }
  /** The goods of a refused order come back: lines that are there already stay as they are. */
  | { readonly type: 'restore'; readonly lines: readonly CartLine[] }
  /** The buyer accepts what changed: lines take today's price and stock, goods that are gone leave. */
  | { readonly type: 'reprice'; readonly current: ReadonlyMap<number, CartItem> };

export type CartErrorCode =
  /** at most 100 lines */
  | 'cartFull'
  /** params: `available`, decimal text, and its `unit` */
  | 'notEnoughStock'
  | 'outOfStock'
  | 'noPrice'
  /** a fraction of a piece, or more than three decimals */
  | 'wrongQuantity';

/** Why a change had no effect, though nothing is wrong. */
export type Unchanged = 'alreadyInCart' | 'notInCart' | 'repeated';

export interface CartResult {
  readonly cart: Cart;
  readonly unchanged: Unchanged | undefined;
}

/** The price of a line; rounded by Money. */
function lineTotal(line: CartLine): Money {
  return line.price.times(line.quantity);
}

/** See {@link Cart.total}. */
export function cartTotal(lines: readonly CartLine[]): Money | undefined {
  const currency = lines[0]?.price.currency;
  if (currency === undefined || lines.some((line) => line.price.currency !== currency)) return undefined;
  return Money.sum(lines.map(lineTotal), currency);
}
