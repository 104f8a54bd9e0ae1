import { ForbiddenException, Injectable, UnauthorizedException } from '@nestjs/common';
import { clientAddress } from '@rto/kernel';
import { RefusalTrail } from '@rto/observability';
import { mayUse, type AdminKey, type Scope } from './admin-key';
import { AdminKeys } from './admin-keys';
import { hashKeyText } from './key-text';
import { TooManyRequestsException } from '../http/problem';
import { RequestLimits } from './request-limits';

/** Wrong keys an address may try in a minute. */
const WRONG_KEYS = 10;
/** Requests one key may make in a minute. */
const REQUESTS = 3_000;

/** Finds out whose key a caller sends, and bounds how often anybody may try. A right key is never held up by wrong ones. */
@Injectable()
export class KeyCheck {
  /** Keys being looked at, by address and hash: a page that opens with many requests tries one key, not many. */
  private readonly tries = new Map<string, Promise<AdminKey>>();

  constructor(
    private readonly keys: AdminKeys,
    private readonly limits: RequestLimits,
    private readonly trail: RefusalTrail,
  ) {}

  /**
   * The key, which has the scope.
   * @param text as it was sent, if at all
   * @param scope undefined: any key will do
   * @throws UnauthorizedException, ForbiddenException, TooManyRequestsException
   */
  async admit(text: string | undefined, ip: string | undefined, scope: Scope | undefined): Promise<AdminKey> {
    const key = await this.identify(text, ip);
    await this.limited(`key:${key.id}`, REQUESTS, ip);
    if (scope !== undefined && !mayUse(key, scope)) {
      this.trail.refused('admin key without the scope', ip);
      throw new ForbiddenException(`This key lacks the scope ${scope}.`);
    }
    return key;
  }

  private async identify(text: string | undefined, ip: string | undefined): Promise<AdminKey> {
    if (text === undefined) throw unauthorized();
    const address = clientAddress(ip);
    const name = `${address} ${hashKeyText(text)}`;
    const running = this.tries.get(name);
    if (running) return running;
    const attempt = this.find(text, address).finally(() => this.tries.delete(name));
    this.tries.set(name, attempt);
    return attempt;
  }

  private async find(text: string, address: string): Promise<AdminKey> {
    const key = await this.keys.find(text);
    if (key) return key;
    this.trail.refused('wrong admin key', address);
    await this.limited(`address:${address}`, WRONG_KEYS, address);
    throw unauthorized();
  }

  private async limited(name: string, limit: number, ip: string | undefined): Promise<void> {
    try {
      await this.limits.take(name, limit);
    } catch (error) {
      if (error instanceof TooManyRequestsException) this.trail.refused('too many admin requests', ip);
      throw error;
    }
  }
}

function unauthorized(): UnauthorizedException {
  return new UnauthorizedException('Send an admin key as "Authorization: Bearer <key>".');
}
