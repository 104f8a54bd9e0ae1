import { ForbiddenException, Injectable, UnauthorizedException } from '@nestjs/common';
import { clientAddress } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import { mayUse, type AdminKey, type Scope } from './admin-key';
import { AdminKeys } from './admin-keys';
import { hashKeyText } from './key-text';
import { RequestLimits } from './request-limits';

/** Wrong keys an address may try in a minute. */
const WRONG_KEYS = 10;
/** Requests one key may make in a minute. */
const REQUESTS = 3_000;

/** Finds out whose key a caller sends, and bounds how often anybody may try. */
@Injectable()
export class KeyCheck {
  /** Hashes of keys that were right: whoever guesses from the operator's address cannot lock the operator out. */
  private readonly proven = new LRUCache<string, true>({ max: 1_000 });
  /** Keys being looked at, by address and hash: a page that opens with many requests tries one key, not many. */
  private readonly tries = new Map<string, Promise<AdminKey>>();

  constructor(
    private readonly keys: AdminKeys,
    private readonly limits: RequestLimits,
  ) {}

  /**
   * The key, which has the scope.
   * @param text as it was sent, if at all
   * @throws UnauthorizedException, ForbiddenException, TooManyRequestsException
   */
  async admit(text: string | undefined, ip: string | undefined, scope: Scope): Promise<AdminKey> {
    const key = await this.identify(text, ip);
    await this.limits.take(`key:${key.id}`, REQUESTS);
    if (!mayUse(key, scope)) throw new ForbiddenException(`This key lacks the scope ${scope}.`);
    return key;
  }

  private async identify(text: string | undefined, ip: string | undefined): Promise<AdminKey> {
    if (text === undefined) throw unauthorized();
    const hash = hashKeyText(text);
    if (this.proven.has(hash)) return this.find(text, hash);
    const address = `address:${clientAddress(ip)}`;
    const name = `${address} ${hash}`;
    const running = this.tries.get(name);
    if (running) return running;
    const attempt = this.try(text, hash, address).finally(() => this.tries.delete(name));
    this.tries.set(name, attempt);
    return attempt;
  }

  /** Counted first: a thousand guesses at once are a thousand. */
  private async try(text: string, hash: string, address: string): Promise<AdminKey> {
    await this.limits.take(address, WRONG_KEYS);
    const key = await this.find(text, hash);
    await this.limits.giveBack(address);
    return key;
  }

  private async find(text: string, hash: string): Promise<AdminKey> {
    const key = await this.keys.find(text);
    if (key) this.proven.set(hash, true);
    else this.proven.delete(hash);
    if (!key) throw unauthorized();
    return key;
  }
}

function unauthorized(): UnauthorizedException {
  return new UnauthorizedException('Send an admin key as "Authorization: Bearer <key>".');
}
