import { ownNumber, parsePhone } from './phone';

it.each([
  ['+998 90 123-45-67', '998901234567'],
  ['998901234567', '998901234567'],
  ['901234567', '998901234567'],
  ['+998501234567', '998501234567'],
  // contacts of Telegram have no plus, and people come from abroad
  ['79161234567', '79161234567'],
  ['+1 (415) 555-2671', '14155552671'],
  ['8 916 123-45-67', '79161234567'],
  ['84912345678', '84912345678'], // Vietnam, no number of Russia with its 8
])('reads %s as %s', (text, digits) => {
  expect(parsePhone(text)).toBe(digits);
});

it.each(['', 'привет', '12345', '+', '1234567890123456789', 'tel:'])('takes "%s" for no phone', (text) => {
  expect(parsePhone(text)).toBeUndefined();
});

it.each([
  ['+998 90 123-45-67', { phone: '998901234567', isUsual: true }],
  // anonymous numbers of Telegram, of the long and the short kind
  ['+888 0123 4567', { phone: '88801234567', isUsual: false }],
  ['8888123', { phone: '8888123', isUsual: false }],
  ['', undefined],
  ['+', undefined],
])('takes the digits of one’s own contact as they are: %s', (text, number) => {
  expect(ownNumber(text)).toEqual(number);
});
