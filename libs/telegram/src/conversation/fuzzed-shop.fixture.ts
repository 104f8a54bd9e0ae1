import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test, type TestingModule } from '@nestjs/testing';
import { CartService } from '@rto/cart';
import { ChangesModule, ClusterModule } from '@rto/cluster';
import { ConfigModule } from '@rto/config';
import { botSetups, Cipher, DatabaseHandle, orderLines, tenants, updates } from '@rto/database';
import { type TenantId } from '@rto/kernel';
import { RateBuckets, type Grant } from '@rto/kv';
import { ObservabilityModule } from '@rto/observability';
import { TenantService, type Tenant } from '@rto/settings';
import { aShop, aShopItem, FakeRegos } from '@rto/fakes';
import { aConfig, openTestDatabase, TestStores, type OpenTestDatabase } from '@rto/testing';
import { eq } from 'drizzle-orm';
import type { Update } from 'telegraf/types';
import { TelegramClients } from '../client/telegram-clients';
import { TenantTelegram } from '../client/tenant-telegram';
import { UpdateCounts } from '../inbox/update-counts';
import { UpdateDispatcher } from '../inbox/update-dispatcher';
import { UpdateRouter } from '../inbox/update-router';
import { settingsWith } from '../setup/bots.fixture';
import { ConversationModule } from '../telegram.module';
import { WebhookAddresses } from '../setup/webhook-address';
import { WebhookBotRepository } from '../webhook/webhook-bot.repository';
import { WebhookBots } from '../webhook/webhook-bots';
import { WebhookRoute } from '../webhook/webhook-route';
import { WrongSecrets } from '../webhook/wrong-secrets';
import { aMessage, aTap, CHATS, FOREIGN_ITEMS } from './fuzzed-chats.fixture';

const TOKEN = '7000000001:AAtokenOfTheFuzzedBot-0123456789abcdef';
const BOT = { id: 7_000_000_001, username: 'shop_bot' };
const FOREIGN_NAME = 'Чужой товар';
/** In the shop's price type 2, as REGOS has them: nothing a person sends changes them. */
const PRICES = new Map(aShop().items.map((item) => [item.id, Number(item.prices[2] ?? 0)]));
/** Of a checkout, with what a change of prices adds. */
const MOST_STEPS = 6;
const SECRET = 'fuzzed-secret';

interface Keyboard {
  readonly inline_keyboard?: readonly (readonly { readonly callback_data?: string }[])[];
}

/** Takes every call, and answers as Telegram does when all is well; remembers what people see. */
class AgreeingTelegram extends TenantTelegram {
  words: string[] = [];
  buttons: string[] = [];

  constructor() {
    super(TOKEN, { apiUrl: 'https://telegram.example', timeoutMs: 1_000 });
  }

  override async call<Result>(method: string, payload: object): Promise<Result> {
    const { text, caption, reply_markup } = payload as Record<string, unknown>;
    this.words.push(JSON.stringify([text, caption]));
    const rows = (reply_markup as Keyboard | undefined)?.inline_keyboard;
    if (rows)
      this.buttons = rows.flat().flatMap(({ callback_data: data }) => (data === undefined ? [] : [data]));
    const message = { message_id: 1, date: 1, chat: { id: 1, type: 'private' } };
    return (method.startsWith('answer') || method.startsWith('delete') ? true : message) as Result;
  }
}

/** The REGOS here has no limit: waiting for a turn finds nothing. */
class EndlessBuckets extends RateBuckets {
  async take(_limit: unknown, _key: string, _reserve: number, wanted: number): Promise<Grant> {
    return { granted: wanted, waitMs: 0, pausedMs: 0, left: wanted };
  }

  async pause(): Promise<void> {}
}

/** A shop whose bot is told anything, beside another shop. Its database is embedded and its REGOS a fake. */
export class FuzzedShop {
  private readonly regos = new FakeRegos({ rateLimit: false });
  private readonly telegram = new AgreeingTelegram();
  private readonly complaints: string[] = [];
  private readonly webhooks = createServer((request, response) => {
    void this.app.get(WebhookRoute).handle(request, response);
  });
  private stores!: OpenTestDatabase;
  private database!: DatabaseHandle;
  private app!: TestingModule;
  private tenant!: Tenant;
  private foreign!: Tenant;
  private publicId = '';
  private updateId = 0;

