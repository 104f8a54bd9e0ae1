import { randomBytes } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { ChangesModule, ClusterModule } from '@rto/cluster';
import { CatalogService } from '@rto/catalog';
import { ConfigModule } from '@rto/config';
import { databaseNow, updates } from '@rto/database';
import { ManualClock, SystemClock } from '@rto/kernel';
import { ObservabilityModule } from '@rto/observability';
import type { CheckoutDraft, Order } from '@rto/orders';
import { OrderRepository } from '@rto/orders';
import type { Action } from '@rto/screens';
import { TenantService } from '@rto/settings';
import { aShop, FakeRegos } from '@rto/fakes';
import { aConfig, openTestDatabase, TestStores, type OpenTestDatabase } from '@rto/testing';
import { and, eq } from 'drizzle-orm';
import type { Update } from 'telegraf/types';
import { TelegramClients } from '../client/telegram-clients';
import { TenantTelegram } from '../client/tenant-telegram';
import type { CurrentBot } from '../inbox/current-bots';
import { UpdateRouter } from '../inbox/update-router';
import type { InlineAnswer } from '../inline/inline-results';
import { settingsWith } from '../setup/bots.fixture';
import { ConversationModule } from '../telegram.module';
import type { Dialog } from './dialog';
import { DialogRepository } from './dialog.repository';
import { CALLBACK_CODEC } from './flows';

const TOKEN = '7000000001:AAtokenOfTheTestedBot-0123456789abcde';
const BOT = { id: 7_000_000_001, username: 'shop_bot' };
const CHAT = 700;
const person = (id: number) => ({ id, is_bot: false, first_name: 'Aziz', language_code: 'ru' });

export interface Call {
  readonly method: string;
  readonly payload: object;
}

/** What a call shows: text, caption, or the caption of a picture that is put in the place of another. */
function wordsOf(payload: object): string | undefined {
  const { text, caption, media } = payload as {
    text?: string;
    caption?: string;
    media?: { caption?: string };
  };
  return text ?? caption ?? media?.caption;
}

/** They show that somebody is at work, the second one on a machine that is busy. */
const SIGNS = ['answerCallbackQuery', 'sendChatAction'];

/** Takes every call, and answers as Telegram does when all is well. */
class AgreeingTelegram extends TenantTelegram {
  constructor(
    private readonly shown: string[],
    private readonly calls: Call[],
  ) {
    super(TOKEN, { apiUrl: 'https://telegram.example', timeoutMs: 1_000 });
  }

  override async call<Result>(method: string, payload: object): Promise<Result> {
    if (!SIGNS.includes(method)) this.calls.push({ method, payload });
    const words = wordsOf(payload);
    if (words !== undefined) this.shown.push(words);
    if (method === 'getMe') return { ...BOT, is_bot: true, first_name: 'Shop' } as Result;
    if (method === 'getWebhookInfo') return { url: '', pending_update_count: 0 } as Result;
    const message = { message_id: 1, date: 1, chat: { id: CHAT, type: 'private' } };
    return (method.startsWith('answer') || method.startsWith('delete') ? true : message) as Result;
  }
}

/** One person in the bot of a shop: updates go to the handlers, which alone end them. */
export class TestConversation {
  /** Of the updates that follow: what fails is given up. */
  isLastTry = false;
  readonly clock = new ManualClock(new SystemClock().now());
  /** Texts that the bot has sent, to whomever. */
  readonly shown: string[] = [];
  /** The calls of the bot besides those that show it at work, oldest first. */
  readonly calls: Call[] = [];
  private opened!: OpenTestDatabase;
  private current!: CurrentBot;
  private updateId = 0;
  private messageId = 100;

  private constructor(readonly regos: FakeRegos) {}
  app!: TestingModule;

  static async open(): Promise<TestConversation> {
    const regos = new FakeRegos();
    await regos.listen();
    const conversation = new TestConversation(regos);
    await conversation.start();
    return conversation;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.opened.close();
    await this.regos.close();
  }

  /** A new shop, and nothing said yet. */
  async reset(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const connectedIntegrationId = randomBytes(16).toString('hex');
    this.regos.addAccount({ connectedIntegrationId, shop: aShop() });
    const registration = { connectedIntegrationId, settings: { ...settingsWith(TOKEN), ...settings } };
    const { tenant } = await this.app.get(TenantService).register(registration);
    this.current = { tenant, bot: BOT, token: TOKEN };
    // a first reading that takes longer than a second, as on a busy machine, would answer with words of waiting
    await this.app.get(CatalogService, { strict: false }).snapshot(tenant);
  }

