import { Decimal } from 'decimal.js';
import { RegosError } from './regos-error';
import { choice, object, type ObjectOf, text } from './shape';

export type Scalar = string | number | boolean;

/** One demand on a row, whichever of the two dialects it was asked in. */
export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

const operator = choice(
  'Equal',
  'NotEqual',
  'Greater',
  'Less',
  'GreaterOrEqual',
  'LessOrEqual',
  'Like',
  'Exists',
  'NotExists',
  'In',
  'NotIn',
);
const MEMBERS = { Field: text, Operator: operator, Value: text };

export type Operator = NonNullable<FilterRow['Operator']>;
type FilterRow = ObjectOf<typeof MEMBERS, 'Field' | 'Operator'>;

/** A row of `filters` (docs/regos.md 6.2); an array as Value is a wrong type and answers 1008. */
export const filterShape = object(MEMBERS, ['Field', 'Operator']);

export function toCondition({ Field: field, Operator: operator, Value: value = '' }: FilterRow): Condition {
  if (field === 'id' && operator !== 'Equal' && operator !== 'In') {
    throw new RegosError(1008, `filter id does not support ${operator}`);
  }
  const isList = operator === 'In' || operator === 'NotIn';
  return { field, operator, values: isList ? value.split(',').map((each) => each.trim()) : [value] };
}

/** Whether a row's value meets the condition; an absent value meets only the negative ones. */
export function meets(value: Scalar | undefined, { operator, values }: Condition): boolean {
  const actual = value === undefined ? undefined : String(value);
  const [wanted = ''] = values;
  switch (operator) {
    case 'Equal':
    case 'In':
      return actual !== undefined && values.includes(actual);
    case 'NotEqual':
    case 'NotIn':
      return actual === undefined || !values.includes(actual);
    case 'Exists':
      return actual !== undefined;
    case 'NotExists':
      return actual === undefined;
    case 'Like':
      return actual !== undefined && actual.toLowerCase().includes(wanted.toLowerCase());
    case 'Greater':
      return actual !== undefined && compare(actual, wanted) > 0;
    case 'GreaterOrEqual':
      return actual !== undefined && compare(actual, wanted) >= 0;
    case 'Less':
      return actual !== undefined && compare(actual, wanted) < 0;
    case 'LessOrEqual':
      return actual !== undefined && compare(actual, wanted) <= 0;
  }
}

const NUMBER_TEXT = /^-?\d+(?:\.\d+)?$/;

/** Made once: thousands of goods are sorted for each page. */
const LETTERS = new Intl.Collator('ru');

/** Numbers by value, everything else by letters. */
export function compare(left: string, right: string): number {
  if (NUMBER_TEXT.test(left) && NUMBER_TEXT.test(right)) return new Decimal(left).comparedTo(right);
  return LETTERS.compare(left, right);
}
