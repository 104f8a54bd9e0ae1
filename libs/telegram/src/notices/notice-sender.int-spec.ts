import { randomBytes } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { ShopperRepository } from '@rto/customers';
import { Cipher, Database, databaseNow, notices, type DatabaseHandle } from '@rto/database';
import { Clock, newId, RetryableError, SystemClock } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { HeldNoticeRepository, NoticeRepository, OrderService, type Notice, type Order } from '@rto/orders';
import { parseSettings, TenantService, type Tenant, type TenantProblem } from '@rto/settings';
import { FakeTelegram, type Chat, type Person } from '@rto/fakes';
import { and, eq, sql } from 'drizzle-orm';
import { EMPTY } from 'rxjs';
import { openTestDatabase } from '@rto/testing';
import { TelegramClients } from '../client/telegram-clients';
import { TenantTelegram } from '../client/tenant-telegram';
import { ClosedChats } from '../sending/closed-chats';
import { CampaignSender } from './campaign-sender';
import { ReminderScreens } from './reminder-sender';
import { NoticeSender } from './notice-sender';
import { anOrder } from './order.builders';
import { PhotoFiles } from '../sending/photo-files';
import { CALLBACK_CODEC } from '../conversation/flows';
import { CallbackCodec } from '../sending/callback-codec';
import { ScreenSender } from '../sending/screen-sender';
import { StaffChatMoves } from '../sending/staff-chat-moves';
import { TalkCarrier } from '../talks/talk-carrier';
import { StaffCards } from '../staff/staff-cards';

const TOKEN = '123456789:AAtokenOfTestsOnly-0123456789_abcdefg';
const STAFF_GROUP = -1001;

