import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import type { TenantId } from '@rto/kernel';
import { LRUCache } from 'lru-cache';
import { TenantTelegram, type TelegramOptions } from './tenant-telegram';

/** Long enough for a picture that Telegram fetches by URL. */
const CALL_TIMEOUT_MS = 20_000;

/** The clients of each tenant. */
@Injectable()
export class TelegramClients {
  private readonly clients = new LRUCache<string, TenantTelegram>({ max: 10_000 });

  constructor(private readonly config: Config) {}

  of(tenantId: TenantId, token: string): TenantTelegram {
    return this.client(tenantId, token, {});
  }

  /** For messages that wait as rows: a pause that Telegram asks for is written to the row. */
  ofSender(tenantId: TenantId, token: string): TenantTelegram {
    return this.client(`${tenantId} sender`, token, { waitsOutPauses: false });
  }

  /** For what nobody is to get twice: a call whose answer is lost is not repeated. */
  ofNews(tenantId: TenantId, token: string): TenantTelegram {
    return this.client(`${tenantId} news`, token, { waitsOutPauses: false, attempts: 1 });
  }

  private client(
    key: string,
    token: string,
    manner: Pick<TelegramOptions, 'waitsOutPauses' | 'attempts'>,
  ): TenantTelegram {
    const known = this.clients.get(key);
    if (known?.token === token) return known;
    const client = new TenantTelegram(token, {
      apiUrl: this.config.telegram.apiUrl,
      timeoutMs: CALL_TIMEOUT_MS,
      ...manner,
    });
    this.clients.set(key, client);
    return client;
  }
}
