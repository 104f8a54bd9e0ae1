import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import type { TenantId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import { TenantTelegram } from './tenant-telegram';

/** Long enough for a picture that Telegram fetches by URL. */
const CALL_TIMEOUT_MS = 20_000;

/** The clients of each tenant. */
@Injectable()
export class TelegramClients {
  private readonly clients = new LRUCache<string, TenantTelegram>({ max: 10_000 });

  constructor(private readonly config: Config) {}

  of(tenantId: TenantId, token: string): TenantTelegram {
    return this.client(tenantId, token, true);
  }

  /** For messages that wait as rows: a pause that Telegram asks for is written to the row. */
  ofSender(tenantId: TenantId, token: string): TenantTelegram {
    return this.client(`${tenantId} sender`, token, false);
  }

  private client(key: string, token: string, waitsOutPauses: boolean): TenantTelegram {
    const known = this.clients.get(key);
    if (known?.token === token) return known;
    const client = new TenantTelegram(token, {
      apiUrl: this.config.telegram.apiUrl,
      timeoutMs: CALL_TIMEOUT_MS,
      waitsOutPauses,
    });
    this.clients.set(key, client);
    return client;
  }
}
