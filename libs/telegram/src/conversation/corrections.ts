import { Injectable } from '@nestjs/common';
import { plainText } from '@rto/kernel';
import { correctedTooLateScreen, typedButton } from '@rto/screens';
import type { Message } from 'telegraf/types';
import { CatalogFlow } from './catalog.flow';
import { CheckoutFlow } from './checkout.flow';
import type { Answer } from './dialog';
import { captionOf, isCommand } from './spoken';
import type { Reply, Turn } from './turn';

/**
 * Messages that were edited. What has answered a question answers it anew, until the order is placed; every other
 * edit is the person's own affair.
 */
@Injectable()
export class Corrections {
  constructor(
    private readonly checkout: CheckoutFlow,
    private readonly catalog: CatalogFlow,
  ) {}

  async take(turn: Turn, message: Message): Promise<Reply> {
    const { answers = [], sent } = turn.dialog;
    const answer = answers.find(({ messageId }) => messageId === message.message_id)?.as;
    if (answer) return this.again(turn, answer, message);
    if (!sent?.messageIds.includes(message.message_id)) return {};
    const { sent: _toldOnce, ...rest } = turn.dialog;
    turn.dialog = rest;
    return { more: [correctedTooLateScreen(sent.order, turn.t)] };
  }

  private async again(turn: Turn, answer: Answer, message: Message): Promise<Reply> {
    if (answer.type === 'location') {
      if ('location' in message) this.checkout.move(turn, answer.checkoutId, message.location);
      return {};
    }
    const words = 'text' in message ? message.text : captionOf(message);
    if (words === undefined || isCommand(words) || typedButton(words)) return {};
    const text = plainText(words);
    switch (answer.type) {
      case 'address':
      case 'note':
        return this.checkout.correct(turn, answer.checkoutId, answer.type, text);
      case 'quantity':
        return this.quantity(turn, answer, text);
      case 'search':
        return turn.dialog.expects.type === 'search' ? this.catalog.search(turn, text) : {};
    }
  }

  /** On its card the card shows it; elsewhere the cart has it, and the person stays where they are. */
  private async quantity(
    turn: Turn,
    { itemId, origin }: Extract<Answer, { type: 'quantity' }>,
    text: string,
  ): Promise<Reply> {
    if (!/\d/.test(text)) return {};
    const { expects } = turn.dialog;
    if (expects.type === 'quantity' && expects.itemId === itemId) {
      return this.catalog.typeQuantity(turn, itemId, origin, text);
    }
    const words = await this.catalog.correctQuantity(turn, itemId, text);
    if (words === undefined) return {};
    return expects.type === 'checkout'
      ? { ...(await this.checkout.again(turn, words)), keepsKeyboard: true }
      : { alert: words };
  }
}
