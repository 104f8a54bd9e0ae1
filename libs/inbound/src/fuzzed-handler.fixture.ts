import type { NestExpressApplication } from '@nestjs/platform-express';
import { APP_FILTER } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { AdminModule, setUpHttp } from '@rto/admin';
import { ClusterModule } from '@rto/cluster';
import { ConfigModule } from '@rto/config';
import { ShopperRepository } from '@rto/customers';
import { DatabaseHandle, databaseNow, notices, shoppers, tenants } from '@rto/database';
import { SystemClock } from '@rto/kernel';
import { RateBuckets } from '@rto/kv';
import { RefusalTrail } from '@rto/observability';
import { ProblemFilter } from '@rto/service';
import { BotProbe, TenantService, type Tenant } from '@rto/settings';
import { aShop, FakeRegos } from '@rto/fakes';
import { aConfig, openTestDatabase, TestStores, type OpenTestDatabase } from '@rto/testing';
import { and, asc, eq, sql } from 'drizzle-orm';
import { CallLimits } from './call-limits';
import { InboundModule, InboundWorkerModule } from './inbound.module';
import { RegosCallHandling } from './regos-call-handling';
import { openRegosHandler } from './regos-handler';

const SECRET = 'handler-secret-of-the-fuzz-test';
const SETTINGS = {
  PRICE_TYPE_ID: '2',
  STOCK_ID: '1',
  ORDER_SOURCE_ID: '4',
  CUSTOMER_GROUP_ID: '1',
};
/** Has begun a chat with the first shop's bot. */
export const CHAT = 5;
/** Two shops that are ours, one that only REGOS knows, and one that does not exist. */
export const CONNECTIONS = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(32));

export interface HandlerAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** REGOS's handler and the work on its calls, in one process with an embedded database and a fake REGOS. */
export class FuzzedHandler {
  private readonly regos = new FakeRegos({ rateLimit: false });
  private stores!: OpenTestDatabase;
  private readonly complaints: string[] = [];
  private readonly rung: string[] = [];
  private database!: DatabaseHandle;
  private app!: NestExpressApplication;
  private url = '';
  private untouched: unknown;
  /** Calls whose head has come. */
  begun = 0;

  static async open(): Promise<FuzzedHandler> {
    const handler = new FuzzedHandler();
    await handler.start();
    return handler;
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.stores?.close();
    await this.regos.close();
  }

  /** Sends a body and does the work that it causes. @throws Error when something went wrong that nobody foresaw */
  async post(
    body: Buffer | undefined,
    headers: Readonly<Record<string, string>>,
    { method = 'POST', below = '' } = {},
  ): Promise<HandlerAnswer> {
    const response = await fetch(`${this.address()}${below}`, {
      method,
      headers,
      ...(body && { body: new Uint8Array(body) }),
    });
    const answer = (await response.json()) as HandlerAnswer['body'];
    for (const callId of this.rung.splice(0)) await this.app.get(RegosCallHandling).handle(callId);
    const unforeseen = this.complaints.splice(0);
    if (unforeseen.length > 0) throw new Error(unforeseen.join('\n'));
    return { status: response.status, body: answer };
  }

  address(secret = SECRET): string {
    return `${this.url}/regos/${secret}`;
  }

  /** Has these people begin a chat with the first shop's bot, and some of them block it. */
  async begin(chatIds: readonly number[], hasBlocked: (chatId: number) => boolean): Promise<void> {
    const tenant = await this.shop(CONNECTIONS[0]);
    const at = databaseNow();
    await this.database.db.of(tenant.id).transaction(async (tx) => {
      const times = { createdAt: at, updatedAt: at };
      const rows = chatIds.map((chatId) => ({
        ...{ tenantId: tenant.id, chatId, ...times },
        blockedAt: hasBlocked(chatId) ? at : null,
      }));
      await tx.insert(shoppers).values(rows).onConflictDoNothing();
    });
  }

  /** Chats to which a shop's campaign with this text is to go, in the order of sending. */
  async campaignChats(connectionId: string, text: string): Promise<number[]> {
    const tenant = await this.shop(connectionId);
    const rows = await this.database.db
      .of(tenant.id)
      .select({ chatId: notices.chatId })
      .from(notices)
      .where(and(eq(notices.tenantId, tenant.id), sql`${notices.content} ->> 'text' = ${text}`))
      .orderBy(asc(notices.sequence));
    return rows.map(({ chatId }) => chatId);
  }

