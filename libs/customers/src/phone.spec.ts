import { parsePhone } from './phone';

it.each([
  ['+998 90 123-45-67', '998901234567'],
  ['998901234567', '998901234567'],
  ['901234567', '998901234567'],
  ['+998501234567', '998501234567'],
  // contacts of Telegram have no plus, and people come from abroad
  ['79161234567', '79161234567'],
  ['+1 (415) 555-2671', '14155552671'],
])('reads %s as %s', (text, digits) => {
  expect(parsePhone(text)).toBe(digits);
});

it.each(['', 'привет', '12345', '+', '1234567890123456789', 'tel:'])('takes "%s" for no phone', (text) => {
  expect(parsePhone(text)).toBeUndefined();
});
