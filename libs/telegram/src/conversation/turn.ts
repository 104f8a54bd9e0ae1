import type { AlongInTransaction } from '@rto/database';
import type { ChatId } from '@rto/kernel';
import type { Order } from '@rto/orders';
import type { Action, Formats, Screen, Texts } from '@rto/screens';
import type { Tenant } from '@rto/settings';
import type { Dialog } from './dialog';

export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string | undefined;
}

/** As Telegram shows it. */
export function nameOf({ firstName, lastName }: Person): string {
  return [firstName, lastName].filter(Boolean).join(' ');
}

/** One update of one person, and what it changes in the dialog. */
export interface Turn {
  readonly tenant: Tenant;
  readonly chatId: ChatId;
  readonly person: Person;
  /** Names the change that this update makes: a repeat of the update has no second effect. */
  readonly changeId: string;
  /** Ends the update in the transaction of what it brings about. */
  readonly endUpdate: AlongInTransaction;
  /** Telegram's id of the tap; undefined after a message. */
  readonly tapId: string | undefined;
  readonly now: Date;
  readonly t: Texts;
  readonly f: Formats;
  dialog: Dialog;
}

/** What the person sees next. */
export interface Reply {
  /** Left out: the screen stays as it is. */
  readonly screen?: Screen;
  /** Shown on the screen that the person looks at, though they have written and tapped nothing. */
  readonly inPlace?: boolean;
  /** Further messages below it. */
  readonly more?: readonly Screen[];
  /** Said over the chat for a moment when a button was tapped, otherwise left out. */
  readonly toast?: string;
  /** Like `toast`, but stays until it is closed; as a message when no button was tapped. */
  readonly alert?: string;
  /** Puts the button that shares it below the chat. */
  readonly request?: 'contact' | 'location';
  /** The button that stands below the chat stays. */
  readonly keepsKeyboard?: boolean;
  /** The order whose placing the screen tells of. */
  readonly acknowledges?: Order;
  /** The screen says what is kept of the person, which is said once. */
  readonly tellsOfData?: boolean;
  /** What the screen waits for: it is filled once the catalogue has it. */
  readonly awaits?: Action;
  /** The screen takes the place of the one before it also where that stands above the person's message. */
  readonly movesDown?: true;
  /** Said above the screen: that what the button below the chat sends has come. */
  readonly acknowledgement?: string;
}

/** Sets where the person is now; a typed message means nothing there unless said otherwise. */
export function moveTo(turn: Turn, place: Action, change: Partial<Dialog> = {}): void {
  turn.dialog = { ...turn.dialog, expects: { type: 'nothing' }, place, ...change };
}
