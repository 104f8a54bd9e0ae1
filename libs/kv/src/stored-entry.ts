/** A value as the adapters hold it. */
export interface StoredEntry {
  /** The value's JSON text. */
  readonly json: string;
  readonly expiresAt: Date;
}

/** One step of an `update` on JSON text; undefined is "absent" on both sides. */
export type JsonChange = (json: string | undefined) => string | undefined;

/** One value; Redis stands still for everybody while it moves a large one. What may be longer is stored in pieces. */
const MAX_BYTES = 1_048_576;

/**
 * @throws TypeError when JSON cannot hold the value: undefined, a function, a cycle, a bigint
 * @throws RangeError when its JSON has more than 1 MB
 */
export function toJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`a ${typeof value} cannot be stored as JSON`);
  if (Buffer.byteLength(json) > MAX_BYTES) throw new RangeError(`more than ${MAX_BYTES} bytes in one value`);
  return json;
}

export function fromJson<T>(json: string | undefined): T | undefined {
  return json === undefined ? undefined : (JSON.parse(json) as T);
}

export function jsonChange<T>(change: (current: T | undefined) => T | undefined): JsonChange {
  return (json) => {
    const next = change(fromJson<T>(json));
    return next === undefined ? undefined : toJson(next);
  };
}

/** @throws RangeError when the time is not positive: such a value would be gone before anyone can read it */
export function toTtlMs(ttlSec: number): number {
  const ttlMs = Math.round(ttlSec * 1000);
  if (!(ttlMs > 0)) throw new RangeError(`ttlSec must be positive, not ${ttlSec}`);
  return ttlMs;
}
