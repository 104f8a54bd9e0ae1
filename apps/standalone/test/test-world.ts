import {
  FakeRegos,
  FakeTelegram,
  aShop,
  type Chat,
  type Person,
  type ShopData,
  type Tariff,
} from '@rto/fakes';
import { randomBytes, randomInt } from 'node:crypto';
import { until } from './test-process';

export const ADMIN_KEY = 'e2e-admin-key-0123456789abcdef';
export const HANDLER_SECRET = 'e2e-handler-secret-0123456789';

export interface ShopOptions {
  readonly shop?: ShopData;
  readonly tariff?: Partial<Tariff>;
  /** How REGOS lists the connection: ours from the marketplace, unless given. */
  readonly listed?: { readonly isPublic?: boolean; readonly integrationKey?: string };
  /** On top of the required ones. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** One tenant as the two fakes know it. */
export interface TestTenant {
  readonly id: string;
  readonly connectionId: string;
  readonly token: string;
  readonly apiLogin: string;
}

/** What a service of any shape lives in: a fake REGOS, a fake Telegram, and its operator. */
export abstract class TestWorld {
  /** The shop that `open` connected. */
  tenant!: TestTenant;
  readonly regos = new FakeRegos();
  readonly telegram = new FakeTelegram();
  private nextPersonId = 500_000;

  protected constructor(private readonly options: ShopOptions) {}

  /** Where the service takes requests. */
  abstract get url(): string;
  /** Everything that its processes printed. */
  abstract get log(): string;
  abstract close(): Promise<void>;

  /** What every process is told of this world. */
  protected get environment(): Record<string, string> {
    return {
      TELEGRAM_API_URL: this.telegram.url,
      REGOS_API_URL: this.regos.url,
      REGOS_AUTH_URL: `${this.regos.url}/oauth/token`,
      REGOS_HANDLER_SECRET: HANDLER_SECRET,
      REGOS_TIMEOUT_MS: '1500',
      REGOS_SETTLE_MS: '2500',
      ADMIN_API_KEY: ADMIN_KEY,
      ...this.options.environment,
    };
  }

  /** A further shop, registered by the operator and answering. */
  async connect(options: ShopOptions = {}): Promise<TestTenant> {
    const account = this.addAccount(options);
    const tenant = await this.admin<{ id: string }>('POST', '/tenants', {
      connectedIntegrationId: account.connectionId,
      name: 'Тестовый магазин',
    });
    await until(
      async () => (await this.admin<{ bot: unknown }>('GET', `/tenants/${tenant.id}`)).bot !== null,
    );
    return { id: tenant.id, ...account };
  }

  /** A shop that exists in REGOS and Telegram; the service does not know it yet. */
  addAccount(options: ShopOptions = {}, apiLogin = randomBytes(6).toString('hex')): Omit<TestTenant, 'id'> {
    const connectionId = randomBytes(16).toString('hex');
    const token = options.settings?.['BOT_TOKEN'] ?? this.addBot();
    const shop = options.shop ?? aShop();
    this.regos.addAccount({
      connectedIntegrationId: connectionId,
      shop,
      ...(options.tariff && { tariff: options.tariff }),
      ...options.listed,
      apiLogin,
      handlerUrl: `${this.url}/regos/${HANDLER_SECRET}`,
      settings: {
        BOT_TOKEN: token,
        PRICE_TYPE_ID: String(shop.priceTypes.at(-1)?.id),
        STOCK_ID: String(shop.stocks[0]?.id),
        ORDER_SOURCE_ID: String(shop.sources.at(-1)?.id),
        CATALOG_VIEW: 'list',
        ...{ MAX_OPEN_ORDERS: '0', MAX_ORDERS_PER_DAY: '0' }, // few people order for many
        CUSTOMER_GROUP_ID: String(shop.customerGroups[0]?.id),
        ...options.settings,
      },
    });
    return { connectionId, token, apiLogin };
  }

  /** The shop removes us and installs us again: its account and its bot under a new id. @returns that id */
  reinstall(tenant: TestTenant): string {
    this.regos.removeAccount(tenant.connectionId);
    const settings = { BOT_TOKEN: tenant.token };
    return this.addAccount({ settings }, tenant.apiLogin).connectionId;
  }

  /** @returns its token */
  addBot(): string {
    const token = `${randomInt(1_000_000_000, 9_999_999_999)}:AA${randomBytes(25).toString('base64url')}`;
    this.telegram.addBot({ token });
    return token;
  }

  person(firstName = 'Aziz', languageCode = 'ru'): Person {
    const id = this.nextPersonId++;
    return this.telegram.person({ id, firstName, languageCode, phone: `99890${id}1` });
  }

  /** A new person in front of the main menu. */
  async visitor(firstName = 'Aziz', languageCode = 'ru', tenant = this.tenant): Promise<Chat> {
    const chat = this.person(firstName, languageCode).chatWith(tenant.token);
    chat.send('/start');
    // a word of welcome takes away what stands below the chat, and the menu follows
    await chat.waitFor((message) => message.inlineKeyboard.length > 0);
    await chat.settled();
    return chat;
  }

  async admin<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/admin/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  protected async openFakes(): Promise<void> {
    await this.regos.listen();
    await this.telegram.listen();
  }

  protected async closeFakes(): Promise<void> {
    await this.telegram.close();
    await this.regos.close();
  }
}
