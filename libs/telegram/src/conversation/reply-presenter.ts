import { Injectable } from '@nestjs/common';
import { messageScreen, withRemark, type Screen, type Texts } from '@rto/screens';
import type { Dialog } from './dialog';
import type { Reply, Turn } from './turn';
import type { Destination, SentMessage } from '../sending/destination';
import { ScreenSender, type Replaced, type Shown } from '../sending/screen-sender';

const REMOVAL = { remove_keyboard: true } as const;
const NO_KEYBOARD = { replyKeyboard: false, inherited: false } as const;

/** Shows a reply: on the message that was tapped where that is possible, below it otherwise. */
@Injectable()
export class ReplyPresenter {
  constructor(private readonly sender: ScreenSender) {}

  /** @param tapped the message whose button was pressed; undefined after a typed message */
  async present(turn: Turn, to: Destination, reply: Reply, tapped: Replaced | undefined): Promise<void> {
    const { more = [], request } = reply;
    const isInTheWay = reply.screen !== undefined && this.isInTheWay(turn, reply);
    const screen = reply.screen && acknowledged(reply.screen, reply, isInTheWay);
    // a screen without buttons takes the keyboard away itself; a message has room for one of them only
    const takesItAway = isInTheWay && screen?.keyboard.length === 0 && screen.photo === undefined;
    // what was sent in between stands below the tapped message: then the screen goes below that
    const isBelow = isInTheWay && (takesItAway || !(await this.hideReplyKeyboard(turn, to)));
    if (screen) {
      const before = turn.dialog.shown;
      const shown =
        tapped && !isBelow
          ? await this.sender.replace(to, screen, tapped)
          : await this.sender.send(to, screen, takesItAway ? REMOVAL : undefined);
      if (reply.movesDown && before && before.messageId !== shown.messageId) {
        await this.sender.remove(to, before.messageId);
      }
      turn.dialog = shownOn(turn, reply, screen, shown);
      if (takesItAway) turn.dialog = { ...turn.dialog, ...NO_KEYBOARD };
    }
    for (const further of more) await this.sender.send(to, further);
    if (request && !reply.keepsKeyboard) await this.showReplyKeyboard(turn, to, request);
  }

  /** For a tap whose answer was used up by the wait: said as a message. */
  async say(turn: Turn, to: Destination, text: string): Promise<void> {
    const screen = messageScreen(turn.t, text);
    // ours stays: what is said here leaves its question open
    const takesItAway = turn.dialog.inherited && !turn.dialog.replyKeyboard;
    await (takesItAway
      ? this.sender.send(to, { ...screen, keyboard: [] }, REMOVAL)
      : this.sender.send(to, screen));
    if (takesItAway) turn.dialog = { ...turn.dialog, ...NO_KEYBOARD };
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

  /**
   * A keyboard goes away with a message, and no message that has taken one away can be given buttons by an edit. Where
   * the keyboard is ours, that message and the one it came with are taken back: they say nothing that the next screen
   * does not. Another bot's leaves a word of where the buttons are now.
   * @returns whether nothing of it stays in the chat
   */
  private async hideReplyKeyboard(turn: Turn, to: Destination): Promise<boolean> {
    const { common } = turn.t;
    const { shown, keyboardMessageId, ...dialog } = turn.dialog;
    const { message_id: removalId } = await to.telegram.call<SentMessage>('sendMessage', {
      chat_id: to.chatId,
      text: shown ? common.keyboardHidden : common.hello,
      reply_markup: REMOVAL,
    });
    turn.dialog = { ...dialog, ...(shown && { shown }), ...NO_KEYBOARD };
    if (keyboardMessageId === undefined) return false;
    await this.sender.remove(to, keyboardMessageId);
    await this.sender.remove(to, removalId);
    return true;
  }

  private async showReplyKeyboard(
    turn: Turn,
    to: Destination,
    request: 'contact' | 'location',
  ): Promise<void> {
    const { checkout } = turn.t;
    const isContact = request === 'contact';
    const { message_id: keyboardMessageId } = await to.telegram.call<SentMessage>('sendMessage', {
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
    const before = turn.dialog.keyboardMessageId;
    turn.dialog = { ...turn.dialog, replyKeyboard: true, inherited: false, keyboardMessageId };
    if (before !== undefined) await this.sender.remove(to, before);
  }
}

/** What came is said above the screen where the button that sent it goes away. */
function acknowledged(screen: Screen, { acknowledgement, request }: Reply, isInTheWay: boolean): Screen {
  const isSaid = acknowledgement !== undefined && (isInTheWay || request !== undefined);
  return isSaid ? withRemark(screen, acknowledgement) : screen;
}

/** The dialog with what the person looks at now, where «Назад» leads from there, and what it waits for. */
function shownOn({ dialog: before, t, changeId }: Turn, reply: Reply, screen: Screen, shown: Shown): Dialog {
  const { awaits: _answered, back: _before, ...dialog } = before;
  const back = screen.keyboard.flat().find(({ label }) => label === t.menu.back)?.action;
  const { messageId } = shown;
  const awaits = reply.awaits && { messageId, action: reply.awaits, changeId };
  return { ...dialog, shown, ...(awaits && { awaits }), ...(back && { back }) };
}
