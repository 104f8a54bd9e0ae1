import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ChangesModule, ClusterModule } from '@rto/cluster';
import { ConfigModule, loadConfig } from '@rto/config';
import { Cipher, Database, DatabaseHandle, openDatabase } from '@rto/database';
import { Jobs } from '@rto/jobs';
import { Clock, LANGUAGES, SystemClock } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { ObservabilityModule } from '@rto/observability';
import { CHECKOUT_STEPS } from '@rto/orders';
import type { Action } from '@rto/screens';
import { TenantService } from '@rto/settings';
import { aShop, FakeRegos, fuzzCases, withoutHeapGrowth } from '@rto/testing';
import fc from 'fast-check';
import type { Update } from 'telegraf/types';
import { TelegramClients } from '../client/telegram-clients';
import { TenantTelegram } from '../client/tenant-telegram';
import type { CurrentBot } from '../hosting/current-bots';
import { UpdateRouter } from '../hosting/update-router';
import { encodeAction } from '../sending/callback-codec';
import { settingsWith } from '../setup/bots.fixture';
import { ConversationModule } from '../telegram.module';

const TOKEN = '7000000001:AAtokenOfTheFuzzedBot-0123456789abcdef';
const BOT = { id: 7_000_000_001, username: 'shop_bot' };

/** Takes every call, and answers as Telegram does when all is well. */
class AgreeingTelegram extends TenantTelegram {
  constructor() {
    super(TOKEN, { apiUrl: 'https://telegram.example', timeoutMs: 1_000 });
  }

  override async call<Result>(method: string): Promise<Result> {
    const message = { message_id: 1, date: 1, chat: { id: 1, type: 'private' } };
    return (method.startsWith('answer') || method.startsWith('delete') ? true : message) as Result;
  }
}

const ids = fc.oneof(fc.constantFrom(0, 1, 2, 7, 101, 102, 103, 2 ** 31, 2 ** 53 - 1), fc.maxSafeNat());
const CHECKOUT = 'A'.repeat(8);
const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    type: fc.constantFrom(
      'openMenu',
      'startSearch',
      'clearCart',
      'startCheckout',
      'openCards',
      'openLanguage',
    ),
  }),
  fc.record({ type: fc.constantFrom('openCatalog', 'openSearch', 'openCart', 'openOrders'), page: ids }),
  fc.record({ type: fc.constantFrom('openOrder', 'repeatOrder', 'cancelOrder'), number: ids }),
  fc.record({ type: fc.constant('openGroup'), groupId: ids, page: ids }),
  fc.record({
    type: fc.constantFrom('openItem', 'addItem'),
    itemId: ids,
    origin: fc.constant({ type: 'none' }),
  }),
  fc.record({ type: fc.constant('stepLine'), itemId: ids, direction: fc.constantFrom(1, -1), page: ids }),
  fc.record({ type: fc.constant('removeLine'), itemId: ids, page: ids }),
  fc.record({ type: fc.constant('confirm'), checkoutId: fc.constant(CHECKOUT), version: ids }),
  fc.record({
    type: fc.constant('skipStep'),
    checkoutId: fc.constant(CHECKOUT),
    step: fc.constantFrom(...CHECKOUT_STEPS),
  }),
  fc.record({ type: fc.constant('chooseLanguage'), language: fc.constantFrom(...LANGUAGES) }),
);

const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '/start',
    '/start item_101',
    '/start item_1e9',
    '2',
    '0,35',
    '-1',
    '1e5',
    '\u0000',
    '\u202E',
    'Сок',
  ),
  fc.constantFrom('a', '<b>', '𝄞', ' ', '\n').map((part) => part.repeat(4096)),
);
const from = (chatId: number, name: string) => ({
  id: chatId,
  is_bot: false,
  first_name: name,
  language_code: 'ru',
});
const contents = fc.oneof(
  words.map((text) => ({ text })),
  fc.record({ phone_number: words, user_id: fc.constantFrom(1, 2, 3) }).map((contact) => ({ contact })),
  fc.record({ latitude: fc.double(), longitude: fc.double() }).map((location) => ({ location })),
  fc.constantFrom(
    { sticker: {} },
    { photo: [] },
    { document: {} },
    { dice: {} },
    { new_chat_title: 'x' },
    {},
  ),
);
const data = fc.oneof({ weight: 4, arbitrary: actions.map(encodeAction) }, { weight: 1, arbitrary: words });

