import { Decimal } from 'decimal.js';

/** What REGOS answers with. A `Decimal` is written as a JSON number, `undefined` as null. */
export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | Decimal
  | readonly Json[]
  | { readonly [member: string]: Json };

/** REGOS writes decimals with three places, zeros included: `47000.000` (docs/regos.md 7). */
const DECIMAL_PLACES = 3;

/** JSON text in REGOS's own manner; `JSON.stringify` cannot write `1.500`. */
export function writeJson(value: Json): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof Decimal) return value.toFixed(DECIMAL_PLACES);
  if (isList(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`,
    );
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The same with each id as text, as some rows of REGOS have them (docs/regos.md 21.8). */
export function withTextIds(value: Json): Json {
  if (isList(value)) return value.map(withTextIds);
  if (typeof value !== 'object' || value === null || value instanceof Decimal) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    typeof member === 'number' && /(?:^|_)id$/.test(name) ? String(member) : withTextIds(member),
  ]);
  return Object.fromEntries(members) as Json;
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
