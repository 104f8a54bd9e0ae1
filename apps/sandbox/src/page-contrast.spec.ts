import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Rgb = readonly number[];

const CSS = ['page.css', 'chat.css', 'regos.css']
  .map((name) => readFileSync(join(__dirname, '../web', name), 'utf8'))
  .join('\n');
/** What lies below what is see-through in the chat. */
const WALLPAPER = ['#d6e3a8', '#9fcb9f', '#86bfa5', '#c9d997'];
const BUBBLES = ['var(--bubble-in)', 'var(--bubble-out)'];
/** Text, and what a control is known by. @source WCAG 2.2, 1.4.3 and 1.4.11 */
const TEXT = 4.5;
const CONTROL = 3;

/** What a rule of the page says, the first that has this selector alone. */
function said(selector: string, property: string): string {
  const start = `\n${selector} {`;
  const from = `\n${CSS}`.indexOf(start);
  if (from === -1) throw new Error(`no rule ${selector}`);
  const body = CSS.slice(from + start.length - 1, CSS.indexOf('}', from + start.length - 1));
  const value = new RegExp(`(?:^|\\s)${property}:\\s*([^;]+);`).exec(body)?.[1];
  if (value === undefined) throw new Error(`${selector} says no ${property}`);
  return value.trim();
}

function colour(value: string, below: string): Rgb {
  const [, variable] = /^var\((--[\w-]+)\)$/.exec(value) ?? [];
  if (variable !== undefined) {
    const holder = CSS.includes(`\n  ${variable}:`) && new RegExp(`${variable}:\\s*([^;]+);`).exec(CSS)?.[1];
    if (!holder) throw new Error(`nothing says ${variable}`);
    return colour(holder.trim(), below);
  }
  const [, hex] = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(value) ?? [];
  if (hex !== undefined) {
    const whole = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [0, 2, 4].map((at) => parseInt(whole.slice(at, at + 2), 16));
  }
  const [, r, g, b, share] = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(value) ?? [];
  if (share === undefined) throw new Error(`no colour that is understood: ${value}`);
  const under = colour(below, '#fff');
  return [r, g, b].map((part, index) => {
    const part01 = Number(share) / 100;
    return Number(part) * part01 + (under[index] ?? 0) * (1 - part01);
  });
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Rgb, other: Rgb): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Each text of the page with what it stands on, and what lies below that. */
const PAIRS: readonly (readonly [what: string, ink: string, ground: string, below: readonly string[]])[] = [
  ['the text of the page', 'var(--ink)', 'var(--paper)', ['#fff']],
  ['the text of the page on its ground', 'var(--ink)', 'var(--ground)', ['#fff']],
  ['what is said beside it', 'var(--ink-soft)', 'var(--paper)', ['#fff']],
  ['what is said beside it on the ground', 'var(--ink-soft)', 'var(--ground)', ['#fff']],
  [
    'the language of a shopper',
    said('.persona-language', 'color'),
    said('.personas-row', 'background'),
    ['#fff'],
  ],
  ['a problem', said('.problem', 'color'), said('.problem', 'background'), ['#fff']],
  [
    'its button',
    said('.problem', 'color'),
    said('.problem button', 'background'),
    [said('.problem', 'background')],
  ],
  ['the day', said('.day', 'color'), said('.day', 'background'), WALLPAPER],
  ['an empty chat', said('.chat-empty', 'color'), said('.chat-empty', 'background'), WALLPAPER],
  ['a button of a message', said('.keyboard a', 'color'), said('.keyboard a', 'background'), WALLPAPER],
  ['the answer button', said('.reply', 'color'), said('.reply', 'background'), WALLPAPER],
  ['a toast', said('.toast', 'color'), said('.toast', 'background'), ['#fff', ...WALLPAPER]],
  ['the time on a picture', '#fff', said('.map + .stamp', 'background'), ['#fff', '#cfe3f4']],
  ...BUBBLES.flatMap((bubble) =>
    [
      ['words of a message', 'var(--ink)'],
      ['a link', said('.text a', 'color')],
      ['code', said('.text pre', 'color')],
      ['a phone number', said('.contact div span', 'color')],
      ['the words of a map', said('.map figcaption', 'color')],
    ].map(([what = '', ink = '']) => [what, ink, bubble, ['#fff']] as const),
  ),
  ['the time', said('.stamp', 'color'), 'var(--bubble-in)', ['#fff']],
  ['the time of a sent message', said('.person .stamp', 'color'), 'var(--bubble-out)', ['#fff']],
  ['the start button', said('.start', 'color'), said('.start', 'background'), ['#fff']],
  ['a warning of the sheet', said('.sheet p', 'color'), 'var(--paper)', ['#fff']],
  ['a key of the keyboard below', 'var(--ink)', said('.reply-keyboard button', 'background'), ['#fff']],
];

describe('the colours of the page (WCAG 2.2, AA)', () => {
  it.each(PAIRS)('lets %s be read', (_what, ink, ground, below) => {
    for (const under of below) {
      const behind = colour(ground, under);
      expect(contrast(colour(ink, ground), behind)).toBeGreaterThanOrEqual(TEXT);
    }
  });

  it.each([
    ['the ring of focus on paper', '#17669f', ['#fff', 'var(--ground)', 'var(--bubble-out)']],
    ['the send button', 'var(--accent)', ['var(--paper)']],
    ['the edge of the field for words', '#84939f', ['var(--paper)']],
    ['the choice of language', '#8797a4', ['var(--paper)']],
  ])('lets %s be seen', (_what, edge, grounds) => {
    for (const ground of grounds) {
      expect(contrast(colour(edge, '#fff'), colour(ground, '#fff'))).toBeGreaterThanOrEqual(CONTROL);
    }
  });

  it('has a ring around whatever has the focus, and takes it from nothing', () => {
    expect(said(':focus-visible', 'box-shadow')).toBe('var(--focus)');
    const without = [...CSS.matchAll(/([^{}]+)\{[^{}]*outline:\s*(?:none|0)/g)].map(([, rule]) =>
      rule?.trim(),
    );
    expect(without).toEqual([':focus-visible']);
  });
});
