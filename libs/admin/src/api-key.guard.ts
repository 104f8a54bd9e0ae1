import {
  createParamDecorator,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import { mayUse, type AdminKey, type Scope } from './admin-key';
import { AdminKeys } from './admin-keys';
import { clientAddress } from './client-address';
import { hashKeyText } from './key-text';
import { RequestLimits } from './request-limits';

export const SCOPE = Symbol('scope');

/** Wrong keys an address may try in a minute. */
const WRONG_KEYS = 10;
/** Requests one key may make in a minute. */
const REQUESTS = 3_000;

interface KeyedRequest extends Request {
  adminKey?: AdminKey;
}

/**
 * Lets in who sends `Authorization: Bearer <key>` with a key that has the route's scope. A route that names none
 * needs `admin`.
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  /** Hashes of keys that were right: whoever guesses from the operator's address cannot lock the operator out. */
  private readonly proven = new LRUCache<string, true>({ max: 1_000 });

  constructor(
    private readonly keys: AdminKeys,
    private readonly limits: RequestLimits,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KeyedRequest>();
    const key = await this.identify(request);
    await this.limits.take(`key:${key.id}`, REQUESTS);
    const scope = this.reflector.get<Scope | undefined>(SCOPE, context.getHandler()) ?? 'admin';
    if (!mayUse(key, scope)) throw new ForbiddenException(`This key lacks the scope ${scope}.`);
    request.adminKey = key;
    return true;
  }

  private async identify(request: Request): Promise<AdminKey> {
    const [, text] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (text === undefined) throw unauthorized();
    const hash = hashKeyText(text);
    if (this.proven.has(hash)) return this.find(text, hash);
    const address = `address:${clientAddress(request.ip)}`;
    await this.limits.take(address, WRONG_KEYS); // counted first: a thousand guesses at once are a thousand
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

/** The key of the request, behind `ApiKeyGuard`. */
export const CurrentKey = createParamDecorator((_: undefined, context: ExecutionContext): AdminKey => {
  const { adminKey } = context.switchToHttp().getRequest<KeyedRequest>();
  if (!adminKey) throw new TypeError('the route is not behind ApiKeyGuard');
  return adminKey;
});

function unauthorized(): UnauthorizedException {
  return new UnauthorizedException('Send an admin key as "Authorization: Bearer <key>".');
}
