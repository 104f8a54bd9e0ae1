import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import type { TenantId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import { TenantTelegram } from './tenant-telegram';

/** Long enough for a picture that Telegram fetches by URL. */
const CALL_TIMEOUT_MS = 20_000;

/** The client of each tenant. */
@Injectable()
export class TelegramClients {
  private readonly clients = new LRUCache<TenantId, TenantTelegram>({ max: 10_000 });

  constructor(private readonly config: Config) {}

  of(tenantId: TenantId, token: string): TenantTelegram {
    const known = this.clients.get(tenantId);
    if (known?.token === token) return known;
    const client = new TenantTelegram(token, {
      apiUrl: this.config.telegram.apiUrl,
      timeoutMs: CALL_TIMEOUT_MS,
    });
    this.clients.set(tenantId, client);
    return client;
  }
}
