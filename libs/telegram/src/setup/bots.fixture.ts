import { randomBytes, randomInt } from 'node:crypto';
import { type DynamicModule, type Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ChangesModule } from '@rto/cluster';
import { Config } from '@rto/config';
import { botSetups, Cipher, DatabaseHandle } from '@rto/database';
import { type TenantId } from '@rto/kernel';
import { Metrics } from '@rto/observability';
import { SettingsModule, TenantService, type Tenant } from '@rto/settings';
import { FakeTelegram, type CallRecord } from '@rto/fakes';
import { eq } from 'drizzle-orm';
import { openTestDatabase, TestStores } from '@rto/testing';
import { ClientsModule } from '../telegram.module';
import { BotSetupRepository } from './bot-setup.repository';
import { BotSetups } from './bot-setups';
import { BotWish } from './bot-wish';
import { WebhookAddresses } from './webhook-address';
import { WebhookSample } from './webhook-sample';
import { WebhookSetup } from './webhook-setup';

type UpdateMode = Omit<Config['telegram'], 'apiUrl'>;
export const POLLING: UpdateMode = { updates: 'polling', publicUrl: undefined };
export const WEBHOOK: UpdateMode = { updates: 'webhook', publicUrl: 'http://127.0.0.1:9' };

const logger = {
  error: (message: string): never => {
    throw new Error(message);
  },
};

/** Shops with bots on a fake Telegram, and processes that set them up, on one PostgreSQL. */
export class TestBots {
  readonly telegram = new FakeTelegram({ webhookRetryUnitMs: 5 });
  private readonly cipher = new Cipher([randomBytes(32)]);
  private readonly started: TestingModule[] = [];

  private constructor(
    readonly database: DatabaseHandle,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async open(): Promise<TestBots> {
    const { handle, close } = await openTestDatabase('postgres', logger);
    const bots = new TestBots(handle, close);
    await bots.telegram.listen();
    return bots;
  }

  async close(): Promise<void> {
    await Promise.all(this.started.map((app) => app.close()));
    await this.telegram.close();
    await this.dropDatabase();
  }

  /** @param more what else the process runs */
  async startProcess(mode: UpdateMode, more: readonly Provider[] = []): Promise<TestingModule> {
    const app = await Test.createTestingModule({
      imports: [await this.surroundings(mode), SettingsModule, ClientsModule, ChangesModule],
      providers: [
        WebhookAddresses,
        BotSetupRepository,
        BotWish,
        WebhookSetup,
        BotSetups,
        WebhookSample,
        ...more,
      ],
    }).compile();
    app.useLogger(false);
    this.started.push(app);
    return app;
  }

  /** @returns its token */
  addBot(id = randomInt(1_000_000_000, 9_999_999_999)): string {
    const token = `${id}:AA${randomBytes(25).toString('base64url')}`;
    this.telegram.addBot({ token, id });
    return token;
  }

  /** A shop that nothing is wrong with. */
  async connect(app: TestingModule, token = this.addBot()): Promise<Tenant> {
    const { tenant } = await app.get(TenantService).register({
      connectedIntegrationId: randomBytes(16).toString('hex'),
      settings: settingsWith(token),
    });
    return tenant;
  }

  /** A shop whose bot is set up, as far as Telegram lets it. */
  async connected(app: TestingModule, token = this.addBot()): Promise<{ tenant: Tenant; token: string }> {
    const tenant = await this.connect(app, token);
    await this.run(app, tenant.id);
    return { tenant, token };
  }

  run(app: TestingModule, tenantId: TenantId): ReturnType<BotSetups['run']> {
    return app.get(BotSetups).run(tenantId);
  }

  async isDue(app: TestingModule, tenantId: TenantId): Promise<boolean> {
    const due = await app.get(BotSetupRepository).due(app.get(BotWish).target, 1_000);
    return due.includes(tenantId);
  }

  async problemsOf(app: TestingModule, tenantId: TenantId): Promise<string[]> {
    return (await app.get(TenantService).get(tenantId)).problems.map(({ code }) => code);
  }

  /** Where Telegram sends the updates of a bot. */
  urlOf(token: string): string | undefined {
    return this.telegram.bot(token).webhook?.settings.url;
  }

  callsOf(token: string): CallRecord[] {
    return this.telegram.calls.filter((call) => call.botToken === token);
  }

  methodsOf(token: string): string[] {
    return this.callsOf(token).map(({ method }) => method);
  }

  async row(tenantId: TenantId): Promise<typeof botSetups.$inferSelect> {
    const [row] = await this.database.db
      .of(tenantId)
      .select()
      .from(botSetups)
      .where(eq(botSetups.tenantId, tenantId));
    if (!row) throw new Error(`no setup of ${tenantId}`);
    return row;
  }

  /** Behind the repository's back. */
  async alter(tenantId: TenantId, change: Partial<typeof botSetups.$inferInsert>): Promise<void> {
    await this.database.db.of(tenantId).update(botSetups).set(change).where(eq(botSetups.tenantId, tenantId));
  }

  private surroundings(mode: UpdateMode): Promise<DynamicModule> {
    const config = {
      telegram: { apiUrl: this.telegram.url, ...mode },
      regos: { apiUrl: 'http://127.0.0.1:9', timeoutMs: 100, dialect: 'both', credentials: undefined },
    };
    return TestStores.module(this.database, {
      cipher: this.cipher,
      more: [{ provide: Config, useValue: config }, Metrics],
    });
  }
}

export function settingsWith(token: string): Record<string, string> {
  return {
    BOT_TOKEN: token,
    PRICE_TYPE_ID: '2',
    STOCK_ID: '1',
    ORDER_SOURCE_ID: '4',
    CUSTOMER_GROUP_ID: '1',
    CATALOG_VIEW: 'list',
  };
}
