import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WRITTEN_LANGUAGES, type WrittenLanguage } from '@rto/kernel';
import type { Screen } from '../index';
import { words } from '../screens.builders';
import { CHAPTERS } from './chapters.fixture';
import { chatPicture } from './chat-picture.fixture';

const DIRECTORY = join(__dirname, '../../../../docs/pictures');
const isWriting = process.env['WRITE_PICTURES'] === '1';

/** Pictures of the retailer's guide by the names of their files, each a page of the book. */
const PICTURES: Readonly<Record<string, readonly [chapter: string, page: string]>> = {
  menu: ['Menu, shop and language', 'The first /start'],
  goods: ['Catalogue and search', 'A card of something in the cart'],
  summary: ['The checkout', 'The summary, with a fee by distance and a slot'],
  progress: ['Orders and notices', 'How far it is'],
  'new-order': ['The staff chat', 'A new order'],
  'cancel-order': ['The staff chat', 'Before it is cancelled'],
  accepted: ['The staff chat', 'Accepted'],
  answer: ['Writing to the shop', 'The staff reads it'],
  'my-shop': ['The owner', 'My shop'],
  check: ['The owner', 'A check with faults'],
  day: ['The owner', 'The daily summary'],
  campaign: ['News of the shop', 'The owner: a draft'],
  report: ['News of the shop', 'The owner: what became of it'],
};

function drawn(language: WrittenLanguage, [chapter, page]: readonly [string, string]): string {
  const pages = CHAPTERS.find(([title]) => title === chapter)?.[1]({ ...words(language), language });
  const found = pages?.find(([when]) => when === page)?.[1];
  if (!found) throw new Error(`the book has no page ${chapter}: ${page}`);
  return chatPicture((Array.isArray(found) ? found : [found]) as Screen[]);
}

describe.each(WRITTEN_LANGUAGES)('the pictures of the guide in %s', (language) => {
  it.each(Object.entries(PICTURES))('show %s as it is: else npm run docs:pictures', (name, page) => {
    const file = join(DIRECTORY, `${language}-${name}.svg`);
    const picture = drawn(language, page);
    if (isWriting) writeFileSync(file, picture);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(picture);
  });

  it('are each used by the guide, which uses no others', () => {
    const guide = readFileSync(join(DIRECTORY, `../retailer.${language}.md`), 'utf8');
    const used = [...guide.matchAll(/pictures\/([\w-]+\.svg)/g)].map(([, name]) => name);
    const mine = readdirSync(DIRECTORY).filter((name) => name.startsWith(`${language}-`));
    expect([...new Set(used)].sort()).toEqual(mine.sort());
  });
});
