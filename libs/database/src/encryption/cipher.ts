import { createCipheriv, createDecipheriv, createHmac, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { PermanentError } from '@rto/kernel';
import { LRUCache } from 'lru-cache';

/** Where a value stands: one copied to another row or column does not decrypt there. */
export interface CipherPlace {
  readonly tenantId: string;
  readonly column: string;
}

/** `v1` values are of one key for all tenants; they are read, and `keys:rotate` writes them anew. */
const VERSIONS = ['v2', 'v1'] as const;
type Version = (typeof VERSIONS)[number];
const [VERSION] = VERSIONS;
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** What GCM is made for (NIST SP 800-38D section 5.2.1.1). */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys of tenants that are kept: deriving one takes a few microseconds. */
const KEPT_KEYS = 2_000;

interface Key {
  /** Names the key in each encrypted value without telling anything about it. */
  readonly id: string;
  /** What the tenants' own keys are derived from: no two tenants' values are under one key. */
  readonly encryption: Buffer;
  readonly ofTenants: LRUCache<string, Buffer>;
  readonly lookup: Buffer;
}

/**
 * Encryption at rest and keyed hashes for look-ups. The first key encrypts, all of them decrypt, so keys are
 * rotated by putting a new one in front.
 *
 * A value is `v2.<key id>.<iv>.<ciphertext and tag>`, base64url.
 */
export class Cipher {
  private readonly keys: readonly [Key, ...Key[]];

  /** @param secrets 32 bytes each, newest first */
  constructor(secrets: readonly Buffer[]) {
    const [first, ...rest] = secrets.map(deriveKey);
    if (!first) throw new PermanentError('an encryption key is required');
    this.keys = [first, ...rest];
  }

  encrypt(plain: string, place: CipherPlace): string {
    const [key] = this.keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, encryptionKey(key, VERSION, place.tenantId), iv).setAAD(
      associatedData(VERSION, key.id, place),
    );
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return [VERSION, key.id, iv.toString('base64url'), body.toString('base64url')].join('.');
  }

  /** @throws PermanentError when no key fits, or the value was changed or belongs elsewhere */
  decrypt(encrypted: string, place: CipherPlace): string {
    const [name, keyId, iv, body] = encrypted.split('.');
    const version = VERSIONS.find((known) => known === name);
    if (version === undefined || !keyId || !iv || body === undefined) {
      throw new PermanentError(`${place.column} is not an encrypted value of a known version`);
    }
    const key = this.keys.find((candidate) => candidate.id === keyId);
    if (!key) {
      throw new PermanentError(
        `${place.column} was encrypted with key ${keyId}, which ENCRYPTION_KEY does not list: add the old key after the new one`,
      );
    }
    return open(key, version, Buffer.from(iv, 'base64url'), Buffer.from(body, 'base64url'), place);
  }

  /** What every value starts with that `encrypt` makes now. */
  get newestPrefix(): string {
    return `${VERSION}.${this.keys[0].id}.`;
  }

  /**
   * Keyed hash to store beside an encrypted value, so that it can be found without being readable.
   * @param purpose keeps equal values of different columns apart, such as `tenants.connection`
   */
  hash(value: string, purpose: string): string {
    return hashWith(this.keys[0], value, purpose);
  }

  /** What `hash` gave with each key, newest first: a look-up asks for any of them, so it survives a rotation. */
  hashes(value: string, purpose: string): string[] {
    return this.keys.map((key) => hashWith(key, value, purpose));
  }
}

function deriveKey(secret: Buffer): Key {
  if (secret.length !== KEY_BYTES) {
    throw new PermanentError(`an encryption key has ${secret.length} bytes instead of ${KEY_BYTES}`);
  }
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `rto ${use}`, KEY_BYTES));
  const id = createHash('sha256').update(derive('key id')).digest('hex').slice(0, 8);
  const ofTenants = new LRUCache<string, Buffer>({ max: KEPT_KEYS });
  return { id, encryption: derive('encryption'), ofTenants, lookup: derive('lookup') };
}

function encryptionKey({ encryption, ofTenants }: Key, version: Version, tenantId: string): Buffer {
  if (version === 'v1') return encryption;
  const known = ofTenants.get(tenantId);
  if (known) return known;
  const own = Buffer.from(hkdfSync('sha256', encryption, '', `rto tenant ${tenantId}`, KEY_BYTES));
  ofTenants.set(tenantId, own);
  return own;
}

function associatedData(version: Version, keyId: string, place: CipherPlace): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, place.tenantId, place.column]));
}

function open(key: Key, version: Version, iv: Buffer, body: Buffer, place: CipherPlace): string {
  try {
    const decipher = createDecipheriv(ALGORITHM, encryptionKey(key, version, place.tenantId), iv, {
      authTagLength: TAG_BYTES,
    })
      .setAAD(associatedData(version, key.id, place))
      .setAuthTag(body.subarray(-TAG_BYTES));
    return decipher.update(body.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw new PermanentError(`${place.column} was changed, or belongs to another tenant or column`, {
      cause: error,
    });
  }
}

function hashWith(key: Key, value: string, purpose: string): string {
  return createHmac('sha256', key.lookup)
    .update(JSON.stringify([purpose, value]))
    .digest('base64url');
}
