import { Injectable } from '@nestjs/common';
import { newId, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { isOwnMistake, RegosCards, RegosRefusal } from '@rto/regos';
import type { CallPriority, RetailCard } from '@rto/regos';
import type { Tenant } from '@rto/settings';

/** A balance moves at the till; a person who looks twice in a minute costs one call. */
const FRESH_SEC = 60;

/** `expired` from the day after the last one, whether the card was switched off since or not. */
export type CardState = 'active' | 'expired' | 'disabled';

/** @param today day on the shop's wall clock, `YYYY-MM-DD` */
export function cardState({ enabled, expiresOn }: RetailCard, today: string): CardState {
  if (expiresOn !== undefined && expiresOn < today) return 'expired';
  return enabled ? 'active' : 'disabled';
}

interface Kept {
  /** Of the tenant's cards, when these were asked for. */
  readonly epoch: string;
  /** Absent: the shop has no loyalty programme that works. */
  readonly cards?: readonly RetailCard[];
}

/** The loyalty cards of customers in whatever state, at most a minute old. */
@Injectable()
export class CardList {
  constructor(
    private readonly regosCards: RegosCards,
    private readonly store: KeyValueStore,
  ) {}

  /**
   * @param customerId a customer that is linked to the asking chat: this method cannot check it
   * @returns undefined when the shop has no loyalty programme that works (tariff, set-up)
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async of(
    tenant: Tenant,
    customerId: number,
    priority: CallPriority,
  ): Promise<readonly RetailCard[] | undefined> {
    const key = cardsKey(tenant.id, customerId);
    // before the reading: what changes meanwhile is asked for again
    const epoch = (await this.store.get<string>(epochKey(tenant.id))) ?? '';
    const known = await this.store.get<Kept>(key);
    if (known?.epoch === epoch) return known.cards;
    const read = await this.read(tenant, customerId, priority);
    await this.store.set(key, { ...read, epoch }, FRESH_SEC);
    return read.cards;
  }

  async forget(tenantId: TenantId, customerId: number): Promise<void> {
    await this.store.delete(cardsKey(tenantId, customerId));
  }

  /** The cards of every customer changed, or one card and REGOS did not say whose. */
  async forgetAll(tenantId: TenantId): Promise<void> {
    await this.store.set(epochKey(tenantId), newId(), FRESH_SEC);
  }

  private async read(
    tenant: Tenant,
    customerId: number,
    priority: CallPriority,
  ): Promise<Omit<Kept, 'epoch'>> {
    try {
      const rows = await this.regosCards.getByCustomer(tenant.connection, customerId, priority);
      return { cards: rows.filter((card) => card.customerId === customerId) };
    } catch (error) {
      const isConfig = error instanceof RegosRefusal && error.kind === 'config';
      if (isConfig || isOwnMistake(error)) return {};
      throw error;
    }
  }
}

function cardsKey(tenantId: TenantId, customerId: number): string {
  return `t:${tenantId}:card-list:${customerId}`;
}

/** What is kept from before the last change is old, and what is kept at all lives no longer than this. */
function epochKey(tenantId: TenantId): string {
  return `t:${tenantId}:card-epoch`;
}
