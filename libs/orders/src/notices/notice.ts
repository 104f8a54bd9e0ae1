import type { ChatId, OrderId, TenantId, Unit } from '@rto/kernel';
import type { Summary } from '../figures/summary';
import { isCanceled, type DeliveryOrderStatus } from '@rto/regos';

/** Why REGOS did not take an order, as the buyer may hear it. */
export type RefusalReason =
  | 'notEnoughStock'
  | 'itemGone'
  | 'itemIsSet'
  | 'amountTooLarge'
  | 'phoneInvalid'
  | 'phoneUnverified'
  | 'phoneMissing'
  | 'shopSettings'
  | 'other';

/** So much of an item at one price; decimal text. */
export interface Portion {
  readonly quantity: string;
  readonly price: string;
}

/** An item that is not as the buyer knew it. Quantities are decimal text, zero: not part of the order. */
export interface PickedLine {
  readonly name: string;
  /** Undefined for goods that were not ordered and that REGOS names none for. */
  readonly unit: Unit | undefined;
  readonly was: string;
  readonly now: string;
  /** Where the prices are news: what it was made of and is now. */
  readonly portions?: { readonly was: readonly Portion[]; readonly now: readonly Portion[] };
}

/** What a message says; its words are made when it is sent, in the reader's language. */
export type Notice =
  /** The order is here; sent only when no screen could say so. `tapId`: the tap that was then not answered either. */
  | { readonly type: 'orderPlaced'; readonly number: number; readonly tapId?: string }
  /** Names the REGOS number when it is known by the time of sending. */
  | { readonly type: 'orderAccepted'; readonly number: number }
  /** The REGOS number, when it could not be read in time for `orderAccepted`. */
  | { readonly type: 'orderCode'; readonly number: number; readonly regosCode: string }
  | { readonly type: 'orderWaiting'; readonly number: number }
  | {
      readonly type: 'orderRefused';
      readonly number: number;
      readonly reason: RefusalReason;
    }
  /**
   * How far the order is by the time of sending, told by the message that told it before. `status`: the stage that it
   * has reached, where it is one.
   */
  | { readonly type: 'orderProgress'; readonly number: number; readonly status?: DeliveryOrderStatus }
  /** The same, as earlier versions wrote it. */
  | { readonly type: 'orderStatus'; readonly number: number; readonly status: DeliveryOrderStatus }
  /** By the shop, or at its till. */
  | { readonly type: 'orderCancelled'; readonly number: number; readonly status: DeliveryOrderStatus }
  | { readonly type: 'orderCourier'; readonly number: number; readonly courier: string }
  /** The shop has changed lines or total, which is decimal text; no lines: the total alone. */
  | {
      readonly type: 'orderPicked';
      readonly number: number;
      readonly lines: readonly PickedLine[];
      readonly total: string;
      readonly currency: string;
    }
  /** The fiscal receipt, an https address. */
  | { readonly type: 'orderReceipt'; readonly number: number; readonly url: string }
  | { readonly type: 'orderNeedsAttention'; readonly number: number }
  /** The shop has deleted the document, and so the order. */
  | { readonly type: 'orderDeleted'; readonly number: number }
  /** A text that REGOS sends, in its own words. */
  | { readonly type: 'campaign'; readonly text: string; readonly imageUrl: string | null }
  /** A campaign of the shop's owner, by its number; who gets it is told by its recipients. */
  | { readonly type: 'news'; readonly campaign: number }
  /** Goods lie in the person's cart since hours. */
  | { readonly type: 'cartReminder' }
  /** The day after an order: what the person thinks of it. */
  | { readonly type: 'askRating'; readonly number: number }
  /** What the person wanted to hear of: an item can be ordered again. */
  | { readonly type: 'backInStock'; readonly itemId: number; readonly name: string }
  /** What the staff has written to the buyer. */
  | { readonly type: 'talkAnswer'; readonly messageId: string }
  /** The staff did not get what the buyer has written: its chat is open to everybody by now. */
  | { readonly type: 'talkLost' }
  /** To the chat that a phone is linked to: another chat has ordered with it. Nothing of that order is said. */
  | { readonly type: 'phoneUsedByOther' }
  /** The card of the order; also the first one. */
  | { readonly type: 'staffNewOrder'; readonly number: number }
  /** The card is to be as the order is by the time of sending. */
  | { readonly type: 'staffCard'; readonly number: number }
  /** The place on the map, below the card. */
  | { readonly type: 'staffPlace'; readonly number: number }
  /** The buyer has cancelled an order that the staff knows. */
  | { readonly type: 'staffCancelled'; readonly number: number }
  /** Nobody has accepted the order for ALARM_MINUTES. */
  | { readonly type: 'staffLate'; readonly number: number }
  | { readonly type: 'staffAttention'; readonly number: number }
  | { readonly type: 'staffDeleted'; readonly number: number }
  /** What a buyer thinks of an order. */
  | { readonly type: 'staffRating'; readonly number: number; readonly liked: boolean }
  /** What a buyer has written to the shop. */
  | { readonly type: 'staffTalk'; readonly messageId: string }
  /** The buyer takes no messages: this one did not arrive. */
  | { readonly type: 'staffTalkLost'; readonly messageId: string }
  /** REGOS does not answer; is back after so many minutes. */
  | { readonly type: 'staffRegosAway' }
  | { readonly type: 'staffRegosBack'; readonly minutes: number }
  /** Few of today's calls to REGOS are left. */
  | { readonly type: 'staffCallsSpent'; readonly calls: number; readonly budget: number }
  /** REGOS says that the tariff is used up. */
  | { readonly type: 'staffQuota' }
  /** How the day of the shop was, to an owner. */
  | { readonly type: 'dailySummary'; readonly summary: Summary }
  /** The same, of a shop that has no owner. */
  | { readonly type: 'staffDailySummary'; readonly summary: Summary }
  /** The staff's group became a supergroup: its new number, which the shop is to enter. */
  | { readonly type: 'staffChatMoved'; readonly movedTo: number };

