import { Injectable } from '@nestjs/common';
import {
  CardList,
  cardState,
  CustomerService,
  ShopperRepository,
  type ResolvedCustomer,
} from '@rto/customers';
import { Clock, localDate, UserError, type ChatId } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { attempt } from '../attempt';
import type { ClaimedOrder } from '../order';
import { OrderRepository } from '../ledger/order.repository';
import { PaymentTypes } from './payment-types';
import { PREPARATION_LEASE_MS } from './retry-policy';

/** Who an order is made for, in REGOS. */
export interface OrderBuyer {
  readonly customerId: number;
  /** The loyalty card that the till will see on the order. */
  readonly cardId: number | undefined;
  /** How the shop is paid where it knows one way only. */
  readonly paymentTypeId: number | undefined;
  /** REGOS is still to be told of the link to the chat: `afterwards`. */
  readonly linkDue: boolean;
}

/** An earlier attempt found it. */
const KNOWN = { isNew: false, linkDue: false } as const;

/** The retail customer that an order is made for. */
@Injectable()
export class OrderCustomer {
  constructor(
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
    private readonly orders: OrderRepository,
    private readonly cards: CardList,
    private readonly payment: PaymentTypes,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the customer, found or made; their card costs a call, which one just made has none to spend on
   * @throws UserError `phoneInvalid` | `phoneUnverified` | `phoneMissing`
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async of(tenant: Tenant, order: ClaimedOrder): Promise<OrderBuyer> {
    const { customerId } = order;
    const found = customerId === undefined ? await this.resolve(tenant, order) : { ...KNOWN, customerId };
    const cardId = found.isNew ? undefined : await this.card(tenant, order, found.customerId);
    const paymentTypeId = await this.payment.only(tenant.id);
    return { customerId: found.customerId, cardId, paymentTypeId, linkDue: found.linkDue };
  }

  /** What may wait until the order is on its way. */
  async afterwards(tenant: Tenant, { chatId }: ClaimedOrder, buyer: OrderBuyer): Promise<void> {
    if (buyer.linkDue) await this.customers.linkInRegos(tenant, chatId, buyer.customerId);
    await this.payment.learn(tenant);
  }

  /**
   * REGOS does not know a record that the order names, and it may be the customer: people get deleted and merged.
   * Looks for them anew. @returns undefined when it is another record
   */
  async replacement(tenant: Tenant, order: ClaimedOrder): Promise<number | undefined> {
    await this.shoppers.save(tenant.id, order.chatId, { regosCustomerId: null });
    const { customerId } = await this.resolve(tenant, order);
    return customerId === order.customerId ? undefined : customerId;
  }

  private async resolve(tenant: Tenant, order: ClaimedOrder): Promise<ResolvedCustomer> {
    const shopper = await this.shoppers.find(tenant.id, order.chatId);
    const phone = order.phone ?? shopper?.phone;
    if (phone === undefined && shopper?.regosCustomerId === undefined) throw new UserError('phoneMissing');
    const resolved = await this.customers
      .resolve(tenant, order.chatId, {
        phone: phone ?? '', // the link is there: nobody is looked for by phone
        firstName: shopper?.firstName ?? '',
        lastName: shopper?.lastName,
      })
      .catch((error: unknown) => this.forgetRefusedPhone(order, error));
    const { customerId, holderChatId } = resolved;
    if (holderChatId !== undefined) await this.tellHolder(order, customerId, holderChatId);
    return resolved;
  }

  /**
   * The card that was confirmed; else the one active card of the customer, of several the one that the person chose,
   * else none: it is not clear which is meant. One that cannot be read keeps no order waiting.
   */
  private async card(
    tenant: Tenant,
    { chatId, card: confirmed }: ClaimedOrder,
    customerId: number,
  ): Promise<number | undefined> {
    const shopper = await this.shoppers.find(tenant.id, chatId);
    if (shopper?.regosCustomerId !== customerId) return undefined; // another chat's customer, and so are the cards
    if (confirmed !== undefined) return confirmed?.id;
    const read = await attempt(() => this.cards.of(tenant, customerId, 'order'));
    const today = localDate(this.clock.now(), tenant.settings.timeZone);
    const rows = 'error' in read ? [] : (read.value ?? []);
    const active = rows.filter((card) => cardState(card, today) === 'active');
    const chosen = active.length > 1 ? active.find(({ id }) => id === shopper.regosCardId) : active[0];
    return chosen?.id;
  }

  /** The next checkout asks anew: the person may have another number by then. */
  private async forgetRefusedPhone(order: ClaimedOrder, error: unknown): Promise<never> {
    if (error instanceof UserError && error.code === 'phoneInvalid')
      await this.shoppers.save(order.tenantId, order.chatId, { phone: null });
    throw error;
  }

  /** Orders and cards stay with the chat that has the phone, and it hears of this (docs/reliability.md 3). */
  private async tellHolder(order: ClaimedOrder, customerId: number, holderChatId: ChatId): Promise<void> {
    await this.orders.finishAttempt(order, {
      set: { regosCustomerId: customerId }, // and so no further attempt tells again
      leaseMs: PREPARATION_LEASE_MS,
      event: 'customer of another chat',
      notices: [{ chatId: holderChatId, content: { type: 'phoneUsedByOther' } }],
    });
  }
}
