import type { CheckoutId, Language } from '@rto/kernel';
import type { CheckoutDraft, LinkKey } from '@rto/orders';
import type { Action, Origin } from '@rto/screens';
import type { GoodsView } from '@rto/settings';

/** What flows expect; each that waits for a message adds its own (`declare module './dialog'`). */
export interface Expectations {
  nothing: { readonly type: 'nothing' };
}

/** What a typed message would mean now. */
export type Expectation = Expectations[keyof Expectations];

/** What a message of the person's was taken for: its edits count for the same. */
export type Answer =
  | { readonly type: 'address' | 'note' | 'location'; readonly checkoutId: CheckoutId }
  | { readonly type: 'quantity'; readonly itemId: number; readonly origin: Origin }
  | { readonly type: 'search' }
  /** Of an order; 0: of none. */
  | { readonly type: 'toShop'; readonly number: number; readonly messageId: number };

interface AnsweringMessage {
  readonly messageId: number;
  readonly as: Answer;
}

/** Messages that are one act of a person: an album, or what was forwarded at once. */
export interface Act {
  readonly name: string;
  /** The message that was answered for all; it may come again, its answer may have been lost. */
  readonly messageId: number;
  /** Its words were taken for an answer. */
  readonly saidSomething: boolean;
}

/** Where a person is in the conversation; kept as JSON between updates. */
export interface Dialog {
  readonly language: Language;
  /** The person has read what is kept of them. */
  readonly toldOfData?: boolean;
  readonly expects: Expectation;
  /** Opens the screen the person looks at: unexpected input leads back to it. */
  readonly place: Action;
  /** How the person wants to see goods, once they have chosen. */
  readonly goodsView?: GoodsView;
  /** Where «Назад» on the current screen leads. */
  readonly back?: Action;
  /** Pages at which groups were left, by their ids; 0 is the root. */
  readonly pages?: Readonly<Record<string, number>>;
  readonly search?: string;
  /** Where the person was before the search. */
  readonly searchFrom?: Action;
  readonly draft?: CheckoutDraft;
  /** The message of the current screen and its picture, to know whether the picture changes. */
  readonly shown?: { readonly messageId: number; readonly photoUrl?: string; readonly stays?: true };
  /** What the current screen waits for while the catalogue is read; gone with the next screen. */
  readonly awaits?: { readonly messageId: number; readonly action: Action; readonly changeId: string };
  /** A contact or location button stands below the chat. */
  readonly replyKeyboard: boolean;
  /** The message that it came with. */
  readonly keyboardMessageId?: number;
  /** A keyboard of the bot before us may stand there; `false`: taken away, `undefined`: nothing speaks for it. */
  readonly inherited?: boolean;
  readonly act?: Act;
  /** The last link the person came by, and when (ISO 8601). */
  readonly cameBy?: LinkKey & { readonly at: string };
  /** Oldest first. */
  readonly answers?: readonly AnsweringMessage[];
  /** The last order, and what it was made of: edits of that come too late. */
  readonly sent?: { readonly order: number; readonly messageIds: readonly number[] };
}

/** @param isFirst nobody knows what stands in the chat from before us */
export function newDialog(language: Language, isFirst: boolean, goodsView?: GoodsView): Dialog {
  return {
    language,
    expects: { type: 'nothing' },
    place: { type: 'openMenu' },
    replyKeyboard: false,
    ...(isFirst && { inherited: true }),
    ...(goodsView && { goodsView }),
  };
}

/** Answers whose correction is still understood; people do not correct what lies further back. */
const MAX_ANSWERS = 12;

/** Keeps in mind what the message is taken for; of two messages for the same thing the later one counts. */
export function remember(dialog: Dialog, messageId: number, as: Answer): Dialog {
  const others = (dialog.answers ?? []).filter((answer) => !isSameThing(answer.as, as));
  return { ...dialog, answers: [...others, { messageId, as }].slice(-MAX_ANSWERS) };
}

function isSameThing(one: Answer, other: Answer): boolean {
  if (one.type === 'quantity' && other.type === 'quantity') return one.itemId === other.itemId;
  return one.type === other.type;
}
