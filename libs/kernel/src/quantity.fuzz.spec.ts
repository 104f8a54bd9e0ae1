import { fuzz } from '@rto/testing';
import fc from 'fast-check';
import { Quantity } from './quantity';

const DIGITS = [...'0123456789', '.', ',', '-', '+', 'e', 'E', ' ', '٣', '½', 'x', '_', '∞'];
const typed = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...DIGITS), maxLength: 14 }),
  fc.double().map(String),
  fc.integer().map(String),
);

describe('whatever a person types as a quantity', () => {
  it(
    'is a positive decimal of at most three places within REGOS’s limit, or nothing',
    () =>
      fuzz({
        name: 'quantities',
        share: 0.1,
        cases: fc.tuple(typed, fc.constantFrom('pcs' as const, 'non_pcs' as const)),
        check: ([text, kind]) => {
          const quantity = Quantity.parse(text, kind);
          if (!quantity) return;
          expect(quantity.toString()).toMatch(kind === 'pcs' ? /^[1-9]\d{0,8}$/ : /^\d{1,9}(\.\d{1,3})?$/);
          expect(quantity.isPositive()).toBe(true);
        },
      }),
    600_000,
  );
});