const OF_CARD = [
  'staffNewOrder',
  'staffCard',
  'staffPlace',
  'staffCancelled',
  'staffLate',
] as const satisfies Notice['type'][];
/** What is a card in the staff chat, or belongs to one. */
export type StaffCardNotice = (typeof OF_CARD)[number];
/** Such a message. */
export type CardNotice = Extract<Notice, { type: StaffCardNotice }>;

export function isOfCard(notice: Notice): notice is CardNotice {
  return OF_CARD.some((type) => type === notice.type);
}

const OF_TALK = ['talkAnswer', 'staffTalk', 'staffTalkLost'] as const satisfies Notice['type'][];
/** What is said in a conversation of a buyer with the staff, or tells of it. */
export type TalkNotice = Extract<Notice, { type: (typeof OF_TALK)[number] }>;

export function isOfTalk(notice: Notice): notice is TalkNotice {
  return OF_TALK.some((type) => type === notice.type);
}

const NEWS = ['news', 'cartReminder', 'askRating'] as const satisfies Notice['type'][];
/** What a shop writes unasked, in its quiet hours to nobody. */
export type NewsNotice = Extract<Notice, { type: (typeof NEWS)[number] }>;

export function isNews(notice: Notice): notice is NewsNotice {
  return NEWS.some((type) => type === notice.type);
}

const FOR_STAFF: Readonly<Record<Extract<Notice['type'], `staff${string}`>, true>> = {
  staffNewOrder: true,
  staffCard: true,
  staffPlace: true,
  staffCancelled: true,
  staffLate: true,
  staffAttention: true,
  staffDeleted: true,
  staffRating: true,
  staffRegosAway: true,
  staffRegosBack: true,
  staffCallsSpent: true,
  staffQuota: true,
  staffTalk: true,
  staffTalkLost: true,
  staffDailySummary: true,
  staffChatMoved: true,
};

/** What goes to the chat of ORDERS_CHAT_ID. */
export const STAFF_NOTICES: readonly string[] = Object.keys(FOR_STAFF);

export function isForStaff({ content }: PendingNotice): boolean {
  return content.type in FOR_STAFF;
}

/** The message that tells how far an order is, told anew. */
export function progressNotice({ chatId, number }: OrderOfBuyer, status?: DeliveryOrderStatus): BuyerNotice {
  return { chatId, content: { type: 'orderProgress', number, ...(status && { status }) } };
}

/** What a buyer hears of a stage: a cancellation aloud, and each as the progress of the order. */
export function movedNotices(order: OrderOfBuyer, status: DeliveryOrderStatus): BuyerNotice[] {
  const { chatId, number } = order;
  const cancelled = { chatId, content: { type: 'orderCancelled', number, status } } as const;
  return [...(isCanceled(status) ? [cancelled] : []), progressNotice(order, status)];
}

interface OrderOfBuyer {
  readonly chatId: ChatId;
  readonly number: number;
}

interface BuyerNotice {
  readonly chatId: ChatId;
  readonly content: Notice;
}

/** Kinds of messages, in the order in which they go: a campaign would hold up many who wait for news of their order. */
export type NoticeKind = 'order' | 'campaign';

/** A message on its way: a row written with the change that caused it (docs/reliability.md rule 7). */
export interface PendingNotice {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly chatId: ChatId;
  readonly orderId: OrderId | undefined;
  readonly attempts: number;
  readonly content: Notice;
}