  /** Does something while the database cannot be reached. */
  async withoutDatabase<T>(work: () => Promise<T>): Promise<T> {
    const cut = Object.assign(new Error('the connection was cut'), { code: 'ECONNRESET' });
    const look = jest.spyOn(this.app.get(TenantService), 'findByConnection').mockRejectedValue(cut);
    try {
      return await work();
    } finally {
      look.mockRestore();
    }
  }

  private async shop(connectionId = ''): Promise<Tenant> {
    const tenant = await this.app.get(TenantService).findByConnection(connectionId);
    if (!tenant) throw new Error('there is no such shop');
    return tenant;
  }

  /** Whatever was said: both shops are as they were, and of others only the one that REGOS knows may have come. */
  async expectUntouched(): Promise<void> {
    const { shops, others } = await this.look();
    if (JSON.stringify(shops) !== JSON.stringify(this.untouched)) {
      throw new Error(`a shop was changed by words: ${JSON.stringify(shops)}`);
    }
    if (others > 1) throw new Error('a shop was made up');
  }

  private async look(): Promise<{ shops: unknown; others: number }> {
    const { id, name, state, connectionHash, removedAt } = tenants;
    const rows = await this.database.db.acrossTenants
      .select({ id, name, state, connectionHash, removedAt })
      .from(tenants)
      .orderBy(asc(tenants.createdAt), asc(tenants.id));
    return { shops: rows.slice(0, 2), others: rows.length - 2 };
  }

  private async start(): Promise<void> {
    await this.regos.listen();
    const logger = { error: (message: string) => this.complaints.push(message) };
    this.stores = await openTestDatabase('embedded', logger);
    this.database = this.stores.handle;
    this.app = await this.boot();
    this.url = await this.app.getUrl();
    for (const connectedIntegrationId of CONNECTIONS.slice(0, 3)) {
      this.regos.addAccount({ connectedIntegrationId, shop: aShop(), settings: SETTINGS });
    }
    for (const connectedIntegrationId of CONNECTIONS.slice(0, 2)) {
      const { tenant } = await this.app.get(TenantService).register({ connectedIntegrationId });
      await this.app.get(ShopperRepository).save(tenant.id, CHAT, { language: 'ru' });
      await this.app.get(TenantService).setActive(tenant.id, true);
    }
    this.untouched = (await this.look()).shops;
  }

  private async boot(): Promise<NestExpressApplication> {
    const env = { REGOS_API_URL: this.regos.url, REGOS_HANDLER_SECRET: SECRET };
    const clock = new SystemClock();
    const ring = async (name: string, data: object): Promise<void> => {
      if (name === 'inbound.handle' && 'callId' in data) this.rung.push(String(data.callId));
    };
    const take = async (_limit: unknown, _key: string, _reserve: number, wanted: number) =>
      Promise.resolve({ granted: wanted, waitMs: 0, pausedMs: 0, left: wanted });
    const more = [
      { provide: RefusalTrail, useValue: new RefusalTrail(clock) },
      { provide: RateBuckets, useValue: { take, pause: async () => undefined } },
      { provide: BotProbe, useValue: { inspect: async () => ({ kind: 'unreachable' }) } },
    ];
    const imports = [
      ConfigModule.forRoot(await aConfig(env)),
      await TestStores.module(this.database, { clock, jobs: { add: ring }, more }),
      ClusterModule.forRoot({ kind: 'api' }),
      AdminModule,
      InboundModule,
      InboundWorkerModule,
    ];
    const providers = [{ provide: APP_FILTER, useClass: ProblemFilter }];
    const testing = await Test.createTestingModule({ imports, providers })
      .overrideProvider(CallLimits)
      .useValue({ allow: () => true, allowIntroduction: () => true })
      .compile();
    const error = (message: unknown): void =>
      void this.complaints.push(message instanceof Error ? (message.stack ?? '') : JSON.stringify(message));
    const logger = { log: () => undefined, warn: () => undefined, error };
    const app = testing.createNestApplication<NestExpressApplication>({ logger });
    openRegosHandler(app);
    setUpHttp(app);
    await app.listen(0, '127.0.0.1');
    app.getHttpServer().on('request', () => (this.begun += 1));
    return app;
  }
}
