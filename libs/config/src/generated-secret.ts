import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config-error';

/** Name of a secret's file in DATA_DIR. */
type SecretFile = 'encryption.key' | 'regos-handler.secret' | 'admin-api.key';

interface GeneratedSecret {
  readonly value: string;
  /** True at the start that made it: the only moment it may be shown. */
  readonly created: boolean;
}

/**
 * The secret kept in `dataDir`, made by the first start that asks for it (32 random bytes).
 *
 * The file is written whole under another name and then linked to its own: a link fails when the name is taken,
 * so of two starts at once one wins and the other reads a finished file, never half of one.
 * @throws ConfigError when the folder cannot be written or the file is damaged
 */
export function generatedSecret(
  dataDir: string,
  file: SecretFile,
  encoding: 'base64' | 'base64url',
): GeneratedSecret {
  const path = join(dataDir, file);
  try {
    const known = readSecret(path);
    if (known !== undefined) return { value: known, created: false };
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const value = randomBytes(32).toString(encoding);
    if (writeOnce(path, value)) return { value, created: true };
    return { value: readSecret(path) ?? '', created: false };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError('DATA_DIR', `cannot keep ${file} there (${errorCode(error)})`, './data');
  }
}

function readSecret(path: string): string | undefined {
  try {
    const value = readFileSync(path, 'utf8').trim();
    if (value === '')
      throw new ConfigError('DATA_DIR', `${path} is empty; restore it from a backup`, './data');
    return value;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @returns false when another start was first */
function writeOnce(path: string, value: string): boolean {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600); // wx: O_CREAT | O_EXCL
  try {
    writeSync(descriptor, `${value}\n`);
    fsyncSync(descriptor); // a key that a power cut loses makes every stored token unreadable
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown error';
}
