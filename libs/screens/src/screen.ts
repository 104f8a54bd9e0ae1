import type { Action } from './action';

/** Characters after entity parsing (docs/hosts.md 2). Telegram counts UTF-16 code units. */
export const MAX_TEXT_LENGTH = 4096;
export const MAX_CAPTION_LENGTH = 1024;

/** A piece of a message; whatever stands in it is escaped by the sender, never here. */
export type Span = string | { readonly bold: string } | { readonly italic: string };

export type Photo =
  | { readonly type: 'url'; readonly url: string }
  /** One that Telegram has already, for the bot that it was sent to. */
  | { readonly type: 'file'; readonly fileId: string }
  /** Drawn by the sender as what a till reads: QR code and bars. */
  | { readonly type: 'card'; readonly value: string }
  /** A page to print with a QR code, sent as a file. */
  | { readonly type: 'poster'; readonly title: string; readonly address: string; readonly hint: string };

export interface Button {
  readonly label: string;
  readonly action: Action;
  readonly url?: undefined;
  readonly share?: undefined;
}

/** Leads out of the bot: to a map, or to a chat. */
export interface LinkButton {
  readonly label: string;
  readonly url: string;
  readonly action?: undefined;
  readonly share?: undefined;
}

/** Lets the person choose a chat, and looks there for goods of these words behind the name of the bot. */
export interface ShareButton {
  readonly label: string;
  readonly share: string;
  readonly action?: undefined;
  readonly url?: undefined;
}

export type Keyboard = readonly (readonly (Button | LinkButton | ShareButton)[])[];

/** One message as a person sees it: text or captioned picture, with its buttons. */
export interface Screen {
  readonly text: readonly Span[];
  readonly photo?: Photo;
  readonly keyboard: Keyboard;
  /** Its words stay whatever is tapped: its buttons open a message below. */
  readonly stays?: true;
}

/** Lines of a message: each is one span or several, lines that are undefined are left out. */
export function lines(...rows: readonly (Span | readonly Span[] | undefined)[]): Span[] {
  const present = rows.filter((row) => row !== undefined);
  return present.flatMap((row, index) => [
    ...(index === 0 ? [] : ['\n']),
    ...(Array.isArray(row) ? (row as readonly Span[]) : [row as Span]),
  ]);
}

export const bold = (text: string): Span => ({ bold: text });
export const italic = (text: string): Span => ({ italic: text });

/** Buttons side by side, at most `size` in a row. */
export function inRows(buttons: readonly Button[], size: number): Keyboard {
  const rows: Button[][] = [];
  for (let start = 0; start < buttons.length; start += size) rows.push(buttons.slice(start, start + size));
  return rows;
}

/** The characters of a text without its markup. */
export function lettersOf(text: readonly Span[]): string {
  return text
    .map((span) => (typeof span === 'string' ? span : 'bold' in span ? span.bold : span.italic))
    .join('');
}

/** The screen with something said before it. */
export function withRemark(screen: Screen, ...remark: readonly Span[]): Screen {
  return { ...screen, text: [...lines(...remark), '\n\n', ...screen.text] };
}

/** A screen as plain text with its buttons in brackets, for tests that a person can read. */
export function describeScreen(screen: Screen): string {
  const text = screen.text.map((span) =>
    typeof span === 'string' ? span : 'bold' in span ? `*${span.bold}*` : `_${span.italic}_`,
  );
  const rows = screen.keyboard.map((row) =>
    row.map(({ label, url }) => (url === undefined ? `[${label}]` : `[${label}](${url})`)).join(' '),
  );
  const photo = screen.photo === undefined ? [] : [`<${screen.photo.type}>`];
  return [...photo, text.join(''), ...rows].join('\n');
}
