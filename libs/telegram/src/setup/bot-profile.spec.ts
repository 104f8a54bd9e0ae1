import { LANGUAGES } from '@rto/kernel';
import { profileCalls } from './bot-profile';

const descriptions = (language: (typeof LANGUAGES)[number]) =>
  profileCalls(language)
    .filter(({ method }) => method === 'setMyShortDescription')
    .map(({ payload }) => payload as { language_code?: string; short_description: string })
    .map(({ language_code: code, short_description: text }) => [code, text.split(' ')[0]]);

it('speaks to each reader of Telegram, to all others in the language of the shop', () => {
  expect(descriptions('ru')).toEqual([
    [undefined, 'Каталог,'],
    ['uz', 'Doʻkonimiz'],
    ['en', 'Catalogue,'],
  ]);
});

it('writes Uzbek in the letters that the shop writes', () => {
  expect(descriptions('uz-Cyrl')).toEqual([
    [undefined, 'Дўконимиз'],
    ['ru', 'Каталог,'],
    ['uz', 'Дўконимиз'],
    ['en', 'Catalogue,'],
  ]);
});
