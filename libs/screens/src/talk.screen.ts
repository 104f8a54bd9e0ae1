import type { Talk, TalkContent, TalkMessage } from '@rto/orders';
import { row, type ActionOf, type ActionTable } from './action';
import { count } from './action-parts';
import { menuButton } from './menu.screen';
import { bold, italic, lines, type Button, type Keyboard, type Screen } from './screen';
import type { Texts } from './texts';

/** Buttons of a buyer's conversation with the shop. */
export const talkActions = {
  /** About an order; 0: about none. Also answers what the shop has written. */
  writeToShop: row('wt', { number: count }),
  endTalk: row('we'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    talk: typeof talkActions;
  }
}
export type TalkAction = ActionOf<typeof talkActions>;

/** «Написать в магазин», where the shop can be written to. */
export function writeButton(t: Texts, number = 0): Button {
  return { label: t.talk.write, action: { type: 'writeToShop', number } };
}

/** The same as a row of buttons, or none. */
export function writeRow(canWrite: boolean | undefined, t: Texts, number = 0): Keyboard {
  return canWrite ? [[writeButton(t, number)]] : [];
}

/** Where the buyer writes. @param remark said instead of the question, like that it was handed on */
export function talkScreen(t: Texts, number: number, remark?: string): Screen {
  const question = number === 0 ? t.talk.ask : t.talk.askAbout(number);
  return {
    text: [remark ?? question],
    keyboard: [[{ label: t.talk.end, action: { type: 'endTalk' } }], [menuButton(t)]],
  };
}

/** What the shop has written, under its name; it stays in the chat. */
export function shopAnswerScreen(
  { content, orderNumber }: TalkMessage,
  shopName: string,
  t: Texts,
  isMediaLost = false,
): Screen {
  return {
    text: lines(
      bold(shopName),
      orderNumber === undefined ? undefined : t.talk.about(orderNumber),
      t.talk.shop(saidText(content, t, isMediaLost)),
    ),
    keyboard: [
      [{ label: t.talk.reply, action: { type: 'writeToShop', number: orderNumber ?? 0 } }],
      [{ label: t.talk.end, action: { type: 'endTalk' } }],
    ],
    stays: true,
  };
}

export interface StaffTalkView {
  readonly message: TalkMessage;
  readonly talk: Talk;
  /** What the staff may know of the buyer; undefined: nothing. */
  readonly buyer: { readonly name: string | undefined; readonly phone: string | undefined } | undefined;
  readonly isMediaLost?: boolean;
}

/** What a buyer has written, as the staff reads it. */
export function staffTalkScreen({ message, talk, buyer, isMediaLost }: StaffTalkView, t: Texts): Screen {
  const { orderNumber, content } = message;
  const name = buyer?.name;
  return {
    text: lines(
      bold(name === undefined ? t.talk.fromNumber(String(talk.number)) : t.talk.from(name)),
      buyer?.phone === undefined ? undefined : t.checkout.phone(`+${buyer.phone}`),
      orderNumber === undefined ? undefined : t.talk.about(orderNumber),
      '',
      saidText(content, t, isMediaLost),
      '',
      italic(t.talk.howToAnswer),
    ),
    keyboard: staffTalkButtons(talk, t),
  };
}

/** Below each message of a buyer. */
export function staffTalkButtons({ number, isStopped }: Talk, t: Texts): Keyboard {
  return [
    [
      isStopped
        ? { label: t.talk.resume, action: { type: 'staffResumeTalk', number } }
        : { label: t.talk.stop, action: { type: 'staffStopTalk', number } },
    ],
  ];
}

function saidText({ text, media, isCorrection }: TalkContent, t: Texts, isMediaLost = false): string {
  const what = media && t.talk[media.type];
  const words = [text, what !== undefined && isMediaLost ? t.talk.mediaLost(what) : ''];
  const said = words.filter((word) => word !== '').join('\n') || (what ?? '');
  return isCorrection ? t.talk.corrected(said) : said;
}
