import { Injectable } from '@nestjs/common';
import { CardService } from '@rto/cards';
import { CustomerService } from '@rto/customers';
import { cardScreens, messageScreen } from '@rto/screens';
import { moveTo, type Reply, type Turn } from './turn';

@Injectable()
export class CardsFlow {
  constructor(
    private readonly customers: CustomerService,
    private readonly cards: CardService,
  ) {}

  async open(turn: Turn): Promise<Reply> {
    const customerId = await this.customers.find(turn.tenant, turn.chatId);
    if (customerId !== undefined) return this.show(turn, customerId);
    moveTo(turn, { type: 'openCards' }, { expects: { type: 'cards' } });
    return { screen: messageScreen(turn.t, turn.t.cards.askPhone), request: 'contact' };
  }

  /** The person shared the number that finds the customer, or makes one. @param phone digits only */
  async identify(turn: Turn, phone: string): Promise<Reply> {
    const { firstName, lastName } = turn.person;
    const contact = { phone, firstName, lastName };
    const found = await this.customers.resolve(turn.tenant, turn.chatId, contact, 'person');
    if (!found.linked) {
      moveTo(turn, { type: 'openMenu' });
      return { screen: messageScreen(turn.t, turn.t.errors.phoneHeldByOther) };
    }
    if (found.linkDue) await this.customers.linkInRegos(turn.tenant, turn.chatId, found.customerId);
    return { ...(await this.show(turn, found.customerId)), acknowledgement: turn.t.checkout.phoneReceived };
  }

  private async show(turn: Turn, customerId: number): Promise<Reply> {
    const [screen, ...more] = cardScreens(await this.cards.cards(turn.tenant, customerId), turn.t, turn.f);
    moveTo(turn, { type: 'openCards' });
    return { ...(screen ? { screen } : {}), more };
  }
}
