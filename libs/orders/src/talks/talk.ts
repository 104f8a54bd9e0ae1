import type { ChatId, TenantId } from '@rto/kernel';

/** A picture or a voice, by the name that Telegram has for it among the files of this bot. */
export interface TalkMedia {
  readonly type: 'photo' | 'voice';
  readonly fileId: string;
}

export interface TalkContent {
  /** Empty beside a picture or a voice without words. */
  readonly text: string;
  readonly media?: TalkMedia | undefined;
  /** What was said before is put right. */
  readonly isCorrection?: boolean;
}

/** Something that a buyer or the staff has said. */
export interface TalkMessage {
  readonly id: string;
  readonly tenantId: TenantId;
  /** The buyer's. */
  readonly chatId: ChatId;
  readonly by: 'buyer' | 'shop';
  /** The order that it is about; undefined: the shop. */
  readonly orderNumber: number | undefined;
  readonly content: TalkContent;
  /** Of the staff's words: where they stand in its chat. */
  readonly staffMessageId: number | undefined;
  readonly saidAt: Date;
}

/** A conversation of a buyer with the staff. */
export interface Talk {
  readonly chatId: ChatId;
  /** Names the buyer in the staff chat where nothing else may. */
  readonly number: number;
  readonly orderNumber: number | undefined;
  /** The buyer wants no more answers. */
  readonly isEnded: boolean;
  /** The staff wants no more messages. */
  readonly isStopped: boolean;
  /** The message in the staff chat that the next one stands below. */
  readonly below: StaffPlace | undefined;
}

/** A message in a staff chat. */
export interface StaffPlace {
  readonly chatId: ChatId;
  readonly messageId: number;
}

/** What a buyer says, and which message it is: the same one is taken once. */
export interface Said {
  readonly source: string;
  readonly content: TalkContent;
}

export type SayOutcome =
  | { readonly type: 'said' }
  | { readonly type: 'stopped' }
  /** @property againAt when one more may be said */
  | { readonly type: 'tooMany'; readonly againAt: Date };

/** Messages of a buyer in an hour. */
export const MAX_SAID_AN_HOUR = 20;
