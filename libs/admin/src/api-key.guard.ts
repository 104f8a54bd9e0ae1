import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, UnauthorizedException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Config } from '@rto/config';
import type { Request } from 'express';

/** Lets in who sends `Authorization: Bearer <ADMIN_API_KEY>`. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  private readonly expected: Buffer;

  constructor(config: Config) {
    this.expected = sha256(config.adminApiKey);
  }

  canActivate(context: ExecutionContext): boolean {
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    const [, key = ''] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
    // hashes have one length, and comparing them takes as long for a near miss as for a far one
    if (timingSafeEqual(sha256(key), this.expected)) return true;
    throw new UnauthorizedException('Send the admin key as "Authorization: Bearer <key>".');
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
