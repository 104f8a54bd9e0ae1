import type { TestingModule } from '@nestjs/testing';
import { ShopperRepository } from '@rto/customers';
import { databaseNow, notices } from '@rto/database';
import { HeldNoticeRepository, NoticeRepository, OrderService, type Notice } from '@rto/orders';
import { TenantService, type Tenant } from '@rto/settings';
import type { Chat, Group } from '@rto/fakes';
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { POLLING, settingsWith, TestBots } from '../setup/bots.fixture';
import { ClosedChats } from './closed-chats';
import { NoticeSender } from '../notices/notice-sender';
import { PhotoFiles } from './photo-files';
import { CALLBACK_CODEC } from '../conversation/flows';
import { CallbackCodec } from './callback-codec';
import { ScreenSender } from './screen-sender';
import { StaffChatMoves } from './staff-chat-moves';
import { StaffCards } from '../staff/staff-cards';
import { CampaignSender } from '../notices/campaign-sender';
import { ReminderScreens } from '../notices/reminder-sender';
import { TalkCarrier } from '../talks/talk-carrier';

const DAY_MS = 24 * 60 * 60_000;
const SENDING = [
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
  { provide: OrderService, useValue: { findById: async () => undefined } },
];

describe('a chat that takes no messages', () => {
  let bots: TestBots;
  let app: TestingModule;
  let shop: Shop;
  let other: Shop;
  let nextId = 1;

  beforeAll(async () => {
    bots = await TestBots.open();
    app = await bots.startProcess(POLLING, SENDING);
    await app.init();
  });
  afterAll(() => bots.close());
  beforeEach(async () => {
    [shop, other] = [await Shop.open(), await Shop.open()];
  });

  /** A shop whose staff has a group, and the messages that wait for its people. */
  class Shop {
    private constructor(
      readonly tenant: Tenant,
      readonly token: string,
      readonly group: Group,
    ) {}

    static async open(): Promise<Shop> {
      const token = bots.addBot();
      const group = bots.telegram.addGroup(token, { id: -4_000 - nextId++ });
      const tenant = await bots.connect(app, token);
      const settings = { ...settingsWith(token), ORDERS_CHAT_ID: String(group.id) };
      return new Shop(await app.get(TenantService).putSettings(tenant.id, settings), token, group);
    }

    setStaffChat(chatId: string): Promise<Tenant> {
      const settings = { ...settingsWith(this.token), ORDERS_CHAT_ID: chatId };
      return app.get(TenantService).putSettings(this.tenant.id, settings);
    }

    async shopper(): Promise<Chat> {
      const chat = bots.telegram.person({ id: 90_000 + nextId++, firstName: 'Aziz' }).chatWith(this.token);
      chat.send('/start');
      await app.get(ShopperRepository).save(this.tenant.id, chat.person.id, { language: 'ru' });
      return chat;
    }

    async write(chatId: number, ...contents: Notice[]): Promise<void> {
      for (const content of contents) {
        const kind = content.type === 'campaign' ? 'campaign' : 'order';
        await app.get(NoticeRepository).add(this.tenant.id, kind, [{ chatId, content }]);
      }
    }

    /** New orders, told to the chat that the setting names. */
    writeToStaff(...numbers: number[]): Promise<void> {
      return this.write(
        this.group.id,
        ...numbers.map((number) => ({ type: 'staffAttention', number }) as const),
      );
    }

    /** Sends until nothing is left that may go; no group is too fast here. */
    async send(kind: 'order' | 'campaign' = 'order', rounds = 8): Promise<void> {
      for (let round = 0; round < rounds; round += 1) {
        await app.get(NoticeSender).send(this.tenant.id, kind);
        await this.alter({ claimedAt: sql`${notices.claimedAt} - interval '1 hour'` });
      }
    }

    /** As if the time had come to try again. */
    hurry(): Promise<void> {
      return this.alter({ dueAt: sql`case when due_at is not null then now() end` });
    }

    async alter(change: Parameters<ReturnType<typeof bots.database.db.acrossTenants.update>['set']>[0]) {
      await bots.database.db
        .of(this.tenant.id)
        .update(notices)
        .set(change)
        .where(eq(notices.tenantId, this.tenant.id));
    }

    async waiting(): Promise<number[]> {
      const rows = await bots.database.db
        .of(this.tenant.id)
        .select()
        .from(notices)
        .where(and(eq(notices.tenantId, this.tenant.id), isNotNull(notices.dueAt)))
        .orderBy(asc(notices.sequence));
      return rows.map(({ content }) => (content as { number: number }).number);
    }

    async problems(): Promise<string[]> {
      return (await app.get(TenantService).get(this.tenant.id)).problems.map(({ code }) => code);
    }
  }

  const campaign = { type: 'campaign', text: 'Скидка', imageUrl: null } as const;
  const numbersIn = (group: Group): string[] =>
    group.words.map((words) => /№ (\d+)/.exec(words)?.[1] ?? words.replace(/.*(-\d+)$/s, '$1'));

  describe('of the staff', () => {
    it('that became a supergroup goes on there, in order, and is told to the shop and to the group', async () => {
      const supergroup = bots.telegram.upgradeGroup(shop.group);
      await shop.writeToStaff(1, 2, 3);
      await other.writeToStaff(7);
      await Promise.all([shop.send(), other.send()]);
      const movedTo = String(supergroup.id);
      expect(numbersIn(supergroup)).toEqual(['1', '2', '3', movedTo]);
      expect(numbersIn(other.group)).toEqual(['7']);
      const { problems } = await app.get(TenantService).get(shop.tenant.id);
      expect(problems).toMatchObject([{ key: 'ORDERS_CHAT_ID', code: 'chat_moved', movedTo: supergroup.id }]);
      for (const words of Object.values(problems[0]?.message ?? {})) expect(words).toContain(movedTo);
      expect(await other.problems()).toEqual([]);
      const calls = bots.callsOf(shop.token).filter(({ chatId }) => chatId === shop.group.id);
      await shop.writeToStaff(4);
      await shop.send();
      expect(numbersIn(supergroup).at(-1)).toBe('4');
      expect(bots.callsOf(shop.token).filter(({ chatId }) => chatId === shop.group.id)).toEqual(calls);
    });

    it('that became a supergroup is known until the shop has entered the new number', async () => {
      const supergroup = bots.telegram.upgradeGroup(shop.group);
      await shop.writeToStaff(1);
      await shop.send();
      await shop.setStaffChat(String(shop.group.id)); // saved once more, as it was
      expect(await shop.problems()).toEqual(['chat_moved']);
      await shop.setStaffChat(String(supergroup.id));
      expect(await shop.problems()).toEqual([]);
      await shop.writeToStaff(2);
      await shop.send();
      expect(numbersIn(supergroup)).toEqual(['1', String(supergroup.id), '2']);
    });

    it.each<[string, (group: Group) => void]>([
      ['put the bot out', (group) => group.kick()],
      ['lets nobody write', (group) => group.silence()],
      ['closed its topic', (group) => group.closeTopic()],
    ])('that %s is the problem of the shop, and its messages wait and come in order', async (_, close) => {
      const buyer = await shop.shopper();
      close(shop.group);
      await shop.writeToStaff(1, 2);
      await shop.write(buyer.person.id, { type: 'orderWaiting', number: 9 });
      await other.writeToStaff(7);
      await Promise.all([shop.send(), other.send()]);
      expect(await shop.problems()).toEqual(['chat_unreachable']);
      expect(buyer.messages.at(-1)?.words).toContain('№ 9'); // nobody else waits for it
      expect(numbersIn(other.group)).toEqual(['7']);
      shop.group.letIn();
      await app.get(HeldNoticeRepository).wake(shop.tenant.id, shop.group.id);
      await shop.writeToStaff(3);
      await shop.send();
      expect(numbersIn(shop.group)).toEqual(['1', '2', '3']);
      expect(await shop.problems()).toEqual([]);
    });

    it('is tried again although nobody says that it is open', async () => {
      shop.group.silence();
      await shop.writeToStaff(1);
      await shop.send();
      shop.group.allow();
      await shop.hurry();
      await shop.send();
      expect(numbersIn(shop.group)).toEqual(['1']);
    });

    it('that does not exist gives its messages to the one that the shop enters then', async () => {
      await shop.setStaffChat('-999');
      await shop.write(-999, { type: 'staffAttention', number: 1 }, { type: 'staffAttention', number: 2 });
      await shop.send();
      expect(await shop.problems()).toEqual(['chat_unreachable']);
      await shop.setStaffChat('');
      await shop.hurry();
      await shop.send();
      await shop.setStaffChat(String(shop.group.id));
      await shop.writeToStaff(3);
      await shop.hurry();
      await shop.send();
      expect(numbersIn(shop.group)).toEqual(['1', '2', '3']);
    });

    it('is waited for by the newest two hundred of three days', async () => {
      shop.group.kick();
      await shop.writeToStaff(...Array.from({ length: 203 }, (_, index) => index));
      await shop.send();
      expect((await shop.waiting())[0]).toBe(3);
      await shop.alter({ createdAt: new Date(Date.now() - 3 * DAY_MS - 60_000) });
      await shop.hurry();
      await shop.send('order', 1);
      expect((await shop.waiting())[0]).toBeGreaterThan(3);
    });
  });

  it('takes the words when it takes no pictures, and another chat still gets the picture', async () => {
    const buyer = await shop.shopper();
    shop.group.forbidPhotos();
    const picture = { ...campaign, imageUrl: 'https://cdn.example/a.jpg' };
    await shop.write(shop.group.id, picture);
    await shop.write(buyer.person.id, picture);
    await shop.send('campaign');
    expect(shop.group.words).toEqual(['Скидка']);
    expect(buyer.messages.at(-1)?.photo).toBeDefined();
  });

  describe('of a person', () => {
    it('who blocked the bot and comes back hears what became of the order, in order, and no campaign', async () => {
      const buyer = await shop.shopper();
      buyer.block();
      await shop.write(
        buyer.person.id,
        { type: 'orderWaiting', number: 1 },
        { type: 'orderNeedsAttention', number: 2 },
      );
      await shop.send();
      await shop.write(buyer.person.id, campaign);
      buyer.unblock();
      const [chat] = await app
        .get(ShopperRepository)
        .areBack([{ tenantId: shop.tenant.id, chatId: buyer.person.id }]);
      expect(chat).toEqual({ tenantId: shop.tenant.id, chatId: buyer.person.id });
      expect(await shop.waiting()).toContain(1);
      await app.get(HeldNoticeRepository).wake(other.tenant.id, buyer.person.id);
      await shop.send();
      expect(buyer.messages).toHaveLength(1); // woken in another shop only
      await app.get(HeldNoticeRepository).wake(shop.tenant.id, buyer.person.id);
      await shop.send();
      const heard = buyer.messages.slice(1).map(({ words }) => /№ (\d)/.exec(words)?.[1]);
      expect(heard).toEqual(['1', '2']);
    });

    it('hears of an order for a day, and nothing when the account is deleted', async () => {
      const [late, gone] = [await shop.shopper(), await shop.shopper()];
      late.block();
      gone.deactivate();
      for (const { person } of [late, gone]) await shop.write(person.id, { type: 'orderWaiting', number: 1 });
      await shop.send();
      expect(await shop.waiting()).toHaveLength(1);
      await shop.alter({ createdAt: new Date(Date.now() - DAY_MS - 60_000) });
      await shop.hurry();
      await shop.send();
      expect(await shop.waiting()).toEqual([]);
    });

    it('who is a stranger is remembered by the shop that tried, and makes no row of a person', async () => {
      for (const each of [shop, other]) await each.write(700_001, campaign);
      await shop.send('campaign');
      const lost = app.get(HeldNoticeRepository);
      expect(await lost.lostChats(shop.tenant.id)).toEqual([{ chatId: 700_001, isOfToday: true }]);
      expect(await lost.lostChats(other.tenant.id)).toEqual([]);
      expect(await app.get(ShopperRepository).find(shop.tenant.id, 700_001)).toBeUndefined();
      await shop.alter({ claimedAt: sql`now() - interval '8 days'`, dueAt: null, createdAt: databaseNow() });
      expect(await lost.lostChats(shop.tenant.id)).toEqual([]);
    });
  });
});
