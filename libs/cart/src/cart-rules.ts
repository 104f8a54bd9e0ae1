import { Quantity, UserError } from '@rto/kernel';
import type { Money } from '@rto/kernel';
import type { CartChange, CartErrorCode, CartItem, CartLine, Unchanged } from './cart';

export const MAX_LINES = 100;

type Lines = readonly CartLine[];
/** The lines after a change, or why they stay as they are. */
export type Outcome = { readonly lines: Lines } | { readonly unchanged: Unchanged };

/**
 * What a change makes of the lines of a cart.
 * @throws UserError<CartErrorCode>
 */
export function changeLines(lines: Lines, change: CartChange): Outcome {
  switch (change.type) {
    case 'add':
      return has(lines, change.item.id)
        ? { unchanged: 'alreadyInCart' }
        : { lines: withQuantity(lines, change.item, firstStep(change.item)) };
    case 'step':
      return change.direction === 1
        ? { lines: stepUp(lines, change.item) }
        : stepDown(lines, change.itemId, change.item);
    case 'set':
      return change.quantity.isZero()
        ? without(lines, change.item.id)
        : { lines: withQuantity(lines, change.item, change.quantity) };
    case 'more':
      return { lines: withMore(lines, change.item, change.quantity) };
    case 'remove':
      return without(lines, change.itemId);
    case 'clear':
      return lines.length === 0 ? { unchanged: 'notInCart' } : { lines: [] };
    case 'restore': {
      const missing = change.lines.filter((line) => !has(lines, line.itemId));
      // what does not fit is left out: a full cart is no reason to lose the rest
      return { lines: [...lines, ...missing].slice(0, MAX_LINES) };
    }
    case 'reprice':
      return { lines: lines.flatMap((line) => repriced(line, change.current.get(line.itemId)) ?? []) };
  }
}

/** A step, or all there is when that is less: 0.05 kg of cheese can be bought too. */
function firstStep(item: CartItem): Quantity {
  const step = Quantity.step(item.unit);
  const available = orderable(item);
  return available.isPositive() && available.lessThan(step) ? available : step;
}

function stepUp(lines: Lines, item: CartItem): Lines {
  const line = lines.find((candidate) => candidate.itemId === item.id);
  const step = line ? line.quantity.plus(Quantity.step(item.unit)) : firstStep(item);
  return withQuantity(lines, item, step);
}

/** What is in the cart stays, also when it is more than there is by now: the checkout says so. */
function withMore(lines: Lines, item: CartItem, quantity: Quantity): Lines {
  const had = lines.find((line) => line.itemId === item.id)?.quantity ?? Quantity.zero;
  const available = orderable(item);
  const wanted = had.plus(quantity.floorFor(item.unit.kind));
  const possible = available.lessThan(wanted) ? available : wanted;
  return had.isPositive() && !had.lessThan(possible) ? lines : withQuantity(lines, item, possible);
}

/** Less is always allowed, also of goods that are scarce or gone by now. */
function stepDown(lines: Lines, itemId: number, item: CartItem | undefined): Outcome {
  const line = lines.find((candidate) => candidate.itemId === itemId);
  if (!line) return { unchanged: 'notInCart' };
  const quantity = line.quantity.minus(Quantity.step(line.unit));
  if (quantity.isZero()) return without(lines, itemId);
  const price = item?.price ?? line.price;
  return { lines: put(lines, { ...line, quantity, price }) };
}

function withQuantity(lines: Lines, item: CartItem, quantity: Quantity): Lines {
  const price = sellablePrice(item);
  if (!quantity.floorFor(item.unit.kind).equals(quantity)) throw refusal('wrongQuantity');
  const available = orderable(item);
  if (available.lessThan(quantity)) {
    throw refusal('notEnoughStock', { available: available.toString(), unit: item.unit.name });
  }
  if (!has(lines, item.id) && lines.length >= MAX_LINES) throw refusal('cartFull');
  return put(lines, { itemId: item.id, name: item.name, unit: item.unit, price, quantity });
}

function sellablePrice(item: CartItem): Money {
  if (item.price === undefined || item.price.isZero()) throw refusal('noPrice');
  if (!orderable(item).isPositive()) throw refusal('outOfStock');
  return item.price;
}

function repriced(line: CartLine, item: CartItem | undefined): CartLine | undefined {
  if (!item?.price || item.price.isZero()) return undefined;
  const available = orderable(item);
  const quantity = available.lessThan(line.quantity) ? available : line.quantity;
  if (!quantity.isPositive()) return undefined;
  return { itemId: line.itemId, name: item.name, unit: item.unit, price: item.price, quantity };
}

function orderable(item: CartItem): Quantity {
  return item.allowed.floorFor(item.unit.kind);
}

function put(lines: Lines, line: CartLine): Lines {
  return has(lines, line.itemId)
    ? lines.map((other) => (other.itemId === line.itemId ? line : other))
    : [...lines, line];
}

function without(lines: Lines, itemId: number): Outcome {
  return has(lines, itemId)
    ? { lines: lines.filter((line) => line.itemId !== itemId) }
    : { unchanged: 'notInCart' };
}

function has(lines: Lines, itemId: number): boolean {
  return lines.some((line) => line.itemId === itemId);
}

function refusal(code: CartErrorCode, params?: Record<string, string>): UserError<CartErrorCode> {
  return new UserError(code, params);
}
