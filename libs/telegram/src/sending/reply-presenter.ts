import { Injectable } from '@nestjs/common';
import { messageScreen } from '@rto/screens';
import type { Reply, Turn } from '../conversation/turn';
import type { Destination } from './destination';
import { ScreenSender, type Replaced } from './screen-sender';

/** Shows a reply: on the message that was tapped where that is possible, below it otherwise. */
@Injectable()
export class ReplyPresenter {
  constructor(private readonly sender: ScreenSender) {}

  /** @param tapped the message whose button was pressed; undefined after a typed message */
  async present(turn: Turn, to: Destination, reply: Reply, tapped: Replaced | undefined): Promise<void> {
    const { screen, more = [], request } = reply;
    // what is sent in between would stand below the tapped message: then the screen goes below that
    const isCovered = await this.hideReplyKeyboard(turn, to, reply);
    if (screen) {
      const shown =
        tapped && !isCovered
          ? await this.sender.replace(to, screen, tapped)
          : await this.sender.send(to, screen);
      const { awaits: _answered, ...dialog } = turn.dialog;
      const { messageId } = shown;
      const awaits = reply.awaits && { messageId, action: reply.awaits, changeId: turn.changeId };
      turn.dialog = { ...dialog, shown, ...(awaits && { awaits }) };
    }
    for (const further of more) await this.sender.send(to, further);
    if (request) await this.showReplyKeyboard(turn, to, request);
  }

  /** For a tap whose answer was used up by the wait: said as a message. */
  async say(turn: Turn, to: Destination, text: string): Promise<void> {
    await this.sender.send(to, messageScreen(turn.t, text));
  }

  private async hideReplyKeyboard(turn: Turn, to: Destination, reply: Reply): Promise<boolean> {
    if (!turn.dialog.replyKeyboard || reply.request || !reply.screen) return false;
    await to.telegram.call('sendMessage', {
      chat_id: to.chatId,
      text: reply.acknowledgement ?? turn.t.common.keyboardHidden,
      reply_markup: { remove_keyboard: true },
    });
    turn.dialog = { ...turn.dialog, replyKeyboard: false };
    return true;
  }

  private async showReplyKeyboard(
    turn: Turn,
    to: Destination,
    request: 'contact' | 'location',
  ): Promise<void> {
    const { checkout } = turn.t;
    const isContact = request === 'contact';
    await to.telegram.call('sendMessage', {
      chat_id: to.chatId,
      text: isContact ? checkout.phoneButtonHint : checkout.locationButtonHint,
      reply_markup: {
        keyboard: [
          [
            isContact
              ? { text: checkout.sharePhone, request_contact: true }
              : { text: checkout.sendLocation, request_location: true },
          ],
        ],
        resize_keyboard: true,
        one_time_keyboard: true,
      },
    });
    turn.dialog = { ...turn.dialog, replyKeyboard: true };
  }
}
