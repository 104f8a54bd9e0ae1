import {
  FakeRegos,
  FakeTelegram,
  aShop,
  type Chat,
  type Person,
  type ShopData,
  type Tariff,
} from '@rto/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const ENTRY = join(__dirname, '../../../dist/apps/standalone/src/main.js');
export const ADMIN_KEY = 'e2e-admin-key-0123456789abcdef';
export const HANDLER_SECRET = 'e2e-handler-secret-0123456789';

/** A new embedded database takes seconds, and more beside other work. */
const START_TIMEOUT_MS = 60_000;

export interface ShopOptions {
  readonly shop?: ShopData;
  readonly tariff?: Partial<Tariff>;
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

/** The built service as a process of its own, between a fake REGOS and a fake Telegram. */
export class RunningShop {
  /** The shop that `open` connected. */
  tenant!: TestTenant;
  readonly regos = new FakeRegos();
  readonly telegram = new FakeTelegram();
  private child: ChildProcess | undefined;
  private output = '';
  private port = 0;
  dataDir = '';
  private nextPersonId = 500_000;

  private constructor(private readonly options: ShopOptions) {}

  /** Starts everything with one connected shop. */
  static async open(options: ShopOptions = {}): Promise<RunningShop> {
    const running = new RunningShop(options);
    await running.regos.listen();
    await running.telegram.listen();
    running.dataDir = await mkdtemp(join(tmpdir(), 'rto-e2e-'));
    running.port = await freePort();
    try {
      await running.start();
      running.tenant = await running.connect(options);
    } catch (error) {
      await running.close(); // nobody else can: the caller gets no shop
      throw error;
    }
    return running;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Everything the process printed. */
  get log(): string {
    return this.output;
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
      apiLogin,
      handlerUrl: `${this.url}/regos/${HANDLER_SECRET}`,
      settings: {
        BOT_TOKEN: token,
        PRICE_TYPE_ID: String(shop.priceTypes.at(-1)?.id),
        STOCK_ID: String(shop.stocks[0]?.id),
        ORDER_SOURCE_ID: String(shop.sources.at(-1)?.id),
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

  async start(): Promise<void> {
    const environment = {
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(this.port),
      DATA_DIR: this.dataDir,
      TELEGRAM_API_URL: this.telegram.url,
      REGOS_API_URL: this.regos.url,
      REGOS_HANDLER_SECRET: HANDLER_SECRET,
      REGOS_TIMEOUT_MS: '1500',
      REGOS_SETTLE_MS: '2500',
      ADMIN_API_KEY: ADMIN_KEY,
      ...this.options.environment,
    };
    const child = spawn(process.execPath, [ENTRY], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.child = child;
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`the service ended:\n${this.output}`);
      const response = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      return response?.ok === true;
    }, START_TIMEOUT_MS);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.telegram.close();
    await this.regos.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** Waits until `condition` holds. @throws Error after `timeoutMs` */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`still not so after ${timeoutMs} ms`);
    await sleep(30);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}
