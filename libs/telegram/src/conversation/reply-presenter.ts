import { Injectable } from '@nestjs/common';
import { messageScreen, type Texts } from '@rto/screens';
import type { Reply, Turn } from './turn';
import type { Destination } from '../sending/destination';
import { ScreenSender, type Replaced } from '../sending/screen-sender';

const REMOVAL = { remove_keyboard: true } as const;
const NO_KEYBOARD = { replyKeyboard: false, inherited: false } as const;

/** Shows a reply: on the message that was tapped where that is possible, below it otherwise. */
@Injectable()
export class ReplyPresenter {
  constructor(private readonly sender: ScreenSender) {}

  /** @param tapped the message whose button was pressed; undefined after a typed message */
  async present(turn: Turn, to: Destination, reply: Reply, tapped: Replaced | undefined): Promise<void> {
    const { screen, more = [], request } = reply;
    const isInTheWay = screen !== undefined && this.isInTheWay(turn, reply);
    // a screen without buttons takes the keyboard away itself; a message has room for one of them only
    const takesItAway = isInTheWay && screen.keyboard.length === 0 && screen.photo === undefined;
    if (isInTheWay && !takesItAway) await this.hideReplyKeyboard(turn, to, reply.acknowledgement);
    if (screen) {
      // what was sent in between stands below the tapped message: then the screen goes below that
      const shown =
        tapped && !isInTheWay
          ? await this.sender.replace(to, screen, tapped)
          : await this.sender.send(to, screen, takesItAway ? REMOVAL : undefined);
      const { awaits: _answered, back: _before, ...dialog } = turn.dialog;
      const back = screen.keyboard.flat().find(({ label }) => label === turn.t.menu.back)?.action;
      const { messageId } = shown;
      const awaits = reply.awaits && { messageId, action: reply.awaits, changeId: turn.changeId };
      turn.dialog = {
        ...dialog,
        shown,
        ...(takesItAway && NO_KEYBOARD),
        ...(awaits && { awaits }),
        ...(back && { back }),
      };
    }
    for (const further of more) await this.sender.send(to, further);
    if (request && !reply.keepsKeyboard) await this.showReplyKeyboard(turn, to, request);
  }

  /** For a tap whose answer was used up by the wait: said as a message. */
  async say(turn: Turn, to: Destination, text: string): Promise<void> {
    // ours stays: what is said here leaves its question open
    if (turn.dialog.inherited && !turn.dialog.replyKeyboard) await this.hideReplyKeyboard(turn, to);
    await this.sender.send(to, messageScreen(turn.t, text));
  }

  /** For an update that is given up before there is a turn. */
  async sayWithoutTurn(to: Destination, t: Texts, text: string): Promise<void> {
    await this.sender.send(to, messageScreen(t, text));
  }

  /** Whether a keyboard stands below the chat that has nothing to do with what is shown next. */
  private isInTheWay({ dialog }: Turn, reply: Reply): boolean {
    if (reply.request || reply.keepsKeyboard) return false;
    return dialog.replyKeyboard || dialog.inherited === true;
  }

  private async hideReplyKeyboard(turn: Turn, to: Destination, acknowledgement?: string): Promise<void> {
    const { common } = turn.t;
    const words = turn.dialog.shown ? common.keyboardHidden : common.hello;
    await to.telegram.call('sendMessage', {
      chat_id: to.chatId,
      text: acknowledgement ?? words,
      reply_markup: REMOVAL,
    });
    turn.dialog = { ...turn.dialog, ...NO_KEYBOARD };
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
    turn.dialog = { ...turn.dialog, replyKeyboard: true, inherited: false };
  }
}
