/**
 * What the demo page and its server say to each other. The server sends whole views over server-sent events
 * (`GET /events`), the page sends one-line JSON actions by POST. Types only: the browser bundle takes nothing
 * else from here.
 */

/** A person of the demo: one Telegram account on one phone. */
export interface PersonaView {
  readonly id: number;
  readonly name: string;
  readonly language: 'ru' | 'uz' | 'en';
}

/** The chat of the shop's staff: a group, seen on the phone of one of them. */
export interface StaffView extends PersonaView {
  readonly members: number;
}

/** The owner's phone, and what the shop's link for owners sends. */
export interface OwnerView extends PersonaView {
  readonly start: string;
}

/** What an action that was refused is answered with. */
export interface RefusalView {
  /** In English. */
  readonly error: string;
  /** One of `RefusalCode`: the page says it in its own words. */
  readonly code?: string;
  readonly details?: readonly string[];
}

/** Sent once when the page connects. */
export interface DemoView {
  readonly bot: { readonly name: string; readonly username: string };
  readonly shop: string;
  readonly personas: readonly PersonaView[];
  readonly staff: StaffView;
  readonly owner: OwnerView;
}

export interface ButtonView {
  readonly label: string;
  /** Present: the button is a link; absent: a tap goes to the bot. */
  readonly url?: string;
  /** Tapped, and the bot has not answered yet. */
  readonly pending: boolean;
}

export interface MessageView {
  readonly id: number;
  readonly from: 'bot' | 'person';
  /** ISO instant. */
  readonly sentAt: string;
  readonly edited: boolean;
  /** Text of the message or caption of its picture, escaped: the tags in it are the server's own. */
  readonly html: string;
  readonly photoUrl?: string;
  readonly sticker?: string;
  readonly location?: Coordinates;
  readonly contact?: { readonly name: string; readonly phone: string };
  readonly keyboard: readonly (readonly ButtonView[])[];
}

export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

export interface ReplyButtonView {
  readonly label: string;
  /** It sends a place that the person chooses. */
  readonly asksPlace: boolean;
}

/** A short answer to a button: a toast, or a window to close when `alert`. */
export interface NoticeView {
  /** Grows within one chat. */
  readonly id: number;
  readonly text: string;
  readonly alert: boolean;
}

export interface ChatView {
  readonly personaId: number;
  readonly messages: readonly MessageView[];
  readonly typing: boolean;
  /** Rows of the reply keyboard; empty: none is shown. */
  readonly replyKeyboard: readonly (readonly ReplyButtonView[])[];
  readonly notices: readonly NoticeView[];
}

interface OrderLineView {
  readonly itemId: number;
  readonly name: string;
  /** Decimal texts here and below; money in the order's currency. */
  readonly quantity: string;
  readonly unit: string;
  readonly price: string;
  readonly sum: string;
}

/** A delivery order of the sandbox REGOS, as a shop's staff sees it. */
export interface OrderView {
  readonly id: number;
  readonly number: string;
  readonly status: string;
  /** Statuses REGOS allows as the next one. */
  readonly nextStatuses: readonly string[];
  /** ISO instant. */
  readonly placedAt: string;
  readonly customer: string;
  readonly phone: string;
  readonly lines: readonly OrderLineView[];
  readonly amount: string;
  readonly currency: string;
  readonly note: string;
  readonly address: string;
  readonly deliveryType: string;
  /** Empty: there is none yet; so is the next one. */
  readonly courier: string;
  /** ISO instant for which the buyer wants it; absent: as soon as can be. */
  readonly wantedAt?: string;
  readonly receiptUrl: string;
  readonly location?: Coordinates;
}

export interface GoodView {
  readonly id: number;
  readonly name: string;
  readonly unit: string;
  readonly price: string;
  /** Decimal text; open orders are not taken off. */
  readonly onHand: string;
  /** What was on hand when the demo began. */
  readonly usual: string;
}

/** One switch that makes the shop or its REGOS hard to deal with while it is on. */
export interface FaultView {
  readonly key: string;
  readonly on: boolean;
}

/** Everything on REGOS's side of the page. */
export interface RegosView {
  /** Newest first. */
  readonly orders: readonly OrderView[];
  readonly goods: readonly GoodView[];
  readonly faults: readonly FaultView[];
  /** API calls that the service made since the start. */
  readonly calls: number;
}

/** Events of `GET /events`; each carries the whole view, so a lost one does no harm. */
export interface PageEvents {
  readonly demo: DemoView;
  readonly chat: ChatView;
  readonly regos: RegosView;
}

/** Bodies of `POST /actions/<name>`. */
export interface PageActions {
  /** @param replyTo id of the message that it answers */
  readonly text: { readonly personaId: number; readonly text: string; readonly replyTo?: number };
  readonly sticker: { readonly personaId: number };
  readonly photo: { readonly personaId: number };
  readonly tap: {
    readonly personaId: number;
    readonly messageId: number;
    readonly row: number;
    readonly column: number;
    /** As shown when it was tapped: the bot may have put another button there since. */
    readonly label: string;
  };
  /** A key of the reply keyboard; the place is what a location key sends. */
  readonly key: { readonly personaId: number; readonly label: string } & Partial<Coordinates>;
  readonly status: { readonly orderId: number; readonly status: string };
  /** The till counts an item of an order in Processing; finishing it makes the counted lines the order's. */
  readonly count: { readonly orderId: number; readonly itemId: number; readonly quantity: string };
  /** Somebody of the shop brings the order. */
  readonly courier: { readonly orderId: number };
  /** The till has printed the receipt. */
  readonly receipt: { readonly orderId: number };
  readonly price: { readonly itemId: number; readonly price: string };
  readonly stock: { readonly itemId: number; readonly quantity: string };
  readonly fault: { readonly key: string; readonly on: boolean };
}
export type PageAction = keyof PageActions;
