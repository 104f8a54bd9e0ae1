import { ConfigError } from './config-error';
import type { Environment } from './environment';

const KEY_BYTES = 32;
/** Canonical base64 of 32 bytes: 43 digits and one pad; the URL alphabet is taken as well. */
const KEY_TEXT = /^[A-Za-z0-9+/_-]{43}=?$/;

/**
 * A secret word given by the operator.
 * @throws ConfigError when it is too short, or unfit for where it is used; the word itself is never repeated
 */
export function secret(
  read: Environment,
  name: string,
  rule: { minLength: number; urlSegment: boolean },
): string | undefined {
  const value = read.text(name);
  if (value !== undefined) assertSecret(name, value, rule);
  return value;
}

/** A comma list of such words, the newest first: two are valid while one is replaced by another. */
export function secrets(
  read: Environment,
  name: string,
  rule: { minLength: number; urlSegment: boolean },
): readonly string[] {
  const values = (read.text(name) ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  for (const value of values) assertSecret(name, value, rule);
  return values;
}

function assertSecret(name: string, value: string, rule: { minLength: number; urlSegment: boolean }): void {
  const example = rule.urlSegment ? 'a-long-random-word' : 'at-least-24-random-characters';
  if (value.length < rule.minLength) {
    throw new ConfigError(name, `must have at least ${rule.minLength} characters`, example);
  }
  if (rule.urlSegment && !/^[A-Za-z0-9._~-]+$/.test(value)) {
    throw new ConfigError(
      name,
      'must be letters, digits, "-", "_", "." or "~" (it is part of an address)',
      example,
    );
  }
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new ConfigError(name, 'must be printable ASCII without blanks (it is sent in a header)', example);
  }
}

/** Keys of a comma list, the encrypting one first. */
export function encryptionKeys(list: string): readonly Buffer[] {
  const keys = list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(encryptionKey);
  if (keys.length === 0) throw badKey();
  return keys;
}

function encryptionKey(text: string): Buffer {
  const key = KEY_TEXT.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if (key.length !== KEY_BYTES) throw badKey();
  return key;
}

function badKey(): ConfigError {
  return new ConfigError(
    'ENCRYPTION_KEY',
    'must be 32 bytes in base64, or a comma list of such keys (make one with: openssl rand -base64 32)',
    '<32 bytes in base64>',
  );
}
