import { fuzz } from '@rto/testing';
import fc from 'fast-check';
import { UserError } from './errors';
import { typedQuantity } from './typed-quantity';

const DIGITS = [
  ...'0123456789',
  '.',
  ',',
  '-',
  '+',
  'e',
  'E',
  ' ',
  '٣',
  '½',
  'x',
  '_',
  '∞',
  '/',
  "'",
  '\u2009',
];
const WORDS = ['кг', 'г', ' шт', ' шт.', 'ml', ' мешок'];
const typed = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...DIGITS), maxLength: 14 }),
  fc.double().map(String),
  fc.integer().map(String),
  fc
    .tuple(fc.double({ min: 0, noNaN: true }), fc.constantFrom(...WORDS))
    .map(([value, word]) => `${value}${word}`),
);

describe('whatever a person types as a quantity', () => {
  it(
    'is a decimal of at most three places within REGOS’s limit, or is refused for a reason',
    () =>
      fuzz({
        name: 'quantities',
        share: 0.1,
        cases: fc.tuple(typed, fc.constantFrom('pcs' as const, 'non_pcs' as const)),
        check: ([text, kind]) => {
          try {
            const quantity = typedQuantity(text, { name: kind === 'pcs' ? 'шт' : 'кг', kind });
            expect(quantity.toString()).toMatch(kind === 'pcs' ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,3})?$/);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        },
      }),
    600_000,
  );
});
