import { campaignScreens, splitText } from './campaign.screen';
import { lettersOf } from './screen';
import { words } from './screens.builders';

const { t } = words();
const off = [[{ label: t.news.off, action: { type: 'newsOff' } }]];

const LONG = Array.from({ length: 1_500 }, (_, index) => `слово${index}`).join(' ');

describe('a text of the shop', () => {
  it('is one message as long as it fits', () => {
    expect(campaignScreens({ type: 'campaign', text: 'Скидка 10%', imageUrl: null }, t)).toEqual([
      { text: ['Скидка 10%'], keyboard: off, stays: true },
    ]);
  });

  it('is as many messages as it needs, and loses no word', () => {
    const screens = campaignScreens({ type: 'campaign', text: LONG, imageUrl: null }, t);
    expect(screens.length).toBeGreaterThan(2);
    for (const { text } of screens) expect(lettersOf(text).length).toBeLessThanOrEqual(4096);
    expect(screens.map(({ text }) => lettersOf(text)).join(' ')).toBe(LONG);
    expect(screens.map(({ keyboard }) => keyboard.length)).toEqual([...screens.slice(1).map(() => 0), 1]);
  });

  it('is the caption of its picture, or follows it when it is longer than a caption', () => {
    const imageUrl = 'https://cdn.example/a.jpg';
    const photo = { type: 'url', url: imageUrl };
    expect(campaignScreens({ type: 'campaign', text: 'Скидка', imageUrl }, t)).toEqual([
      { text: ['Скидка'], photo, keyboard: off, stays: true },
    ]);
    const [picture, ...words] = campaignScreens(
      { type: 'campaign', text: LONG.slice(0, 1_100), imageUrl },
      t,
    );
    expect(picture).toEqual({ text: [], photo, keyboard: [] });
    expect(words.map(({ text }) => lettersOf(text)).join(' ')).toBe(LONG.slice(0, 1_100).trim());
  });

  it('may be a picture alone', () => {
    const imageUrl = 'https://cdn.example/a.jpg';
    expect(campaignScreens({ type: 'campaign', text: '', imageUrl }, t)).toMatchObject([{ text: [] }]);
  });

  it.each([
    ['👍'.repeat(10), 5],
    ['x'.repeat(23), 10],
    ['one two three four', 9],
    [`line one\nline two\nline three`, 12],
  ])('is cut without a half of anything: %j', (text, limit) => {
    const parts = splitText(text, limit);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(limit);
      expect(part).toBe(part.toWellFormed());
    }
    expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});
