import { firstLanguage, parseLanguage } from './language';

it.each([
  ['ru', 'ru'],
  ['uz-UZ', 'uz'],
  ['uzb', 'uz'],
  ['uz-Cyrl', 'uz-Cyrl'],
  ['uz_cyrl_UZ', 'uz-Cyrl'],
  ['UZB-CYRL', 'uz-Cyrl'],
  ['eng', 'en'],
  ['de', undefined],
  ['', undefined],
  [undefined, undefined],
])('reads %j as %s', (code, language) => {
  expect(parseLanguage(code)).toBe(language);
});

it.each([
  ['uz', 'ru', 'uz'],
  ['uz', 'uz-Cyrl', 'uz-Cyrl'],
  ['ru', 'uz-Cyrl', 'ru'],
  ['de', 'uz-Cyrl', 'uz-Cyrl'],
  [undefined, 'en', 'en'],
] as const)('begins with a Telegram in %s and a shop in %s in %s', (code, ofShop, language) => {
  expect(firstLanguage(code, ofShop)).toBe(language);
});
