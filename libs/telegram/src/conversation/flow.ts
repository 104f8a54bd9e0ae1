import type { OwnNumber } from '@rto/customers';
import type { GeoPoint } from '@rto/orders';
import type { Action, ActionTable } from '@rto/screens';
import type { Message } from 'telegraf/types';
import type { Answer, Expectation } from './dialog';
import type { MenuEntry } from './menu-buttons';
import type { Reply, Turn } from './turn';
import type { Words } from './words';

/** What a tap on each button of a feature does. */
export type Taps<Served extends Action> = {
  readonly [Type in Served['type']]: (
    turn: Turn,
    action: Extract<Served, { type: Type }>,
  ) => Reply | Promise<Reply>;
};

/** Words that a person has written, and the message they stand in. */
export interface Said {
  readonly text: string;
  readonly messageId: number;
}

/** What is done with what people send while a flow expects something; what is left out is not expected. */
export interface Hearing<Expected extends Expectation> {
  /** @returns undefined when the words are no answer */
  text(turn: Turn, said: Said, expected: Expected): Promise<Reply | undefined>;
  /** Takes a message as a whole, whatever it is, unless it is a command or a button. */
  whole?(turn: Turn, message: Message, expected: Expected): Promise<Reply>;
  /** Whether words below a picture or file count as well. */
  wantsCaption?(turn: Turn): boolean;
  caption?(turn: Turn, said: Said): Promise<Reply>;
  phone?(turn: Turn, number: OwnNumber): Promise<Reply>;
  /** A contact came that is not the person's own, or the like. */
  wrongPhone?(turn: Turn, why: string): Promise<Reply>;
  location?(turn: Turn, location: GeoPoint, messageId: number): Promise<Reply>;
  /** The words on the button came instead of what it sends. @returns undefined when that was not asked for */
  labelAlone?(turn: Turn, of: 'contact' | 'location'): Promise<Reply | undefined>;
  /** The question again, with a remark before it; left out, the screen where the person is. */
  again?(turn: Turn, remark: string): Promise<Reply>;
}

/** One for each kind of expectation of a feature. */
export type Hears<Expected extends Expectation> = {
  readonly [Type in Expected['type']]: Hearing<Extract<Expected, { type: Type }>>;
};

/** What a message that was edited says now; no words where it is a button or command. */
export interface Edited {
  readonly text: string | undefined;
  readonly location: GeoPoint | undefined;
}

/** What the edit of a message does that has answered something; an alert in its reply is said where the person is. */
export type Edits<Given extends Answer> = {
  readonly [Type in Given['type']]: (
    turn: Turn,
    answer: Given & { readonly type: Type },
    edited: Edited,
  ) => Reply | Promise<Reply>;
};

/** The class of a flow, which hands in all that leads to it: nothing else lists its buttons, words or questions. */
export interface FlowClass {
  new (...dependencies: never[]): { readonly taps: object; readonly hears?: object; readonly edits?: object };
  readonly actions: ActionTable;
  readonly words?: Words;
  readonly inMenu?: MenuEntry;
  /** Its button in «Мой магазин». */
  readonly inOwnShop?: MenuEntry;
}
