import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '@rto/config';
import { Cipher, Database, openDatabase, orderHistory, orders, type DatabaseHandle } from '@rto/database';
import { Jobs } from '@rto/jobs';
import { Clock, newId, SystemClock } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { BotProbe } from '@rto/settings';
import { AdminModule, setUpHttp } from './index';

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

/** The API on a free port and an embedded database of its own; REGOS cannot be reached from it. */
export class AdminApi {
  private constructor(
    private readonly app: NestExpressApplication,
    private readonly database: DatabaseHandle,
    private readonly dataDir: string,
    readonly root: string,
  ) {}

  static async start(): Promise<AdminApi> {
    const dataDir = mkdtempSync(join(tmpdir(), 'rto-admin-'));
    const database = await openDatabase({ dataDir, logger: { error: () => undefined } });
    const env = { DATA_DIR: dataDir, ADMIN_API_KEY: KEY, REGOS_API_URL: 'http://127.0.0.1:1' };
    const config = loadConfig(env, () => undefined);
    const clock = new SystemClock();
    const globals = [
      { provide: Database, useValue: database.db },
      { provide: Cipher, useValue: new Cipher(config.encryptionKeys) },
      { provide: Clock, useValue: clock },
      { provide: KeyValueStore, useValue: new MemoryKeyValueStore(clock) },
      { provide: Jobs, useValue: { add: async () => undefined } },
      { provide: BotProbe, useValue: { inspect: async () => ({ kind: 'unreachable' }) } },
    ];

    @Global()
    @Module({ providers: globals, exports: globals })
    class Stores {}

    const imports = [ConfigModule.forRoot(config), Stores, AdminModule];
    const testing = await Test.createTestingModule({ imports }).compile();
    const app = testing.createNestApplication<NestExpressApplication>({ logger: false });
    setUpHttp(app);
    await app.listen(0, '127.0.0.1');
    return new AdminApi(app, database, dataDir, await app.getUrl());
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.close();
    rmSync(this.dataDir, { recursive: true, force: true });
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

  /** A registered shop. @returns its id */
  async tenant(): Promise<string> {
    const body = { connectedIntegrationId: aConnection(), settings: SETTINGS };
    return String((await this.call('POST', '/tenants', body)).body['id']);
  }

  /** An order placed `number` seconds after nine, with two steps of history. @returns its id */
  async order(tenantId: string, number: number, state = 'submitted'): Promise<string> {
    const id = newId();
    const placedAt = new Date(Date.UTC(2026, 10, 23, 9, 0, number));
    await this.database.db.insert(orders).values({
      id,
      tenantId,
      number,
      checkoutId: `checkout-${id}`,
      chatId: 5_000_000_001,
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
    await this.database.db.insert(orderHistory).values([
      { ...step, id: newId(), state, event: 'submitted', detail: 'document 54321', at: submittedAt },
      { ...step, id: newId(), state: 'placed', event: 'placed', at: placedAt },
    ]);
    return id;
  }
}

export function aConnection(): string {
  return newId().replaceAll('-', '');
}
