import { Injectable } from '@nestjs/common';
import { CardList, cardState } from '@rto/customers';
import type { CardState } from '@rto/customers';
import { Clock, localDate } from '@rto/kernel';
import type { TenantId } from '@rto/kernel';
import type { RetailCard } from '@rto/regos';
import type { Tenant } from '@rto/settings';

/** A loyalty card of a person. */
export interface Card {
  readonly id: number;
  /** Text of the QR code. */
  readonly barcode: string;
  readonly programme: string | undefined;
  /** Decimal text; bonus units, not money. */
  readonly balance: string;
  /** Only an `active` one is taken at the till. */
  readonly state: CardState;
  /** The last day, `YYYY-MM-DD`; undefined when unlimited. */
  readonly expiresOn: string | undefined;
}

export interface CustomerCards {
  /** Those that are taken at the till first. */
  readonly cards: readonly Card[];
  /** False when the shop has no loyalty programme that works (tariff, set-up): hide the feature. */
  readonly available: boolean;
}

@Injectable()
export class CardService {
  constructor(
    private readonly list: CardList,
    private readonly clock: Clock,
  ) {}

  /**
   * The cards of a customer, at most a minute old; what has become of one is judged now.
   * @param customerId a customer that is linked to the asking chat: this method cannot check it
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async cards(tenant: Tenant, customerId: number): Promise<CustomerCards> {
    const rows = await this.list.of(tenant, customerId, 'person');
    const today = localDate(this.clock.now(), tenant.settings.timeZone);
    const cards = (rows ?? []).map((row) => toCard(row, today));
    const isActive = ({ state }: Card): boolean => state === 'active';
    return {
      cards: [...cards.filter(isActive), ...cards.filter((card) => !isActive(card))],
      available: rows !== undefined,
    };
  }

  async forget(tenantId: TenantId, customerId: number): Promise<void> {
    await this.list.forget(tenantId, customerId);
  }
}

function toCard(card: RetailCard, today: string): Card {
  const { id, barcode, programme, balance, expiresOn } = card;
  return { id, barcode, programme, balance, state: cardState(card, today), expiresOn };
}