/** Whole updates of a few chats, as Telegram may send them, whatever people put in. */
const updates = fc
  .record({ chatId: fc.integer({ min: 1, max: 3 }), name: words, content: contents, data: fc.option(data) })
  .map((given) => {
    const { chatId, name, content } = given;
    const chat = { id: chatId, type: 'private', first_name: name };
    const message = { message_id: 1, date: 1, chat, from: from(chatId, name), ...content };
    if (given.data === null) return { message };
    const query = { id: '1', from: from(chatId, name), message, chat_instance: '1', data: given.data };
    return { callback_query: query };
  });

describe('whatever people send to a bot', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rto-fuzz-'));
  const regos = new FakeRegos();
  const complaints: string[] = [];
  let database: DatabaseHandle;
  let app: TestingModule;
  let current: CurrentBot;

  beforeAll(async () => {
    await regos.listen();
    const env = {
      DATA_DIR: dataDir,
      REGOS_API_URL: regos.url,
      TELEGRAM_UPDATES: 'webhook',
      PUBLIC_URL: 'https://bots.example',
    };
    const config = loadConfig(env, () => undefined);
    database = await openDatabase({
      databaseUrl: undefined,
      dataDir,
      logger: { error: (message) => complaints.push(message) },
    });
    const clock = new SystemClock();
    const globals: Provider[] = [
      { provide: DatabaseHandle, useValue: database },
      { provide: Database, useValue: database.db },
      { provide: Cipher, useValue: new Cipher([randomBytes(32)]) },
      { provide: Clock, useValue: clock },
      { provide: KeyValueStore, useValue: new MemoryKeyValueStore(clock) },
      { provide: Jobs, useValue: { add: async () => undefined } },
    ];

    @Global()
    @Module({ providers: globals, exports: globals })
    class Surroundings {}

    const imports = [
      ConfigModule.forRoot(config),
      Surroundings,
      ObservabilityModule,
      ChangesModule,
      ClusterModule.forRoot({ kind: 'standalone' }),
      ConversationModule,
    ];
    app = await Test.createTestingModule({ imports })
      .overrideProvider(TelegramClients)
      .useValue({ of: () => new AgreeingTelegram() })
      .compile();
    app.useLogger({
      log: () => undefined,
      warn: () => undefined,
      error: (message: unknown) => complaints.push(JSON.stringify(message)),
    });
    await app.init();
    const connectedIntegrationId = randomBytes(16).toString('hex');
    regos.addAccount({ connectedIntegrationId, shop: aShop() });
    const { tenant } = await app
      .get(TenantService)
      .register({ connectedIntegrationId, settings: settingsWith(TOKEN) });
    current = { tenant, bot: BOT, token: TOKEN };
  }, 60_000);
  afterAll(async () => {
    await app?.close();
    await database?.close();
    await regos.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is answered: nothing fails in a way that nobody foresaw, and nothing stays behind', async () => {
    const router = app.get(UpdateRouter);
    let updateId = 0;
    const half = (): Promise<void> =>
      fc.assert(
        fc.asyncProperty(updates, async (update) => {
          updateId += 1;
          await router.route(current, { update_id: updateId, ...update } as Update);
          const unforeseen = complaints.splice(0);
          if (unforeseen.length > 0) throw new Error(unforeseen.join('\n'));
        }),
        { numRuns: Math.ceil(fuzzCases(0.3) / 2) },
      );
    await withoutHeapGrowth(half, 40);
  }, 900_000);
});
