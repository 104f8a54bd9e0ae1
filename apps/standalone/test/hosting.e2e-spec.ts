import type { Chat, Message } from '@rto/fakes';
import { aStockedShop } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, labels, plain, press, say } from './walking';

interface TenantJson {
  readonly state: string;
  readonly problems: readonly { readonly key: string | null; readonly code: string }[];
  readonly bot: { readonly username: string } | null;
}

describe('many bots in one process', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  const tenantJson = (tenant: TestTenant): Promise<TenantJson> => shop.admin('GET', `/tenants/${tenant.id}`);
  const problemsOf = async (tenant: TestTenant): Promise<string[]> =>
    (await tenantJson(tenant)).problems.map(({ code }) => code);
  const answers = async (tenant: TestTenant): Promise<void> => {
    await say(shop.person().chatWith(tenant.token), '/start', 'С чего начнём');
  };

  describe('keep people and shops apart', () => {
    it('gives one person a language and a cart of their own in each shop', async () => {
      const other = await shop.connect({ shop: aStockedShop() });
      const person = shop.person();
      const [here, there] = [person.chatWith(shop.tenant.token), person.chatWith(other.token)];
      await say(here, '/start', 'С чего начнём');
      await say(there, '/start', 'С чего начнём');
      await press(there, 'Язык', (message) => labels(message).some((row) => row.includes('English')));
      await press(there, 'English', (message) => labels(message).some((row) => row.includes('Catalog')));
      await say(here, '/start item_101', 'Цена:');
      await press(here, 'Добавить', 'В корзине: 1');
      await press(there, 'Cart', /empty/);
      await press(here, 'Корзина', 'Итого');
    });

    it('does thirty quick taps of one person once each and in order', async () => {
      const { chat, card } = await atCard();
      for (let tap = 0; tap < 30; tap += 1) chat.tap('+', card);
      await chat.waitFor(inCart(31), 20_000);
      expect(shownQuantities(chat)).toEqual(ascendingTo(31));
      await press(chat, 'Корзина', 'Итого');
      expect(plain(chat.lastMessage?.words ?? '')).toContain('31 шт × 18 500 сум = 573 500 сум');
    });

    it('lets nobody wait for somebody else', async () => {
      const [slow, quick] = [
        shop.person().chatWith(shop.tenant.token),
        shop.person().chatWith(shop.tenant.token),
      ];
      const endFault = shop.telegram.faults.add({ kind: 'slow', ms: 2_500, chatId: slow.person.id });
      slow.send('/start');
      await say(quick, '/start', 'С чего начнём');
      expect(slow.messages.filter(({ from }) => from === 'bot')).toEqual([]);
      await slow.waitFor('С чего начнём');
      endFault();
    });
  });

  describe('survive', () => {
    it('a kill -9 in the middle of taps: each takes effect once, also when Telegram repeats them all', async () => {
      const { chat, card } = await atCard();
      for (let tap = 0; tap < 20; tap += 1) chat.tap('+', card);
      await until(() => shownQuantities(chat).length >= 5);
      await shop.stop('SIGKILL');
      expect(inCart(21)(card)).toBe(false);
      await shop.start();
      await chat.waitFor(inCart(21), 20_000);
      shop.telegram.redeliver();
      await chat.settled({ timeoutMs: 20_000 });
      await press(chat, '+', inCart(22));
    });

    it('a SIGTERM in the middle of taps, in good time', async () => {
      const { chat, card } = await atCard();
      for (let tap = 0; tap < 20; tap += 1) chat.tap('+', card);
      await until(() => shownQuantities(chat).length >= 3);
      const startedMs = performance.now();
      await shop.stop('SIGTERM');
      expect(performance.now() - startedMs).toBeLessThan(10_000);
      await shop.start();
      await chat.waitFor(inCart(21), 20_000);
      await press(chat, '+', inCart(22));
    });
  });

  describe('run into trouble alone', () => {
    it('with a dead token: the tenant is told, others go on, and a new token brings the bot back', async () => {
      const tenant = await shop.connect();
      shop.telegram.revoke(tenant.token);
      await until(async () => (await tenantJson(tenant)).state === 'misconfigured');
      expect((await tenantJson(tenant)).problems).toMatchObject([
        { key: 'BOT_TOKEN', code: 'token_rejected' },
      ]);
      await answers(shop.tenant);

      const calls = callsWith(tenant.token);
      const moved = { ...tenant, token: aToken(1) };
      shop.telegram.addBot({ token: moved.token, username: 'moved_bot' });
      await shop.admin('PUT', `/tenants/${tenant.id}/settings`, { BOT_TOKEN: moved.token });
      await answers(moved);
      expect(await tenantJson(moved)).toMatchObject({ state: 'active', bot: { username: 'moved_bot' } });
      expect(callsWith(tenant.token)).toBe(calls);
    });

    it('with a token that changes while the old one works: only the new bot answers', async () => {
      const tenant = await shop.connect();
      const moved = { ...tenant, token: aToken(2) };
      shop.telegram.addBot({ token: moved.token });
      await shop.admin('PUT', `/tenants/${tenant.id}/settings`, { BOT_TOKEN: moved.token });
      await answers(moved);
      const calls = callsWith(tenant.token);
      shop.person().chatWith(tenant.token).send('/start');
      await answers(moved);
      expect(callsWith(tenant.token)).toBe(calls);
      expect(await problemsOf(moved)).toEqual([]);
    });

    it('with another poller: the conflict is named, and forgotten when the other one is gone', async () => {
      const tenant = await shop.connect();
      const other = new OtherPoller(shop.telegram.url, tenant.token);
      await until(async () => (await problemsOf(tenant)).includes('token_in_use'));
      await answers(shop.tenant);
      await other.stop();
      await until(async () => (await tenantJson(tenant)).state === 'active', 60_000);
      await answers(tenant);
    }, 120_000);

    it('with the webhook of a former bot: it is taken away and no update is lost', async () => {
      const tenant = await shop.connect();
      const bot = shop.telegram.bot(tenant.token);
      await bot.setWebhook({ url: 'http://127.0.0.1:9/former', secretToken: undefined, maxConnections: 1 });
      await say(shop.person().chatWith(tenant.token), '/start', 'С чего начнём');
      expect(bot.webhook).toBeUndefined();
      expect(await problemsOf(tenant)).toEqual([]);
    });

    it('with a Telegram that cannot be reached: what people wrote meanwhile is answered later', async () => {
      const tenant = await shop.connect();
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      const endFault = shop.telegram.faults.add({ kind: 'down', botToken: tenant.token });
      chat.send('/start item_101');
      await answers(shop.tenant);
      endFault();
      await chat.waitFor('Цена:', 10_000);
    });

    it('with a long pause that Telegram asks for: the tap is answered after it', async () => {
      const chat = await shop.visitor();
      const limit = { kind: 'status', status: 429, chatId: chat.person.id, times: 1 } as const;
      shop.telegram.faults.add({ ...limit, retryAfterSec: 16 });
      const startedMs = performance.now();
      chat.send('/start item_101');
      await answers(shop.tenant);
      await chat.waitFor('Цена:', 25_000);
      expect(performance.now() - startedMs).toBeGreaterThan(15_900);
    }, 60_000);
  });

  describe('come and go', () => {
    it('say that the shop is closed while it is disabled', async () => {
      const tenant = await shop.connect();
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      await shop.admin('POST', `/tenants/${tenant.id}/disable`);
      await say(chat, '/start', 'Магазин временно закрыт');
      chat.tap('Каталог');
      await chat.waitForWords('Магазин временно закрыт');
      await shop.admin('POST', `/tenants/${tenant.id}/enable`);
      await press(chat, 'Каталог', 'Выберите раздел');
    });

    it('stop when their tenant is removed, and answer what was asked meanwhile when it is back', async () => {
      const tenant = await shop.connect();
      await shop.admin('DELETE', `/tenants/${tenant.id}`);
      await answers(shop.tenant);
      const calls = callsWith(tenant.token);
      const chat = shop.person().chatWith(tenant.token);
      chat.send('/start');
      await answers(shop.tenant);
      expect(callsWith(tenant.token)).toBe(calls);
      await shop.admin('POST', '/tenants', { connectedIntegrationId: tenant.connectionId });
      await chat.waitFor('С чего начнём', 10_000);
    });
  });

  /** A new person at a card with one juice in the cart. */
  async function atCard(): Promise<{ chat: Chat; card: Message }> {
    const chat = await shop.visitor();
    await say(chat, '/start item_101', 'Цена:');
    return { chat, card: await press(chat, 'Добавить', inCart(1)) };
  }

  /** The quantities a person has seen on the card, in the order in which they were shown. */
  function shownQuantities(chat: Chat): number[] {
    return shop.telegram.calls
      .filter((call) => call.chatId === chat.person.id && call.method === 'editMessageCaption')
      .map((call) => Number(/В корзине: (\d+)/.exec(plain(String(call.body['caption'])))?.[1]))
      .filter((quantity) => quantity > 1);
  }

  function callsWith(token: string): number {
    return shop.telegram.calls.filter((call) => call.botToken === token).length;
  }
});

/** Somebody else's program with the same token. */
class OtherPoller {
  private isStopped = false;
  private readonly loop = this.run();

  constructor(
    private readonly apiUrl: string,
    private readonly token: string,
  ) {}

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.loop;
  }

  private async run(): Promise<void> {
    await Promise.resolve(); // the fields are set by now
    while (!this.isStopped) {
      const response = await fetch(`${this.apiUrl}/bot${this.token}/getUpdates?timeout=1`);
      await response.arrayBuffer();
    }
  }
}

function aToken(seed: number): string {
  return `${7_100_000_000 + seed}:AA${'abcdefgh'.repeat(4)}${seed}`;
}

function inCart(quantity: number): (message: Message) => boolean {
  return (message) => plain(message.words).includes(`В корзине: ${quantity} шт`);
}

function ascendingTo(last: number): number[] {
  return Array.from({ length: last - 1 }, (_, index) => index + 2);
}
