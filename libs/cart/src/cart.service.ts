import { Injectable } from '@nestjs/common';
import { Clock, UserError } from '@rto/kernel';
import type { ChatId, TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { Subject, type Observable } from 'rxjs';
import type { CartChange, CartResult, Cart } from './cart';
import { decodeCart, decodeLines, encodeLines } from './cart-codec';
import type { StoredCart } from './cart-codec';
import { changeLines } from './cart-rules';
import type { Outcome } from './cart-rules';

/** 24 h from the last change (docs/product.md 7). */
const CART_TTL_SEC = 86_400;
/** Updates of one person that can still be repeated: far more than one can have on the way. */
const REMEMBERED_CHANGES = 20;

/** Whose cart it is, and whether something is in it. */
export interface CartOwner {
  readonly tenantId: TenantId;
  readonly chatId: ChatId;
  readonly isEmpty: boolean;
}

/** The cart of each person in each shop. */
@Injectable()
export class CartService {
  private readonly changed = new Subject<CartOwner>();
  /** Of each cart whose lines have changed, by this process. */
  readonly changes: Observable<CartOwner> = this.changed;

  constructor(
    private readonly store: KeyValueStore,
    private readonly clock: Clock,
  ) {}

  async get(tenantId: TenantId, chatId: ChatId): Promise<Cart> {
    return decodeCart(await this.store.get<StoredCart>(cartKey(tenantId, chatId)));
  }

  async forget(tenantId: TenantId, chatId: ChatId): Promise<void> {
    await this.store.delete(cartKey(tenantId, chatId));
  }

  /**
   * Changes the cart; concurrent changes all take effect.
   * @param changeId names the change for good (`update-<id>`, `restore-<orderId>`): its repeat has no effect
   * @throws UserError<CartErrorCode> when the goods cannot be had so; the cart stays as it was
   */
  async change(
    tenantId: TenantId,
    chatId: ChatId,
    changeId: string,
    change: CartChange,
  ): Promise<CartResult> {
    const now = this.clock.now();
    // the store may run this more than once, and its last run is the one that counts; a refusal is carried
    // out of it as a value, so that no adapter mistakes it for a failure of its own
    let outcome: Outcome | UserError = { unchanged: 'repeated' };
    const stored = await this.store.update<StoredCart>(cartKey(tenantId, chatId), CART_TTL_SEC, (current) => {
      outcome = attempt(current, changeId, change);
      if (outcome instanceof UserError) return current;
      const repeated = 'unchanged' in outcome && outcome.unchanged === 'repeated';
      return repeated ? current : successor(current, outcome, changeId, now);
    });
    const result = conclude(outcome, stored);
    if (result.unchanged === undefined)
      this.changed.next({ tenantId, chatId, isEmpty: result.cart.lines.length === 0 });
    return result;
  }
}

function attempt(current: StoredCart | undefined, changeId: string, change: CartChange): Outcome | UserError {
  if (current?.changeIds.includes(changeId)) return { unchanged: 'repeated' };
  try {
    return changeLines(decodeLines(current), change);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Also a change without effect is remembered: repeated later, when it would have one, it must not. */
function successor(
  current: StoredCart | undefined,
  outcome: Outcome,
  changeId: string,
  now: Date,
): StoredCart | undefined {
  const changeIds = [...(current?.changeIds ?? []), changeId].slice(-REMEMBERED_CHANGES);
  if ('unchanged' in outcome) return current && { ...current, changeIds };
  return {
    // begins with the time, so that a button of an expired cart never fits the one after it
    version: current ? current.version + 1 : Math.floor(now.getTime() / 1000),
    updatedAt: now.toISOString(),
    lines: encodeLines(outcome.lines),
    changeIds,
  };
}

function conclude(outcome: Outcome | UserError, stored: StoredCart | undefined): CartResult {
  if (outcome instanceof UserError) throw outcome;
  return { cart: decodeCart(stored), unchanged: 'unchanged' in outcome ? outcome.unchanged : undefined };
}

function cartKey(tenantId: TenantId, chatId: ChatId): string {
  return `t:${tenantId}:cart:${chatId}`;
}
