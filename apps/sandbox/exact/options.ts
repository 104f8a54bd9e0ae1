import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

const SHAPES = ['embedded', 'scaled'] as const;
/** One process on the embedded stores, or many on PostgreSQL and Redis. */
export type Shape = (typeof SHAPES)[number];

export interface Options {
  readonly orders: number;
  readonly seed: number;
  readonly shape: Shape;
  /** Prints what happens while it happens. */
  readonly verbose: boolean;
}

const MAX_SEED = 2 ** 32;

/** @throws Error for anything that is no option */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(randomInt(MAX_SEED)) },
      shape: { type: 'string', default: 'scaled' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const shape = SHAPES.find((candidate) => candidate === values.shape);
  if (!shape) throw new Error(`--shape is one of ${SHAPES.join(', ')}`);
  return {
    orders: wholeNumber('orders', values.orders, 1, 100_000),
    seed: wholeNumber('seed', values.seed, 0, MAX_SEED),
    shape,
    verbose: values.verbose,
  };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new Error(`--${name} is a whole number from ${min} to ${max}`);
  return value;
}