  /** The shop as it is by now. */
  async refresh(): Promise<void> {
    this.current = { ...this.current, tenant: await this.app.get(TenantService).get(this.tenantId) };
  }

  get tenantId(): string {
    return this.current.tenant.id;
  }

  get token(): string {
    return this.current.token;
  }

  get connectionId(): string {
    return this.current.tenant.connection.connectedIntegrationId;
  }

  /** @returns whether the update was ended by what it brought about */
  tap(action: Action, chatId = CHAT): Promise<boolean> {
    const message = { message_id: 1, date: 1, chat: { id: chatId, type: 'private', first_name: 'Aziz' } };
    const data = CALLBACK_CODEC.encode(action);
    const query = { id: '1', from: person(chatId), message, chat_instance: '1', data };
    return this.route({ callback_query: query });
  }

  say(content: object): Promise<boolean> {
    return this.route({ message: this.message(content) });
  }

  /** Types behind the bot's name in some chat. @returns what the bot answers */
  async askInline(query: string, offset = ''): Promise<InlineAnswer> {
    await this.route({ inline_query: { id: '1', from: person(CHAT), query, offset } });
    const { payload } = this.calls.findLast(({ method }) => method === 'answerInlineQuery') ?? {};
    if (!payload) throw new Error('the bot has not answered');
    return payload as InlineAnswer;
  }

  /** @param content with the `message_id` of what is edited */
  edit(content: object): Promise<boolean> {
    return this.route({ edited_message: { ...this.message(content), edit_date: 2 } });
  }

  /** Up to the summary of one carton of juice. @returns what is shown there */
  async toSummary(): Promise<CheckoutDraft> {
    await this.say({ text: '/start' });
    await this.tap({ type: 'addItem', itemId: 101, origin: { type: 'none' } });
    await this.tap({ type: 'startCheckout' });
    await this.say({ contact: { phone_number: '998901234567', user_id: CHAT } });
    await this.say({ location: { latitude: 41.3, longitude: 69.2 } });
    await this.say({ text: 'Домофон 8' });
    return this.draft();
  }

  async dialog(): Promise<Dialog | undefined> {
    return this.app.get(DialogRepository).find(this.current.tenant.id, CHAT);
  }

  /** As its time brings it about. */
  async forgetDialog(): Promise<void> {
    await this.app.get(DialogRepository).forget(this.current.tenant.id, CHAT);
  }

  async draft(): Promise<CheckoutDraft> {
    const draft = (await this.dialog())?.draft;
    if (!draft) throw new Error('there is no checkout');
    return draft;
  }

  orders(): Promise<Order[]> {
    return this.app.get(OrderRepository).listOfShopper(this.current.tenant.id, CHAT, 10, 0);
  }

  private message(content: object): object {
    this.messageId += 1;
    const chat = { id: CHAT, type: 'private', first_name: 'Aziz' };
    return { message_id: this.messageId, date: 1, chat, from: person(CHAT), ...content };
  }

  private async route(content: object): Promise<boolean> {
    this.updateId += 1;
    const key = { tenantId: this.current.tenant.id, botId: BOT.id, updateId: this.updateId };
    const db = this.opened.handle.db.of(key.tenantId);
    await db.insert(updates).values({ ...key, chatId: CHAT, receivedAt: databaseNow() });
    const update = { update_id: this.updateId, ...content } as Update;
    await this.app.get(UpdateRouter).route(this.current, update, () => this.isLastTry);
    const [row] = await db
      .select({ doneAt: updates.doneAt })
      .from(updates)
      .where(and(eq(updates.tenantId, key.tenantId), eq(updates.updateId, key.updateId)));
    return row?.doneAt != null;
  }

  private async start(): Promise<void> {
    this.opened = await openTestDatabase('embedded');
    const imports = [
      ConfigModule.forRoot(await aConfig({ REGOS_API_URL: this.regos.url })),
      await TestStores.module(this.opened.handle, { clock: this.clock }),
      ObservabilityModule,
      ChangesModule,
      ClusterModule.forRoot({ kind: 'standalone' }),
      ConversationModule,
    ];
    this.app = await Test.createTestingModule({ imports })
      .overrideProvider(TelegramClients)
      .useValue({ of: () => new AgreeingTelegram(this.shown, this.calls) })
      .compile();
    this.app.useLogger(false);
    await this.app.init();
  }
}
