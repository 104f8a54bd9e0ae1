/** Longest name that is shown whole, also where there is room for more. REGOS's own forms end far below. */
const LONGEST = 300;
/** Shorter than this a name says nothing. */
const SHORTEST = 24;
/** What stands beside a name in its row: quantity, price, sum. */
const BESIDE_NAME = 60;
const BUTTON_LENGTH = 40;

const CHARACTERS = new Intl.Segmenter();
/** Letters that run from right to left, and the marks that turn the direction of whatever follows them. */
const RIGHT_TO_LEFT =
  /[\p{Bidi_Control}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const ISOLATES = /[\u2066-\u2069]/g;

/** At most `length` UTF-16 units, as Telegram counts, cut between characters that a person sees as one. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = 0;
  for (const { index, segment } of CHARACTERS.segment(text)) {
    if (index + segment.length >= length) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}

/** A name on a button. */
export function buttonName(name: string, length = BUTTON_LENGTH): string {
  return shownName(name, length);
}

/** Names for the rows of one text: whole where `count` of them share `room` characters, else cut alike. */
export function namesFor(count: number, room: number): (name: string) => string {
  const share = Math.floor(room / Math.max(count, 1)) - BESIDE_NAME;
  const length = Math.min(Math.max(share, SHORTEST), LONGEST);
  return (name) => shownName(name, length);
}

/** As many rows as `room` characters hold, then how many more there are. */
export function fitting(rows: readonly string[], room: number, more: (count: number) => string): string[] {
  let used = 0;
  const fits = rows.findIndex((row) => (used += row.length + 1) > room);
  return fits === -1 ? [...rows] : [...rows.slice(0, fits), more(rows.length - fits)];
}

/** Isolated where its letters would turn the order of the price and quantity beside it. */
function shownName(name: string, length: number): string {
  const short = shorten(name.trim(), length) || '—';
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short.replace(ISOLATES, '')}\u2069` : short;
}
