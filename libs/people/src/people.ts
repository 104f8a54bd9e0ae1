import { Injectable } from '@nestjs/common';
import { CardService } from '@rto/cards';
import { CartService, type Cart } from '@rto/cart';
import { ChangeFeed } from '@rto/cluster';
import { SavedGoods, ShopperRepository, type SavedItem, type Shopper } from '@rto/customers';
import type { AlongInTransaction } from '@rto/database';
import type { ChatId, TenantId } from '@rto/kernel';
import { TalkRepository, type CheckoutDraft, type Order, type TalkMessage } from '@rto/orders';
import { OwnerDoor, Owners, type Owner } from '@rto/settings';
import { DialogRepository, QuietChats, WaitingChats } from '@rto/telegram';
import { PeopleRepository, type PersonMessage } from './people.repository';

/** Everything that is kept of a person in one shop. */
export interface PersonData {
  readonly shopper: Shopper | undefined;
  readonly cart: Cart;
  /** What was typed in a checkout that is not confirmed. */
  readonly draft: CheckoutDraft | undefined;
  /** Favourites, and goods that the person wants to hear of. */
  readonly saved: readonly SavedItem[];
  /** Of somebody who runs the shop from Telegram. */
  readonly owner: Owner | undefined;
  readonly orders: readonly Order[];
  readonly messages: readonly PersonMessage[];
  /** What was said with the staff of the shop. */
  readonly said: readonly TalkMessage[];
}

/** What is kept of a person, wherever it lies. What REGOS has is the shop's. */
@Injectable()
export class People {
  constructor(
    private readonly rows: PeopleRepository,
    private readonly shoppers: ShopperRepository,
    private readonly saved: SavedGoods,
    private readonly talks: TalkRepository,
    private readonly carts: CartService,
    private readonly cards: CardService,
    private readonly dialogs: DialogRepository,
    private readonly waiting: WaitingChats,
    private readonly quiet: QuietChats,
    private readonly feed: ChangeFeed,
    private readonly owners: Owners,
    private readonly door: OwnerDoor,
  ) {}

  /** Undefined when nothing is kept. */
  async find(tenantId: TenantId, chatId: ChatId): Promise<PersonData | undefined> {
    const [shopper, cart, dialog, saved, orders, messages, owners, said] = await Promise.all([
      this.shoppers.find(tenantId, chatId),
      this.carts.get(tenantId, chatId),
      this.dialogs.find(tenantId, chatId),
      this.saved.all(tenantId, chatId),
      this.rows.orders(tenantId, chatId),
      this.rows.messages(tenantId, chatId),
      this.owners.list(tenantId),
      this.talks.all(tenantId, chatId),
    ]);
    const owner = owners.find((one) => one.chatId === chatId);
    const isKnown =
      shopper ?? dialog ?? cart.updatedAt ?? saved[0] ?? orders[0] ?? messages[0] ?? owner ?? said[0];
    return isKnown && { shopper, cart, draft: dialog?.draft, saved, owner, orders, messages, said };
  }

  /**
   * Safe to repeat. The rows go first, since they may refuse; keys that a crash leaves expire, or go with a repetition.
   * A turn of theirs that is under way ends before, and would otherwise write down again what it knows.
   * @throws OrderConflictError while an order of the person is not in REGOS
   * @throws RetryableError while they are being answered
   */
  async forget(tenantId: TenantId, chatId: ChatId, along: AlongInTransaction): Promise<void> {
    await this.quiet.during(tenantId, chatId, () => this.forgetAll(tenantId, chatId, along));
  }

  private async forgetAll(tenantId: TenantId, chatId: ChatId, along: AlongInTransaction): Promise<void> {
    const shopper = await this.shoppers.find(tenantId, chatId);
    await this.rows.forget(tenantId, chatId, along);
    await this.owners.remove(tenantId, chatId);
    await this.door.forget(tenantId, chatId);
    await this.carts.forget(tenantId, chatId);
    await this.dialogs.forget(tenantId, chatId);
    await this.waiting.remove(tenantId, chatId);
    if (shopper?.regosCustomerId !== undefined) await this.cards.forget(tenantId, shopper.regosCustomerId);
    // other processes remember carts and dialogs for a Redis that loses its own
    await this.feed.announce({ kind: 'personForgotten', tenantId });
  }
}
