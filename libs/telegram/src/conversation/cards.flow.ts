import { Injectable } from '@nestjs/common';
import { CardIssuing, CardService } from '@rto/cards';
import { CustomerService, ShopperRepository } from '@rto/customers';
import { UserError } from '@rto/kernel';
import { cardsActions, cardScreens, messageScreen, type CardsAction } from '@rto/screens';
import type { Hears, Taps } from './flow';
import { trouble } from './trouble';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** The phone number that finds the person's cards. */
interface CardsExpectation {
  readonly type: 'cards';
}
declare module './dialog' {
  interface Expectations {
    cards: CardsExpectation;
  }
}

@Injectable()
export class CardsFlow {
  static readonly actions = cardsActions;
  static readonly words: Words = ({ menu, cards }) => [
    [menu.cards, { type: 'openCards' }],
    [cards.get, { type: 'getCard' }],
    [cards.use, { type: 'openCards' }],
  ];
  readonly taps: Taps<CardsAction> = {
    openCards: (turn) => this.open(turn),
    getCard: (turn) => this.issue(turn),
    useCard: (turn, { cardId }) => this.use(turn, cardId),
  };
  readonly hears: Hears<CardsExpectation> = {
    cards: {
      text: (turn) => this.askAgain(turn, turn.t.checkout.ownContactOnly),
      phone: (turn, { phone }) => this.identify(turn, phone),
      wrongPhone: (turn, why) => this.askAgain(turn, why),
      labelAlone: async (turn, of) =>
        of === 'contact' ? this.askAgain(turn, turn.t.checkout.phoneNotSent) : undefined,
    },
  };

  constructor(
    private readonly customers: CustomerService,
    private readonly cards: CardService,
    private readonly issuing: CardIssuing,
    private readonly shoppers: ShopperRepository,
  ) {}

  private async open(turn: Turn): Promise<Reply> {
    const customerId = await this.customers.find(turn.tenant, turn.chatId);
    if (customerId !== undefined) return this.show(turn, customerId);
    moveTo(turn, { type: 'openCards' }, { expects: { type: 'cards' } });
    return { screen: messageScreen(turn.t, turn.t.cards.askPhone), request: 'contact' };
  }

  private async askAgain(turn: Turn, alert: string): Promise<Reply> {
    return { ...(await this.open(turn)), alert };
  }

  /** The person shared the number that finds the customer, or makes one. @param phone digits only */
  private async identify(turn: Turn, phone: string): Promise<Reply> {
    const { firstName, lastName } = turn.person;
    const contact = { phone, firstName, lastName };
    const found = await this.customers.resolve(turn.tenant, turn.chatId, contact, 'person');
    if (!found.linked) {
      moveTo(turn, { type: 'openMenu' });
      return { screen: messageScreen(turn.t, trouble(turn.t.errors.phoneHeldByOther, turn)) };
    }
    if (found.linkDue) await this.customers.linkInRegos(turn.tenant, turn.chatId, found.customerId);
    return { ...(await this.show(turn, found.customerId)), acknowledgement: turn.t.checkout.phoneReceived };
  }

  private async show(turn: Turn, customerId: number): Promise<Reply> {
    const { tenant, chatId, t, f } = turn;
    const cards = await this.cards.cards(tenant, customerId);
    const shopper = await this.shoppers.find(tenant.id, chatId);
    const usedId = shopper?.regosCardId;
    const hasCard = cards.cards.length > 0;
    if (hasCard !== (shopper?.cardSeenAt !== undefined)) {
      await this.shoppers.save(tenant.id, chatId, { cardSeenAt: hasCard ? turn.now : null });
    }
    const canGet = tenant.settings.cardGroupId !== undefined;
    const [screen, ...more] = cardScreens(cards, t, f, { canGet, usedId });
    moveTo(turn, { type: 'openCards' });
    return { ...(screen ? { screen } : {}), more };
  }

  private async issue(turn: Turn): Promise<Reply> {
    const customerId = await this.customers.find(turn.tenant, turn.chatId);
    if (customerId === undefined) return this.open(turn);
    const outcome = await this.issuing.issue(turn.tenant, customerId);
    const { beingMade, notGiven } = turn.t.cards;
    const shown = await this.show(turn, customerId);
    return outcome === 'there' ? shown : { ...shown, alert: outcome === 'pending' ? beingMade : notGiven };
  }

  /** @throws UserError `cardGone`: the id is a client's word and must be one of this customer's cards */
  private async use(turn: Turn, cardId: number): Promise<Reply> {
    const { tenant, chatId } = turn;
    const customerId = await this.customers.find(tenant, chatId);
    if (customerId === undefined) return this.open(turn);
    const { cards } = await this.cards.cards(tenant, customerId);
    if (!cards.some(({ id }) => id === cardId)) throw new UserError('cardGone');
    await this.shoppers.save(tenant.id, chatId, { regosCardId: cardId });
    return { toast: turn.t.cards.used };
  }
}
