import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

const SHAPES = ['embedded', 'scaled'] as const;
/** One process on the embedded stores, or many on PostgreSQL and Redis. */
export type Shape = (typeof SHAPES)[number];

const UPDATES = ['polling', 'webhook'] as const;

export interface Options {
  readonly orders: number;
  readonly seed: number;
  readonly shape: Shape;
  /** How Telegram's updates come to the service. */
  readonly updates: (typeof UPDATES)[number];
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
      updates: { type: 'string', default: 'polling' },
      verbose: { type: 'boolean', default: false },
    },
  });
  return {
    orders: wholeNumber('orders', values.orders, 1, 100_000),
    seed: wholeNumber('seed', values.seed, 0, MAX_SEED),
    shape: oneOf('shape', values.shape, SHAPES),
    updates: oneOf('updates', values.updates, UPDATES),
    verbose: values.verbose,
  };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new Error(`--${name} is a whole number from ${min} to ${max}`);
  return value;
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (!choice) throw new Error(`--${name} is one of ${choices.join(', ')}`);
  return choice;
}
