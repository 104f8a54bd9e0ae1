import { isSameSecret } from './same-secret';

it.each([
  ['secret', 'secret', true],
  ['secret', 'Secret', false],
  ['secre', 'secret', false],
  ['', 'secret', false],
  ['секрет', 'секрет', true],
])('compares %j with %j: %j', (given, expected, isSame) => {
  expect(isSameSecret(given, expected)).toBe(isSame);
});
