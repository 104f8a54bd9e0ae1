import { Injectable } from '@nestjs/common';
import { CustomerService, ShopperRepository } from '@rto/customers';
import { UserError } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import type { ClaimedOrder } from './order';

/** The retail customer that an order is made for. */
@Injectable()
export class OrderCustomer {
  constructor(
    private readonly customers: CustomerService,
    private readonly shoppers: ShopperRepository,
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
    const { customerId } = await this.customers.resolve(tenant, order.chatId, {
      phone: phone ?? '', // the link is there: nobody is looked for by phone
      firstName: shopper?.firstName ?? '',
      lastName: shopper?.lastName,
    });
    return customerId;
  }
}
