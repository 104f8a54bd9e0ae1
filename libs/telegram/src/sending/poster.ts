import { ADVANCE, drawable, HEIGHT, strokesOf, type Point, type Stroke } from './stroke-font';

/** A5 at 200 dots an inch: sharp on paper, and small as a file. */
const WIDTH = 1_166;
const PAGE_HEIGHT = 1_654;
const MARGIN = 90;
/** Pixels of the QR code with its quiet zone. */
const CODE = 900;
const QUIET_MODULES = 4;
const MOST_LINES = 3;
/** Of a stroke, to half its width on each side, in units of the grid. */
const HALF_STROKE = 0.5;
const INK = 0x1b;

/** A byte a pixel, 255 for white. */
type Page = Buffer;

/** A page to print, as PNG: whose it is, the QR code of an address, what to do, and the name of the bot. */
export async function poster(title: string, address: string, hint: string): Promise<Buffer> {
  // loaded when one is drawn first: their tables take megabytes
  const [{ PNG }, { create }] = await Promise.all([import('pngjs'), import('qrcode')]);
  const page = Buffer.alloc(WIDTH * PAGE_HEIGHT, 0xff);
  const belowTitle = drawLines(page, title, MARGIN, 13);
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const belowCode = drawCode(page, modules, Math.max(Math.ceil(belowTitle) + 30, 330));
  const belowHint = drawLines(page, hint, belowCode + 20, 6.5);
  drawLines(page, botOf(address), belowHint + 30, 6.5);
  const png = new PNG({ width: 1, height: 1 });
  Object.assign(png, { width: WIDTH, height: PAGE_HEIGHT, data: page });
  // without a filter: to look for the best one takes a second for each page
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false, filterType: 0 });
}

/** Names in Telegram have no case. */
function botOf(address: string): string {
  return `@${new URL(address).pathname.slice(1)}`;
}

/** @returns where what follows may begin */
function drawCode(
  page: Page,
  { size, data }: { readonly size: number; readonly data: Uint8Array },
  top: number,
): number {
  const scale = Math.floor(CODE / (size + 2 * QUIET_MODULES));
  const left = Math.floor((WIDTH - size * scale) / 2);
  const from = top + QUIET_MODULES * scale;
  for (let y = 0; y < size * scale; y += 1) {
    const row = Math.floor(y / scale) * size;
    const start = (from + y) * WIDTH + left;
    for (let column = 0; column < size; column += 1) {
      if (data[row + column] === 1) page.fill(0, start + column * scale, start + (column + 1) * scale);
    }
  }
  return top + (size + 2 * QUIET_MODULES) * scale;
}

/** Letters in the middle of the page, smaller where they would not fit. @returns where what follows may begin */
function drawLines(page: Page, text: string, top: number, largest: number): number {
  const words = drawable(text);
  if (words === '') return top;
  const { rows, unit } = fitted(words, largest);
  rows.forEach((row, index) => {
    const left = (WIDTH - widthOf(row) * unit) / 2;
    const lineTop = top + index * HEIGHT * unit * 1.7;
    for (const stroke of strokesOf(row)) drawStroke(page, stroke, { left, top: lineTop, unit });
  });
  return top + rows.length * HEIGHT * unit * 1.7;
}

function fitted(words: string, largest: number): { rows: string[]; unit: number } {
  for (let unit = largest; unit > 2; unit *= 0.9) {
    const rows = wrapped(words, (WIDTH - 2 * MARGIN) / unit);
    if (rows.length <= MOST_LINES && rows.every((row) => widthOf(row) * unit <= WIDTH - 2 * MARGIN)) {
      return { rows, unit };
    }
  }
  return { rows: wrapped(words, (WIDTH - 2 * MARGIN) / 2).slice(0, MOST_LINES), unit: 2 };
}

function wrapped(words: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of words.split(' ')) {
    const longer = rows.length === 0 ? word : `${rows.at(-1) ?? ''} ${word}`;
    if (rows.length > 0 && widthOf(longer) <= width) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}

function widthOf(row: string): number {
  return row.length * ADVANCE - (ADVANCE - 4);
}

interface Place {
  readonly left: number;
  readonly top: number;
  /** Pixels. */
  readonly unit: number;
}

function drawStroke(page: Page, [from, to]: Stroke, { left, top, unit }: Place): void {
  const at = ({ x, y }: Point): Point => ({ x: left + x * unit, y: top + y * unit });
  const [a, b] = [at(from), at(to)];
  const reach = HALF_STROKE * unit;
  for (let y = Math.floor(Math.min(a.y, b.y) - reach); y <= Math.max(a.y, b.y) + reach + 1; y += 1) {
    for (let x = Math.floor(Math.min(a.x, b.x) - reach); x <= Math.max(a.x, b.x) + reach + 1; x += 1) {
      const inside = reach + 0.5 - distance({ x, y }, a, b);
      if (inside > 0) paint(page, x, y, 0xff - Math.min(inside, 1) * (0xff - INK));
    }
  }
}

/** Of a point from a line between two others. */
function distance({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((x - a.x) * dx + (y - a.y) * dy) / length2;
  const part = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - a.x - part * dx, y - a.y - part * dy);
}

/** Darker only: strokes cross. */
function paint(page: Page, x: number, y: number, grey: number): void {
  if (x < 0 || y < 0 || x >= WIDTH || y >= PAGE_HEIGHT) return;
  const at = y * WIDTH + x;
  page[at] = Math.min(page[at] ?? 0xff, grey);
}
