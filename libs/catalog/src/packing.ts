import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Characters of one piece: Redis, the database and a proxy between them take it without a word. */
export const MAX_PIECE = 1_000_000;
/** Goods in a piece; about 50 KB. */
const ITEMS_IN_PIECE = 500;
/** Smaller values are done sooner than a thread is found for them. */
const SMALL = 50_000;

/** A value as compressed text. */
export async function pack(value: unknown): Promise<string> {
  const json = JSON.stringify(value);
  return (json.length < SMALL ? gzipSync(json) : await zip(json)).toString('base64');
}

export async function unpack<T>(packed: string): Promise<T> {
  const bytes = Buffer.from(packed, 'base64');
  const json = packed.length < SMALL / 10 ? gunzipSync(bytes) : await unzip(bytes);
  return JSON.parse(json.toString('utf8')) as T;
}

/** A list as pieces that no store finds too long. */
export async function* packedPieces<T>(
  values: readonly T[],
  encode: (value: T) => unknown,
): AsyncGenerator<string> {
  for (let start = 0; start < values.length; start += ITEMS_IN_PIECE) {
    yield* halvesOf(values.slice(start, start + ITEMS_IN_PIECE).map(encode));
  }
}

async function* halvesOf(values: readonly unknown[]): AsyncGenerator<string> {
  const piece = await pack(values);
  if (piece.length <= MAX_PIECE || values.length === 1) {
    yield piece;
    return;
  }
  const half = Math.ceil(values.length / 2);
  yield* halvesOf(values.slice(0, half));
  yield* halvesOf(values.slice(half));
}
