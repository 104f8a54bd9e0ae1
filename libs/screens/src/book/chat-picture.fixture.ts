import { MAX_CAPTION_LENGTH, type Screen, type Span } from '../screen';

/** Pixels, and characters of an average letter: the picture needs no browser and no font to be measured. */
const WIDTH = 390;
const BUBBLE = { left: 12, width: 330, padding: 12 };
const LINE_HEIGHT = 20;
const LETTERS = 37;
const PHOTO_HEIGHT = 150;
const BUTTON = { height: 36, gap: 4, letterWidth: 8.4 };

interface Run {
  readonly text: string;
  readonly style: 'plain' | 'bold' | 'italic';
}

/** Messages as the Telegram app shows them, as SVG: the same screens give the same picture everywhere. */
export function chatPicture(screens: readonly Screen[]): string {
  let top = 12;
  const parts: string[] = [];
  for (const screen of screens) {
    const drawn = message(screen, top);
    parts.push(...drawn.parts);
    top = drawn.bottom + 10;
  }
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top + 2}" width="${WIDTH}" font-family="system-ui, sans-serif" font-size="14">`,
    `<rect width="${WIDTH}" height="${top + 2}" rx="14" fill="#b9d3a4"/>`,
    ...parts,
    '</svg>',
  ].join('\n')}\n`;
}

function message({ text, photo, keyboard }: Screen, top: number): { parts: string[]; bottom: number } {
  const { left, width, padding } = BUBBLE;
  const rows = wrapped(text.map(toRun));
  const photoHeight = photo ? PHOTO_HEIGHT : 0;
  const height = photoHeight + rows.length * LINE_HEIGHT + 2 * padding - 4;
  const parts = [
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="14" fill="#fff"/>`,
    ...(photo
      ? [
          `<rect x="${left}" y="${top}" width="${width}" height="${photoHeight}" rx="14" fill="#e3ebe0"/>`,
          `<text x="${left + width / 2}" y="${top + photoHeight / 2 + 12}" font-size="36" text-anchor="middle">🖼</text>`,
        ]
      : []),
    ...rows.map((row, index) => {
      const y = top + photoHeight + padding + 13 + index * LINE_HEIGHT;
      return `<text x="${left + padding}" y="${y}" fill="#14202b" xml:space="preserve">${row.map(tspan).join('')}</text>`;
    }),
  ];
  let bottom = top + height;
  for (const labels of keyboard.map((row) => row.map(({ label }) => label))) {
    const share = (width - (labels.length - 1) * BUTTON.gap) / labels.length;
    const y = bottom + BUTTON.gap;
    labels.forEach((label, index) => {
      const x = round(left + index * (share + BUTTON.gap));
      parts.push(
        `<rect x="${x}" y="${y}" width="${round(share)}" height="${BUTTON.height}" rx="9" fill="#41694a"/>`,
        `<text x="${round(x + share / 2)}" y="${y + 23}" fill="#fff" text-anchor="middle">${escaped(cut(label, share))}</text>`,
      );
    });
    bottom = y + BUTTON.height;
  }
  return { parts, bottom };
}

function toRun(span: Span): Run {
  if (typeof span === 'string') return { text: span, style: 'plain' };
  return 'bold' in span ? { text: span.bold, style: 'bold' } : { text: span.italic, style: 'italic' };
}

/** Lines of runs, broken between words. */
function wrapped(runs: readonly Run[]): Run[][] {
  const rows: Run[][] = [[]];
  let used = 0;
  const breakLine = (): void => {
    rows.push([]);
    used = 0;
  };
  for (const { text, style } of runs) {
    for (const word of text.split(/(\n| )/)) {
      const length = [...word].length;
      if (word === '\n') breakLine();
      else if (word !== '') {
        if (used > 0 && used + length > LETTERS) breakLine();
        if (used > 0 || word !== ' ') {
          rows.at(-1)?.push({ text: word, style });
          used += length;
        }
      }
    }
  }
  return rows.map(joined);
}

function joined(row: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (const run of row) {
    const last = runs.at(-1);
    if (last?.style === run.style) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }
  return runs;
}

const STYLES = { plain: '', bold: ' font-weight="700"', italic: ' font-style="italic"' } as const;

function tspan({ text, style }: Run): string {
  return `<tspan${STYLES[style]}>${escaped(text)}</tspan>`;
}

function cut(label: string, width: number): string {
  const letters = [...label];
  const most = Math.min(Math.floor(width / BUTTON.letterWidth), MAX_CAPTION_LENGTH);
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : label;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
