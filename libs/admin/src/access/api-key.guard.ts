import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { AdminKey, Scope } from './admin-key';
import { KeyCheck } from './key-check';

export const SCOPE = Symbol('scope');

interface KeyedRequest extends Request {
  adminKey?: AdminKey;
}

/**
 * Lets in who sends `Authorization: Bearer <key>` with a key that has the route's scope. A route that names none
 * needs `admin`.
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly keys: KeyCheck,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KeyedRequest>();
    const scope = this.reflector.get<Scope | undefined>(SCOPE, context.getHandler()) ?? 'admin';
    request.adminKey = await this.keys.admit(bearerOf(request), request.ip, scope);
    return true;
  }
}

export function bearerOf(request: Request): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The key of the request, behind `ApiKeyGuard`. */
export const CurrentKey = createParamDecorator((_: undefined, context: ExecutionContext): AdminKey => {
  const { adminKey } = context.switchToHttp().getRequest<KeyedRequest>();
  if (!adminKey) throw new TypeError('the route is not behind ApiKeyGuard');
  return adminKey;
});