  static async open(): Promise<FuzzedShop> {
    const shop = new FuzzedShop();
    await shop.start();
    return shop;
  }

  async close(): Promise<void> {
    this.webhooks.closeAllConnections();
    this.webhooks.close();
    await this.app?.close();
    await this.stores?.close();
    await this.regos.close();
  }

  nextUpdateId(): number {
    return (this.updateId += 1);
  }

  /** Brings an update to the handlers. @throws Error when something went wrong that nobody foresaw */
  async receive(update: object, tenant = this.tenant): Promise<void> {
    const current = { tenant, bot: BOT, token: TOKEN };
    await this.app
      .get(UpdateRouter)
      .route(current, { update_id: this.nextUpdateId(), ...update } as Update, () => false);
    this.expectNoComplaint();
  }

  /** Taps a button of the screen that was shown last. */
  async press(chatId: number, button: number): Promise<void> {
    const { buttons } = this.telegram;
    await this.receive(aTap(chatId, 'Aziz', buttons[button % buttons.length] ?? 'm'));
  }

  /** Goes through the checkout, as far as what comes in between lets it. */
  async buy(chatId: number, noise: readonly object[]): Promise<void> {
    const contact = { phone_number: '998901234567', user_id: chatId };
    const steps = [
      aTap(chatId, 'Aziz', 'a:101:'),
      aTap(chatId, 'Aziz', 'o'),
      { message: aMessage(chatId, 'Aziz', { contact }) },
    ];
    for (const step of [...steps.slice(0, 2), ...noise, ...steps.slice(2)]) await this.receive(step);
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const onwards = this.telegram.buttons.find((data) => /^o[stf]:/.test(data));
      if (onwards === undefined) return;
      await this.receive(aTap(chatId, 'Aziz', onwards));
    }
  }

  /** Sends bytes to the bot's webhook, and lets the work that they cause end. @returns the status of the answer */
  async post(body: Buffer, headers: Record<string, string>): Promise<number> {
    const { port } = this.webhooks.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/${this.publicId}`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': SECRET, ...headers },
      body: new Uint8Array(body),
    });
    await response.arrayBuffer();
    const counts = this.app.get(UpdateCounts);
    const dispatcher = this.app.get(UpdateDispatcher);
    const isAtWork = (): boolean => counts.all > 0 && dispatcher.parkedTenants.length === 0;
    while (isAtWork()) await new Promise((resolve) => setImmediate(resolve));
    // what waits for a bot would fill its chat
    await this.database.db.of(this.tenant.id).delete(updates).where(eq(updates.tenantId, this.tenant.id));
    counts.correct([this.tenant.id], []);
    this.expectNoComplaint();
    return response.status;
  }

  /** What people see and have in their carts is the shop's own, at its own prices. */
  async expectOwnGoods(): Promise<void> {
    const words = this.telegram.words.splice(0).join('\n');
    if (words.includes(FOREIGN_NAME)) throw new Error(`goods of another shop are shown: ${words}`);
    for (const chatId of CHATS) {
      const { lines } = await this.app.get(CartService).get(this.tenant.id, chatId);
      for (const { itemId, price, quantity } of lines) expectSold(itemId, price.amount, quantity.toString());
    }
  }

  /** The same of the orders that came of it; the other shop has none. @returns how many lines were ordered */
  async expectOwnOrders(): Promise<number> {
    const rows = await this.linesOf(this.tenant.id);
    for (const { itemId, price, quantity } of rows) expectSold(itemId, price, quantity);
    const foreign = await this.linesOf(this.foreign.id);
    if (foreign.length > 0) throw new Error('the other shop has orders that nobody made');
    const { lines } = await this.app.get(CartService).get(this.foreign.id, CHATS[0]);
    if (lines.length !== 1 || lines[0]?.quantity.toString() !== '1')
      throw new Error('a cart of the other shop changed');
    return rows.length;
  }

  private linesOf(tenantId: TenantId): Promise<(typeof orderLines.$inferSelect)[]> {
    return this.database.db.of(tenantId).select().from(orderLines).where(eq(orderLines.tenantId, tenantId));
  }

  private expectNoComplaint(): void {
    const unforeseen = this.complaints.splice(0);
    if (unforeseen.length > 0) throw new Error(unforeseen.join('\n'));
  }

  private async start(): Promise<void> {
    await this.regos.listen();
    const logger = { error: (message: string) => this.complaints.push(message) };
    this.stores = await openTestDatabase('embedded', logger);
    this.database = this.stores.handle;
    const cipher = new Cipher([randomBytes(32)]);
    this.app = await this.boot(cipher);
    await new Promise<void>((resolve) => this.webhooks.listen(0, '127.0.0.1', resolve));
    this.tenant = await this.connect(aShop(), TOKEN);
    const items = FOREIGN_ITEMS.map((id) => aShopItem({ id, name: FOREIGN_NAME }));
    this.foreign = await this.connect(aShop({ items }), TOKEN.replace('7', '8'));
    await this.registerWebhook(cipher);
    // somebody shops in the other one as well
    await this.receive(aTap(CHATS[0], 'Aziz', `a:${FOREIGN_ITEMS[0]}:`), this.foreign);
    this.telegram.words = [];
  }

  private async boot(cipher: Cipher): Promise<TestingModule> {
    const env = {
      REGOS_API_URL: this.regos.url,
      TELEGRAM_UPDATES: 'webhook',
      PUBLIC_URL: 'https://bots.example',
    };
    const more = [{ provide: RateBuckets, useClass: EndlessBuckets }];
    const imports = [
      ConfigModule.forRoot(await aConfig(env)),
      await TestStores.module(this.database, { cipher, more }),
      ObservabilityModule,
      ChangesModule,
      ClusterModule.forRoot({ kind: 'standalone' }),
      ConversationModule,
    ];
    const providers = [WebhookAddresses, WebhookBotRepository, WebhookBots, WrongSecrets, WebhookRoute];
    const app = await Test.createTestingModule({ imports, providers })
      .overrideProvider(TelegramClients)
      .useValue({ of: () => this.telegram })
      .compile();
    const complain = (message: unknown): void => void this.complaints.push(JSON.stringify(message));
    app.useLogger({ log: () => undefined, warn: () => undefined, error: complain });
    await app.init();
    return app;
  }

  private async connect(shop: ReturnType<typeof aShop>, token: string): Promise<Tenant> {
    const connectedIntegrationId = randomBytes(16).toString('hex');
    this.regos.addAccount({ connectedIntegrationId, shop });
    const settings = { ...settingsWith(token), LOCATION_REQUIRED: 'false' };
    return (await this.app.get(TenantService).register({ connectedIntegrationId, settings })).tenant;
  }

  /** As if Telegram had been told of it. */
  private async registerWebhook(cipher: Cipher): Promise<void> {
    const { db } = this.database;
    const tenantId = this.tenant.id;
    this.publicId = new WebhookAddresses(cipher).make();
    const bot = { botId: BOT.id, botUsername: BOT.username };
    await db.of(tenantId).update(tenants).set(bot).where(eq(tenants.id, tenantId));
    const secretCipher = cipher.encrypt(SECRET, { tenantId, column: 'bot_setups.secret' });
    const now = new Date();
    const setup = {
      tenantId,
      publicId: this.publicId,
      secretCipher,
      botId: BOT.id,
      createdAt: now,
      updatedAt: now,
    };
    await db.of(tenantId).insert(botSetups).values(setup);
  }
}

function expectSold(itemId: number, price: string, quantity: string): void {
  const isOurs = Number(price) > 0 && PRICES.get(itemId) === Number(price);
  if (isOurs && Number(quantity) > 0) return;
  throw new Error(`item ${itemId} is sold at ${price}, ${quantity} of it`);
}
