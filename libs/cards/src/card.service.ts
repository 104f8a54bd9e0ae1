import { Injectable } from '@nestjs/common';
import type { TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosCards, RegosRefusal } from '@rto/regos';
import type { RetailCard } from '@rto/regos';
import type { Tenant } from '@rto/settings';

/** A balance moves at the till; a person who looks twice in a minute costs one call. */
const FRESH_SEC = 60;

/** A loyalty card to be shown at the till. */
export interface Card {
  readonly id: number;
  /** Text of the QR code. */
  readonly barcode: string;
  readonly programme: string | undefined;
  /** Decimal text; bonus units, not money. */
  readonly balance: string;
  /** `DD-MM-YYYY`; undefined when unlimited. */
  readonly expiryDate: string | undefined;
}

export interface CustomerCards {
  readonly cards: readonly Card[];
  /** False when the shop has no loyalty programme that works (tariff, set-up): hide the feature. */
  readonly available: boolean;
}

@Injectable()
export class CardService {
  constructor(
    private readonly regosCards: RegosCards,
    private readonly store: KeyValueStore,
  ) {}

  /**
   * The enabled cards of a customer, at most a minute old.
   * @param customerId a customer that is linked to the asking chat: this method cannot check it
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async cards(tenant: Tenant, customerId: number): Promise<CustomerCards> {
    const key = cardsKey(tenant.id, customerId);
    const known = await this.store.get<CustomerCards>(key);
    if (known) return known;
    const cards = await this.read(tenant, customerId);
    await this.store.set(key, cards, FRESH_SEC);
    return cards;
  }

  async forget(tenantId: TenantId, customerId: number): Promise<void> {
    await this.store.delete(cardsKey(tenantId, customerId));
  }

  private async read(tenant: Tenant, customerId: number): Promise<CustomerCards> {
    try {
      const rows = await this.regosCards.getByCustomer(tenant.connection, customerId);
      const own = rows.filter((card) => card.enabled && card.customerId === customerId);
      return { cards: own.map(toCard), available: true };
    } catch (error) {
      if (error instanceof RegosRefusal && error.kind === 'config') return { cards: [], available: false };
      throw error;
    }
  }
}

function toCard({ id, barcode, programme, balance, expiryDate }: RetailCard): Card {
  return { id, barcode, programme, balance, expiryDate };
}

function cardsKey(tenantId: TenantId, customerId: number): string {
  return `t:${tenantId}:cards:${customerId}`;
}