describe('sending messages that wait as rows', () => {
  const clock = new SystemClock();
  const telegram = new FakeTelegram();
  let close: () => Promise<void>;
  let database: DatabaseHandle;
  let app: TestingModule;
  let tenant: Tenant;
  let problems: TenantProblem[];
  let nextPersonId = 700;
  /** What is done with orders, in its order. */
  const steps: string[] = [];
  let isDiskFull = false;
  let order: Order;
  const orders = {
    findById: async () => order,
    secured: async (order: unknown) => {
      if (isDiskFull) throw new RetryableError('the disk is full');
      steps.push('journaled');
      return order;
    },
    clearCart: async () => void steps.push('cart cleared'),
    restoreCart: async () => void steps.push('cart restored'),
  };

  beforeAll(async () => {
    await telegram.listen();
    telegram.addBot({ token: TOKEN });
    ({ handle: database, close } = await openTestDatabase('postgres'));
    const options = { apiUrl: telegram.url, timeoutMs: 2_000 };
    app = await Test.createTestingModule({
      providers: [
        NoticeSender,
        ClosedChats,
        StaffChatMoves,
        ...[StaffCards, CampaignSender, ReminderScreens].map((provide) => ({ provide, useValue: {} })),
        { provide: TalkCarrier, useValue: { undelivered: async () => undefined } },
        ScreenSender,
        { provide: CallbackCodec, useValue: CALLBACK_CODEC },
        PhotoFiles,
        NoticeRepository,
        HeldNoticeRepository,
        ShopperRepository,
        { provide: Database, useValue: database.db },
        { provide: Cipher, useValue: new Cipher([randomBytes(32)]) },
        { provide: Clock, useValue: clock },
        { provide: KeyValueStore, useValue: new MemoryKeyValueStore(clock) },
        { provide: OrderService, useValue: orders },
        {
          provide: TelegramClients,
          useValue: { ofSender: () => new TenantTelegram(TOKEN, { ...options, waitsOutPauses: false }) },
        },
        {
          provide: TenantService,
          useValue: {
            get: () => Promise.resolve({ ...tenant, problems }),
            reportProblem: (_: string, problem: TenantProblem) => problems.push(problem),
            clearProblem: () => (problems = []),
            changes: EMPTY,
          },
        },
      ],
    }).compile();
  });
  afterAll(async () => {
    await app.close();
    await close();
    await telegram.close();
    expect(telegram.violations).toEqual([]);
  });
  beforeEach(() => {
    telegram.faults.clear();
    steps.length = 0;
    order = anOrder();
    isDiskFull = false;
    problems = [];
    tenant = aTenant();
  });

  function aTenant(): Tenant {
    const id = newId();
    const given = { BOT_TOKEN: TOKEN, ORDERS_CHAT_ID: String(STAFF_GROUP), DEFAULT_LANGUAGE: 'ru' };
    return {
      id,
      name: 'Shop',
      state: 'active',
      problems: [],
      bot: undefined,
      owners: [],
      closedUntil: undefined,
      connection: { tenantId: id, connectedIntegrationId: id },
      settings: parseSettings(given).settings,
      createdAt: clock.now(),
      updatedAt: clock.now(),
    };
  }

  /** Somebody who has started the bot, and is known to the shop. */
  async function shopper(): Promise<Chat> {
    const person: Person = telegram.person({ id: nextPersonId++, firstName: 'Aziz' });
    const chat = person.chatWith(TOKEN);
    chat.send('/start');
    await app.get(ShopperRepository).save(tenant.id, person.id, { language: 'ru' });
    return chat;
  }

  const campaign = (text: string, imageUrl: string | null = null): Notice => ({
    type: 'campaign',
    text,
    imageUrl,
  });
  const write = (kind: 'order' | 'campaign', chatId: number, content: Notice): Promise<unknown> =>
    app.get(NoticeRepository).add(tenant.id, kind, [{ chatId, content }]);
  const writeOfOrder = async (chatId: number, content: Notice): Promise<void> => {
    const times = { dueAt: databaseNow(), createdAt: databaseNow() };
    const row = { id: newId(), tenantId: tenant.id, orderId: newId(), chatId, content, ...times };
    await database.db.of(tenant.id).insert(notices).values(row);
  };
  const send = (kind: 'order' | 'campaign'): Promise<number | undefined> =>
    app.get(NoticeSender).send(tenant.id, kind);
  const words = (chat: Chat): string[] => chat.messages.slice(1).map((message) => message.words);
  const waiting = async (): Promise<(typeof notices.$inferSelect)[]> =>
    database.db
      .of(tenant.id)
      .select()
      .from(notices)
      .where(and(eq(notices.tenantId, tenant.id), sql`${notices.sentAt} is null`));
  /** As if whatever they wait for were over. */
  const hurry = async (): Promise<void> => {
    await database.db
      .of(tenant.id)
      .update(notices)
      .set({ dueAt: sql`case when due_at is null then null else now() end`, claimedAt: null })
      .where(eq(notices.tenantId, tenant.id));
  };

  it.each(['disabled', 'inactive', 'removed'] as const)(
    'sends nothing for a shop that is %s, and what people wait for once it is open again',
    async (state) => {
      const chat = await shopper();
      await write('campaign', chat.person.id, campaign('Скидка'));
      await write('order', chat.person.id, { type: 'orderWaiting', number: 7 });
      await write('order', STAFF_GROUP, { type: 'staffAttention', number: 7 });
      const calls = telegram.calls.length;
      tenant = { ...tenant, state };
      expect([await send('order'), await send('campaign')]).toEqual([undefined, undefined]);
      expect(telegram.calls).toHaveLength(calls);
      expect((await waiting()).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
      tenant = { ...tenant, state: 'active' };
      await send('order');
      expect(words(chat)).toEqual([expect.stringContaining('№ 7')]);
    },
  );

  it('brings what people wait for although a campaign was told to be slower', async () => {
    const [reader, buyer] = [await shopper(), await shopper()];
    await write('campaign', reader.person.id, campaign('Скидка'));
    telegram.faults.add({ kind: 'status', status: 429, retryAfterSec: 300, times: 1 });
    await send('campaign');
    expect(words(reader)).toEqual([]);
    await hurry();
    expect(await send('campaign')).toBeGreaterThan(250_000); // the bot rests, whatever is due
    await write('order', buyer.person.id, { type: 'orderWaiting', number: 7 });
    await send('order');
    expect(words(buyer)).toEqual([expect.stringContaining('№ 7')]);
  });

  it('writes the pause that Telegram asks for to the row, and sends nothing meanwhile', async () => {
    const chat = await shopper();
    telegram.faults.add({ kind: 'status', status: 429, retryAfterSec: 60, times: 1 });
    await write('order', chat.person.id, { type: 'orderWaiting', number: 1 });
    await write('order', chat.person.id, { type: 'orderNeedsAttention', number: 1 });
    const startedAtMs = performance.now();
    expect(await send('order')).toBeUndefined(); // not held up by the pause
    expect(performance.now() - startedAtMs).toBeLessThan(20_000);
    expect(words(chat)).toEqual([]);
    const waits = (await waiting()).map(({ dueAt }) => Number(dueAt) - Date.now());
    expect(Math.max(...waits)).toBeGreaterThan(50_000);
    await hurry();
    await send('order');
    await hurry();
    await send('order');
    expect(words(chat).map((text) => text.includes('уточняем'))).toEqual([true, false]); // in their order
  });

  it('sends a campaign to nobody who has blocked the bot, and to whoever started it before it was ours', async () => {
    const blocked = await shopper();
    const stranger = telegram.person({ id: nextPersonId++, firstName: 'Aziza' }).chatWith(TOKEN);
    stranger.send('/start');
    await app.get(ShopperRepository).markBlocked(tenant.id, blocked.person.id);
    for (const { person } of [blocked, stranger]) await write('campaign', person.id, campaign('Скидка'));
    await send('campaign');
    expect([words(blocked), words(stranger)]).toEqual([[], ['Скидка']]);
    expect((await waiting()).map(({ dueAt }) => dueAt)).toEqual([null]);
  });

  it('marks who blocked the bot, and goes on with the others', async () => {
    const [gone, there] = [await shopper(), await shopper()];
    const fault = {
      kind: 'status',
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    } as const;
    telegram.faults.add({ ...fault, chatId: gone.person.id });
    for (const chat of [gone, there]) {
      await write('order', chat.person.id, { type: 'orderWaiting', number: 1 });
    }
    await send('order');
    expect(words(there)).toHaveLength(1);
    expect((await app.get(ShopperRepository).find(tenant.id, gone.person.id))?.blockedAt).toBeInstanceOf(
      Date,
    );
    expect(await waiting()).toHaveLength(1); // for the person to come back
  });

  it('brings the words without their markup when Telegram refuses that', async () => {
    const chat = await shopper();
    const description = "Bad Request: can't parse entities";
    telegram.faults.add({ kind: 'status', status: 400, method: 'sendMessage', description, times: 1 });
    await write('order', chat.person.id, { type: 'orderWaiting', number: 7 });
    await send('order');
    expect(words(chat)).toEqual([expect.stringContaining('№ 7')]);
  });

  it('says that an order is here once it is in the journal, with a cart that is empty by then', async () => {
    const chat = await shopper();
    await writeOfOrder(chat.person.id, { type: 'orderPlaced', number: 7 });
    isDiskFull = true;
    await send('order');
    expect([words(chat), steps]).toEqual([[], []]);
    isDiskFull = false;
    await hurry();
    await send('order');
    expect(words(chat)).toEqual([expect.stringContaining('№ 7')]);
    expect(steps).toEqual(['journaled', 'cart cleared']);
  });

  describe('of how far an order is', () => {
    const progress = { type: 'orderProgress', number: 7 } as const;
    const tell = async (chat: Chat): Promise<void> => {
      await writeOfOrder(chat.person.id, progress);
      await hurry();
      await send('order');
    };

    it('says it in the message that said it before, which notes no new one', async () => {
      const chat = await shopper();
      await tell(chat);
      const [, first] = chat.messages;
      order = { ...order, statusMessageId: first?.id, state: 'submitted', regosStatus: 'Processing' };
      await tell(chat);
      await tell(chat); // nothing new: Telegram says that the message looks so already
      expect(words(chat)).toEqual([expect.stringContaining('Заказ № 7: собирается')]);
      expect(await waiting()).toEqual([]);
    });
  });

  it('says that an order is refused with a cart that has the goods again', async () => {
    const chat = await shopper();
    await writeOfOrder(chat.person.id, { type: 'orderRefused', number: 7, reason: 'other' });
    await send('order');
    expect(words(chat)).toEqual([expect.stringContaining('№ 7')]);
    expect(steps).toEqual(['cart restored']);
  });

  it('brings a text that is longer than a message whole', async () => {
    const chat = await shopper();
    const text = 'слово '.repeat(1_500).trim();
    await write('campaign', chat.person.id, campaign(text));
    await send('campaign');
    expect(words(chat).join(' ')).toBe(text);
  });

  it('says the words when Telegram does not take the picture, and nothing when there are none', async () => {
    const chat = await shopper();
    telegram.faults.add({
      kind: 'status',
      status: 400,
      method: 'sendPhoto',
      description: 'Bad Request: wrong file',
    });
    await write('campaign', chat.person.id, campaign('Скидка', 'https://cdn.example/a.jpg'));
    await send('campaign');
    await write('campaign', chat.person.id, campaign('', 'https://cdn.example/b.jpg'));
    await hurry();
    await send('campaign');
    expect(words(chat)).toEqual(['Скидка']);
    expect((await waiting()).map(({ lastError }) => lastError)).toEqual([
      'Telegram: there is nothing but a lost picture',
    ]);
  });
});
