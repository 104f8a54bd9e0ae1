import type { NestExpressApplication } from '@nestjs/platform-express';
import { APP_FILTER } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { ClusterModule } from '@rto/cluster';
import { Config, ConfigModule } from '@rto/config';
import { Cipher, orderHistory, orders, shoppers, DatabaseHandle } from '@rto/database';
import { ManualClock, newId } from '@rto/kernel';
import { RefusalTrail } from '@rto/observability';
import { ProblemFilter } from '@rto/service';
import { BotProbe } from '@rto/settings';
import {
  aConfig,
  openTestDatabase,
  removeFolder,
  TestStores,
  type DatabaseKind,
  type OpenTestDatabase,
} from '@rto/testing';
import type { Scope } from './access/admin-key';
import { AdminModule, InternalDoor, setUpHttp } from './index';

export const CHAT = 5_000_000_001;
export const KEY = 'the-admin-key-of-this-test';
export const SETTINGS = {
  BOT_TOKEN: '123456789:AAsecretTokenOfTheBot-0123456789_abcd',
  PRICE_TYPE_ID: '1',
  STOCK_ID: '2',
  ORDER_SOURCE_ID: '3',
  CUSTOMER_GROUP_ID: '4',
};

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

interface AdminApiOptions {
  /** Unless given, the embedded one. */
  readonly database?: DatabaseKind;
  /** Undefined: REGOS cannot be reached. */
  readonly regosUrl?: string;
  /** With a port of its own for the internal pages. */
  readonly internalPort?: boolean;
}

/** The API on a free port and a database of its own. Its clock stands unless a test moves it. */
export class AdminApi {
  private readonly peers: AdminApi[] = [];

  private constructor(
    readonly app: NestExpressApplication,
    private readonly opened: OpenTestDatabase,
    readonly clock: ManualClock,
    private readonly config: Config,
    readonly root: string,
    private readonly door: InternalDoor,
  ) {}

  get database(): DatabaseHandle {
    return this.opened.handle;
  }

  /** Of the internal pages, where they have a port of their own. */
  get internalRoot(): string {
    return `http://127.0.0.1:${this.door.port}`;
  }

  static async start({
    database: kind = 'embedded',
    regosUrl = 'http://127.0.0.1:1',
    internalPort = false,
  }: AdminApiOptions = {}): Promise<AdminApi> {
    const opened = await openTestDatabase(kind, { error: () => undefined });
    const env = {
      ADMIN_API_KEY: KEY,
      REGOS_API_URL: regosUrl,
      REGOS_SETTLE_MS: '0',
      TRUSTED_PROXIES: 'loopback,10.0.0.0/8',
    };
    const config = await aConfig(env);
    const http = { ...config.http, internalPort: internalPort ? 0 : undefined };
    return AdminApi.on(opened, new ManualClock(), { ...config, http });
  }

  private static async on(opened: OpenTestDatabase, clock: ManualClock, config: Config): Promise<AdminApi> {
    const probe = { provide: BotProbe, useValue: { inspect: async () => ({ kind: 'unreachable' }) } };
    const cipher = new Cipher(config.encryptionKeys);
    const stores = await TestStores.module(opened.handle, { clock, cipher, more: [RefusalTrail, probe] });
    const cluster = ClusterModule.forRoot({ kind: 'api' });
    const imports = [ConfigModule.forRoot(config), stores, cluster, AdminModule];
    const providers = [{ provide: APP_FILTER, useClass: ProblemFilter }];
    const testing = await Test.createTestingModule({ imports, providers }).compile();
    const app = testing.createNestApplication<NestExpressApplication>({ logger: false });
    app.set('trust proxy', config.http.trustedProxies);
    const door = new InternalDoor(app);
    setUpHttp(app);
    await app.listen(0, '127.0.0.1');
    await door.open();
    return new AdminApi(app, opened, clock, config, await app.getUrl(), door);
  }

  /** Another process on the same database; it stops with this one. */
  async peer(): Promise<AdminApi> {
    const peer = await AdminApi.on(this.opened, this.clock, this.config);
    this.peers.push(peer);
    return peer;
  }

  async stop(): Promise<void> {
    for (const { app, door } of [...this.peers, this]) {
      await door.close();
      await app.close();
    }
    await this.opened.close();
    removeFolder(this.config.dataDir);
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.root}/admin/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  }

  /** Every item of a list, page by page. @param path with a query */
  async pages<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor = '';
    do {
      const { body } = await this.call('GET', cursor === '' ? path : `${path}&cursor=${cursor}`);
      const page = body as { items?: Item[]; nextCursor?: string | null };
      items.push(...(page.items ?? []));
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    return items;
  }

  /** A new key. @returns its text */
  async key(...scopes: Scope[]): Promise<string> {
    return String((await this.call('POST', '/keys', { name: 'A key', scopes })).body['key']);
  }

  async statusWith(key: string, method: string, path: string, body?: unknown): Promise<number> {
    return (await this.call(method, path, body, { authorization: `Bearer ${key}` })).status;
  }

  /** A registered shop. @returns its id */
  async tenant(connectedIntegrationId = aConnection()): Promise<string> {
    const body = { connectedIntegrationId, settings: SETTINGS };
    return String((await this.call('POST', '/tenants', body)).body['id']);
  }

  /** Somebody whom a shop's bot knows. @returns the shop's id */
  async person(tenantId: string, chatId = CHAT): Promise<string> {
    const at = this.clock.now();
    const row = { tenantId, chatId, firstName: 'Aziz', language: 'ru', createdAt: at, updatedAt: at };
    await this.database.db.acrossTenants.insert(shoppers).values(row);
    return tenantId;
  }

  /** An order placed `number` seconds after nine, with two steps of history. @returns its id */
  async order(tenantId: string, number: number, state = 'submitted'): Promise<string> {
    const id = newId();
    const placedAt = new Date(Date.UTC(2026, 10, 23, 9, 0, number));
    await this.database.db.acrossTenants.insert(orders).values({
      id,
      tenantId,
      number,
      checkoutId: `checkout-${id}`,
      chatId: CHAT,
      state,
      externalCode: `tg-${id}`,
      priceTypeId: 1,
      stockId: 2,
      sourceId: 3,
      total: '118500.50',
      currency: 'UZS',
      attempts: 1,
      regosDocumentId: 54321,
      regosCode: 'ODL-0000123',
      regosStatus: 'New',
      placedAt,
      updatedAt: placedAt,
    });
    const step = { tenantId, orderId: id };
    const submittedAt = new Date(placedAt.getTime() + 1_000);
    await this.database.db.acrossTenants.insert(orderHistory).values([
      { ...step, id: newId(), state, event: 'submitted', detail: 'document 54321', at: submittedAt },
      { ...step, id: newId(), state: 'placed', event: 'placed', at: placedAt },
    ]);
    return id;
  }
}

export function aConnection(): string {
  return newId().replaceAll('-', '');
}
