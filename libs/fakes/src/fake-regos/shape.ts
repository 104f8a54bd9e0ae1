import { Decimal } from 'decimal.js';
import { RegosError } from './regos-error';

/** Takes note of a misuse that REGOS lets pass in silence. */
export type Report = (problem: string) => void;

/**
 * What a request member must look like.
 * `read` throws 1008 for a wrong type and 1002 for a missing member, both naming the path; unknown and null
 * members only reach `report`, because REGOS ignores them (docs/regos.md 6.1).
 */
export interface Shape<T> {
  read(value: unknown, path: string, report: Report): T;
}

type Members = Readonly<Record<string, Shape<unknown>>>;
type Value<S> = S extends Shape<infer T> ? T : never;
export type ObjectOf<M extends Members, R extends keyof M> = { readonly [K in R]: Value<M[K]> } & {
  readonly [K in Exclude<keyof M, R>]?: Value<M[K]>;
};

export const text: Shape<string> = scalar('text', (value) => typeof value === 'string');
export const flag: Shape<boolean> = scalar('true or false', (value) => typeof value === 'boolean');
export const integer: Shape<number> = scalar('an integer', Number.isSafeInteger);
const anyNumber: Shape<number> = scalar('a number', Number.isFinite);

/** A JSON number with at most three places: more of them means that somebody computed with floats. */
export const decimal: Shape<Decimal> = {
  read(value, path, report) {
    const number = new Decimal(anyNumber.read(value, path, report));
    if (number.decimalPlaces() > 3) report(`${path} has more than three decimals: ${number.toFixed()}`);
    return number;
  },
};

/** A coordinate: any number of places. */
export const coordinate = anyNumber;

/** Either of two shapes; the message is the second one's. */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return {
    read(value, path, report) {
      try {
        return first.read(value, path, report);
      } catch (error) {
        if (!(error instanceof RegosError)) throw error;
        return second.read(value, path, report);
      }
    },
  };
}

export function choice<const C extends string>(...choices: readonly C[]): Shape<C> {
  return scalar(`one of ${choices.join(', ')}`, (value) => choices.some((candidate) => candidate === value));
}

export function listOf<T>(element: Shape<T>, notAListCode = 1008): Shape<readonly T[]> {
  return {
    read(value, path, report) {
      if (!Array.isArray(value)) throw new RegosError(notAListCode, `${path} must be an array`);
      return value.map((each: unknown, index) => element.read(each, `${path}[${index}]`, report));
    },
  };
}

export function object<M extends Members, R extends keyof M & string = never>(
  members: M,
  required: readonly R[] = [],
): Shape<ObjectOf<M, R>> {
  return {
    read(value, path, report) {
      if (!isRecord(value)) throw new RegosError(1008, `${path || 'body'} must be an object`);
      const read = readMembers(value, members, path, report);
      for (const name of required) {
        if (read[name] === undefined) throw new RegosError(1002, `${join(path, name)} is required`);
      }
      return read as ObjectOf<M, R>; // each member was read by its own shape just above
    },
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMembers(
  value: Record<string, unknown>,
  members: Members,
  path: string,
  report: Report,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    if (shape === undefined) report(`unknown member ${join(path, name)}`);
    else if (member === null) report(`null member ${join(path, name)}`);
    else read[name] = shape.read(member, join(path, name), report);
  }
  return read;
}

function scalar<T>(expected: string, accepts: (value: unknown) => boolean): Shape<T> {
  return {
    read(value, path) {
      if (!accepts(value)) throw new RegosError(1008, `${path} must be ${expected}`);
      return value as T; // accepts() has just judged it
    },
  };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
