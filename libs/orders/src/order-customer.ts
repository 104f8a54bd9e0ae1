import { Injectable } from '@nestjs/common';
import { CustomerService, ShopperRepository } from '@rto/customers';
import { UserError, type ChatId } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import type { ClaimedOrder } from './order';
import { OrderRepository } from './order.repository';
import { PREPARATION_LEASE_MS } from './retry-policy';

/** The retail customer that an order is made for. */
@Injectable()
export class OrderCustomer {
  constructor(
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
    private readonly orders: OrderRepository,
  ) {}

  /**
   * @returns id of the customer, found or made
   * @throws UserError `phoneInvalid`, also when there is none
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async of(tenant: Tenant, order: ClaimedOrder): Promise<number> {
    return order.customerId ?? this.resolve(tenant, order);
  }

  /**
   * REGOS does not know a record that the order names, and it may be the customer: people get deleted and merged.
   * Looks for them anew. @returns undefined when it is another record
   */
  async replacement(tenant: Tenant, order: ClaimedOrder): Promise<number | undefined> {
    await this.shoppers.save(tenant.id, order.chatId, { regosCustomerId: null });
    const customerId = await this.resolve(tenant, order);
    return customerId === order.customerId ? undefined : customerId;
  }

  private async resolve(tenant: Tenant, order: ClaimedOrder): Promise<number> {
    const shopper = await this.shoppers.find(tenant.id, order.chatId);
    const phone = order.phone ?? shopper?.phone;
    if (phone === undefined && shopper?.regosCustomerId === undefined) throw new UserError('phoneInvalid');
    const { customerId, holderChatId } = await this.customers.resolve(tenant, order.chatId, {
      phone: phone ?? '', // the link is there: nobody is looked for by phone
      firstName: shopper?.firstName ?? '',
      lastName: shopper?.lastName,
    });
    if (holderChatId !== undefined) await this.tellHolder(order, customerId, holderChatId);
    return customerId;
  }

  /** Orders and cards stay with the chat that has the phone, and it hears of this (RELIABILITY section 3). */
  private async tellHolder(order: ClaimedOrder, customerId: number, holderChatId: ChatId): Promise<void> {
    await this.orders.finishAttempt(order, {
      set: { regosCustomerId: customerId }, // and so no further attempt tells again
      leaseMs: PREPARATION_LEASE_MS,
      event: 'customer of another chat',
      notices: [{ chatId: holderChatId, content: { type: 'phoneUsedByOther' } }],
    });
  }
}
