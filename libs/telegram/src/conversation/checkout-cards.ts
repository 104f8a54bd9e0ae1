import { Injectable } from '@nestjs/common';
import { CardService, type Card } from '@rto/cards';
import { ShopperRepository } from '@rto/customers';
import type { CheckoutDraft, OrderCard } from '@rto/orders';
import { buttonName } from '@rto/screens';
import { answerInTime } from './answer-in-time';
import type { Turn } from './turn';

/** Digits that tell one card of a person from another. */
const TOLD_DIGITS = 4;

/** The loyalty card that goes with an order. */
@Injectable()
export class CheckoutCards {
  constructor(
    private readonly cards: CardService,
    private readonly shoppers: ShopperRepository,
  ) {}

  /**
   * The draft with its card, asked for once a checkout: the one active card of the buyer; of several the one chosen
   * before, and the choice. While REGOS does not say, the draft stays as it is, and the order finds its card later.
   */
  async added(turn: Turn, draft: CheckoutDraft): Promise<CheckoutDraft> {
    if (draft.card !== undefined) return draft;
    const { tenant, chatId } = turn;
    const shopper = await this.shoppers.find(tenant.id, chatId);
    if (shopper?.regosCustomerId === undefined) return draft;
    const read = await answerInTime(this.cards.cards(tenant, shopper.regosCustomerId));
    if (!read) return draft;
    const active = read.cards.filter(({ state }) => state === 'active').map(toOrderCard);
    const [only, ...others] = active;
    if (others.length === 0) return { ...draft, card: only ?? null };
    return { ...draft, card: active.find(({ id }) => id === shopper.regosCardId) ?? null, cards: active };
  }
}

function toOrderCard({ id, programme, barcode }: Card): OrderCard {
  const end = `…${barcode.slice(-TOLD_DIGITS)}`;
  return { id, name: programme === undefined ? end : `${buttonName(programme)} ${end}` };
}
