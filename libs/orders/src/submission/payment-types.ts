import { Injectable } from '@nestjs/common';
import { PermanentError, RetryableError, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosReferences } from '@rto/regos';
import type { Tenant } from '@rto/settings';

/** A shop that takes another way of payment has orders with the old one for so long at most. */
const FRESH_SEC = 3_600;

interface Kept {
  /** Absent: there are several, or none. */
  readonly onlyId?: number;
}

/** How a shop can be paid, as far as that is no question. */
@Injectable()
export class PaymentTypes {
  constructor(
    private readonly references: RegosReferences,
    private readonly store: KeyValueStore,
  ) {}

  /** The one payment type that an order can have; undefined when there is a choice, or before the first look. */
  async only(tenantId: TenantId): Promise<number | undefined> {
    return (await this.store.get<Kept>(paymentKey(tenantId)))?.onlyId;
  }

  /** Looks, for the orders to come: this one has no call to spare (docs/product.md 9). */
  async learn(tenant: Tenant): Promise<void> {
    if (await this.store.get<Kept>(paymentKey(tenant.id))) return;
    await this.store.set(paymentKey(tenant.id), await this.read(tenant), FRESH_SEC);
  }

  private async read({ connection }: Tenant): Promise<Kept> {
    try {
      // of one whose use is not certain nobody knows whether it is a choice
      const possible = (await this.references.paymentTypes(connection, 'person')).filter(
        ({ usable }) => usable !== false,
      );
      const [first, ...others] = possible;
      return first?.usable && others.length === 0 ? { onlyId: first.id } : {};
    } catch (error) {
      // a shop that does not show them, or not now, has orders without one
      if (error instanceof PermanentError || error instanceof RetryableError) return {};
      throw error;
    }
  }
}

function paymentKey(tenantId: TenantId): string {
  return `t:${tenantId}:payment-types`;
}
