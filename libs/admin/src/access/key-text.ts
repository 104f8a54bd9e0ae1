import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_BYTES = 32;
/** Base 62 holds 256 bits in 43 digits, and a CRC-32 in 6. */
const KEY = /^(rto_[0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;
const HINT_LENGTH = 8;

/** A new key: 256 random bits behind a prefix that scanners for leaked secrets know, and a checksum. */
export function newKeyText(): string {
  const body = `rto_${base62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), 43)}`;
  return `${body}_${checksum(body)}`;
}

/** Whether it may be a key of ours at all: a mistyped one is refused without a look into the database. */
export function isKeyText(text: string): boolean {
  const [, body = '', sum] = KEY.exec(text) ?? [];
  return sum === checksum(body);
}

/** What is stored of a key. 256 random bits cannot be guessed from it, so no slow hash is needed. */
export function hashKeyText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What people tell keys apart by. */
export function hintOf(text: string): string {
  return text.slice(0, HINT_LENGTH);
}

function checksum(body: string): string {
  return base62(BigInt(crc32(body)), 6);
}

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = `${DIGITS[Number(rest % 62n)]}${text}`;
  return text;
}
