import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cipher } from '@rto/database';
import { isSameSecret } from '@rto/kernel';

/** 96 bits each, as base64url. */
const HALF_BYTES = 12;
const HALF_LENGTH = 16;
const PURPOSE = 'bot_setups.public_id';

/**
 * Last segments of webhook addresses: a random half, and its MAC under the encryption key. A guess is told from an
 * address of ours without asking the database, so that guesses cost nothing.
 */
@Injectable()
export class WebhookAddresses {
  constructor(private readonly cipher: Cipher) {}

  make(): string {
    const random = randomBytes(HALF_BYTES).toString('base64url');
    return random + macOf(this.cipher.hash(random, PURPOSE));
  }

  /** Whether it was made here, with any of the keys that are listed. */
  isOurs(address: string): boolean {
    return this.keyOf(address) !== undefined;
  }

  /** Whether it was made with the key that encrypts now; another one is to be replaced before its key is taken out. */
  isCurrent(address: string): boolean {
    return this.keyOf(address) === 0;
  }

  private keyOf(address: string): number | undefined {
    if (address.length !== 2 * HALF_LENGTH) return undefined;
    const [random, mac] = [address.slice(0, HALF_LENGTH), address.slice(HALF_LENGTH)];
    const hashes = this.cipher.hashes(random, PURPOSE);
    const index = hashes.findIndex((hash) => isSameSecret(mac, macOf(hash)));
    return index < 0 ? undefined : index;
  }
}

function macOf(hash: string): string {
  return hash.slice(0, HALF_LENGTH);
}
