import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '@rto/kernel';
import * as screens from '../index';
import {
  lettersOf,
  LANGUAGE_NAMES,
  MAX_CAPTION_LENGTH,
  MAX_TEXT_LENGTH,
  type ActionRow,
  type Screen,
} from '../index';
import { shown, words } from '../screens.builders';
import { texts } from '../texts';
import { CHAPTERS } from './chapters.fixture';
import type { Page } from './pages.fixture';

/** Telegram's limits (docs/hosts.md 2). */
const MAX_CALLBACK_BYTES = 64;
const MAX_BUTTONS = 100;
const MAX_TOAST_LENGTH = 200;
/** What a phone of 390 px shows of a button that stands alone. */
const MAX_LABEL_LENGTH = 64;
const MAX_IN_A_ROW = 5;

const DIRECTORY = join(__dirname, '../../../../docs/screens');
const isWriting = process.env['WRITE_SCREENS'] === '1';

/** How each action is written into a button: the tables of all screens. */
const ROWS = new Map(
  Object.entries(screens)
    .filter(([name]) => name.endsWith('Actions'))
    .flatMap(([, table]) => Object.entries(table as Record<string, ActionRow>)),
);

function dataOf(action: object & { readonly type: string }): string {
  const row = ROWS.get(action.type);
  if (!row) throw new Error(`no table has ${action.type}`);
  const values = action as Record<string, unknown>;
  return [row.name, ...Object.entries(row.parts).map(([name, part]) => part.write(values[name]))].join(':');
}

function chaptersIn(language: Language): { title: string; pages: readonly Page[] }[] {
  const pen = { ...words(language), language };
  return CHAPTERS.map(([title, pages]) => ({ title, pages: pages(pen) }));
}

const messagesOf = (page: Page[1]): readonly Screen[] => (Array.isArray(page) ? page : [page]) as Screen[];

/** Words that are said over the chat or before a screen, each with its values as ‹1›, ‹2›. */
function spoken(tree: object, path: string): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = `${path}.${key}`;
    if (typeof value === 'function') {
      const make = value as (...values: string[]) => string;
      return [[here, make(...Array.from({ length: make.length }, (_, index) => `‹${index + 1}›`))]];
    }
    return typeof value === 'object' && value !== null ? spoken(value, here) : [[here, String(value)]];
  });
}

function asPage(language: Language): string {
  const chapters = chaptersIn(language).flatMap(({ title, pages }) => [
    `## ${title}`,
    ...pages.flatMap(([when, page]) => [
      `### ${when}`,
      ...messagesOf(page).map((screen) => `\`\`\`text\n${shown(screen).trim()}\n\`\`\``),
    ]),
  ]);
  const { errors, common } = texts(language);
  const said = [...spoken(errors, 'errors'), ...spoken(common, 'common')].map(
    ([path, text]) => `- \`${path}\`: ${text.replaceAll('\n', ' / ').replaceAll('\u00a0', ' ')}`,
  );
  return `${[
    `# ${LANGUAGE_NAMES[language]}`,
    'Every screen as text: a name in bold between stars, buttons in brackets. Made by `npm run docs:screens`.',
    ...chapters,
    '## Said over the chat, or before a screen',
    said.join('\n'),
  ].join('\n\n')}\n`;
}

/** Each message of the book with the words that name it. */
function messagesIn(language: Language): { name: string; screen: Screen }[] {
  return chaptersIn(language).flatMap(({ title, pages }) =>
    pages.flatMap(([when, page]) =>
      messagesOf(page).map((screen) => ({ name: `${title}: ${when}`, screen })),
    ),
  );
}

/** What Telegram would refuse of a screen, or a phone not show. */
function beyondLimits({ text, photo, keyboard }: Screen): string[] {
  const letters = lettersOf(text);
  const buttons = keyboard.flat();
  return [
    ...(letters.length > (photo === undefined ? MAX_TEXT_LENGTH : MAX_CAPTION_LENGTH) ? ['too long'] : []),
    ...(letters.trim() === '' && photo === undefined ? ['empty'] : []),
    ...(buttons.length > MAX_BUTTONS || keyboard.some((row) => row.length > MAX_IN_A_ROW) ? ['buttons'] : []),
    ...buttons
      .filter(({ label }) => label.trim() === '' || label.length > MAX_LABEL_LENGTH)
      .map(({ label }) => `label ${label}`),
    ...buttons
      .filter(({ action }) => action && Buffer.byteLength(dataOf(action)) > MAX_CALLBACK_BYTES)
      .map(({ label }) => `data of ${label}`),
  ];
}

/** Values that were forgotten, gaps, and sentences that stand twice. */
function slips({ text }: Screen): string[] {
  const letters = lettersOf(text);
  const sentences = letters.split('\n').filter((line) => line.length > 25 && !line.startsWith('•'));
  return [
    ...(/undefined|null|NaN|\[object|\n\n\n|\S {2}|\$\{/.exec(letters) ?? []),
    ...sentences.filter((line, at) => sentences.indexOf(line) !== at),
  ];
}

describe.each(LANGUAGES)('the screens in %s', (language) => {
  it('stand in docs/screens as they are: else npm run docs:screens', () => {
    const file = join(DIRECTORY, `${language}.md`);
    const page = asPage(language);
    if (isWriting) writeFileSync(file, page);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(page);
  });

  it('keep within what Telegram takes', () => {
    for (const { name, screen } of messagesIn(language))
      expect([name, beyondLimits(screen)]).toEqual([name, []]);
  });

  it('have no slip in their words', () => {
    for (const { name, screen } of messagesIn(language)) expect([name, slips(screen)]).toEqual([name, []]);
  });

  it('say over the chat no more than fits there', () => {
    const long = spoken(texts(language).errors, 'errors').filter(
      ([, text]) => text.length > MAX_TOAST_LENGTH,
    );
    expect(long).toEqual([]);
  });
});

it('has a page of every screen there is', () => {
  const chapters = readdirSync(__dirname).filter((name) => name.endsWith('.fixture.ts'));
  const drawn = chapters.map((name) => readFileSync(join(__dirname, name), 'utf8')).join('\n');
  const all = Object.keys(screens).filter(
    (name) => /^[a-z]\w*Screens?$/.test(name) && name !== 'describeScreen',
  );
  expect(all.filter((name) => !new RegExp(`\\b${name}\\(`).test(drawn))).toEqual([]);
});
