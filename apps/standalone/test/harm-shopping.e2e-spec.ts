import { aShop, aShopItem, type Chat, type ShopData } from '@rto/fakes';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendMessages } from './handler-calls';
import { accepted, confirmOrder, documentsOf } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, fillCart, placeOrder, plain, press, reachSummary, say } from './walking';

const ORDERS = 25;
/** Where the shop says nothing. */
const MAX_OPEN = 5;
const REFUSAL = /Незавершённых заказов у вас уже 5/;

/** What a shop may write into the field of a picture: all but the last ones lead into somebody's network, or nowhere. */
const HOSTILE = (port: number): string[] => [
  `http://127.0.0.1:${port}/picture.png`,
  `http://localhost:${port}/picture.png`,
  `http://2130706433:${port}/picture.png`,
  `http://[::ffff:127.0.0.1]:${port}/picture.png`,
  'http://10.0.0.1/picture.png',
  'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
  'http://redis.internal:6379/picture.png',
  'file:///etc/passwd',
  'ftp://cdn.example/picture.png',
  'https://shop:secret@cdn.example/picture.png',
];
/** Public addresses that Telegram gives up: a redirect into a network, a film, a page, and nothing for long. */
const USELESS = [
  'https://redirects.example/to-127.0.0.1.png',
  'https://huge.example/film.png',
  'https://page.example/index.html',
  'https://slow.example/picture.png',
];
const FIRST_ID = 201;

function aShopWith(pictures: readonly string[]): ShopData {
  const items = pictures.map((imageUrl, index) =>
    aShopItem({ id: FIRST_ID + index, name: `Товар ${index}`, imageUrl }),
  );
  return aShop({ items: [aShopItem({ onHand: { 1: '1000' } }), ...items] });
}

describe('shopping where somebody means harm', () => {
  let inside: Server;
  let visits = 0;
  let pictures: string[];
  let shop: RunningShop;
  let other: TestTenant;

  beforeAll(async () => {
    inside = createServer((_request, response) => {
      visits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    pictures = [...HOSTILE((inside.address() as AddressInfo).port), ...USELESS];
    // blank is as if the shop had said nothing: the limits are those of everybody
    const limits = { MAX_OPEN_ORDERS: '', MAX_ORDERS_PER_DAY: '' };
    shop = await RunningShop.open({ shop: aShopWith(pictures), settings: limits });
    other = await shop.connect({ shop: aShopWith([]) });
  }, 90_000);
  afterAll(async () => {
    await closeWithoutComplaints(shop);
    await new Promise((resolve) => inside.close(resolve));
  });

  it('has goods with hostile pictures on cards without, calls nobody inside, and serves others meanwhile', async () => {
    const chat = await shop.visitor();
    shop.telegram.faults.add({ kind: 'slow', ms: 1_500, method: 'sendPhoto', chatId: chat.person.id });
    shop.telegram.faults.add({
      kind: 'status',
      status: 400,
      description: 'Bad Request: failed to get HTTP URL content',
      method: 'sendPhoto',
      chatId: chat.person.id,
    });
    const ordering = placeOrder(await shop.visitor('Aziza', 'ru', other));
    for (const [index] of pictures.entries()) {
      const card = await say(chat, `/start item_${FIRST_ID + index}`, `Товар ${index}`);
      expect([pictures[index], card.photo, plain(card.words)]).toEqual([
        pictures[index],
        undefined,
        expect.stringContaining('18 500'),
      ]);
      await press(chat, 'Добавить', 'В корзине: 1');
    }
    await ordering;
    shop.telegram.faults.clear();
    expect((await say(await shop.visitor(), '/start item_101', 'Сок яблочный')).photo).toBeDefined();

    const told = shop.telegram.calls.map(({ body }) => body['photo']);
    expect(pictures.filter((picture) => told.includes(picture))).toEqual(USELESS);
    const campaign = await Promise.all(
      HOSTILE(1).map((image) => sendMessages(shop, shop.tenant, 'Скидка', [chat.person.id], image)),
    );
    expect(campaign.flat().filter(({ ok }) => ok)).toEqual([]);
    expect(visits).toBe(0);
  }, 60_000);

  it('takes five open orders of one person, refuses twenty more in words, and makes none of them twice', async () => {
    const [greedy, modest] = [await shop.visitor(), await shop.visitor('Aziza')];
    await fillCart(greedy);
    await reachSummary(greedy);
    const numbers = [await confirmTwice(greedy)];
    while (numbers.length < MAX_OPEN) {
      await summaryAsKnown(greedy);
      numbers.push(await confirmTwice(greedy));
    }
    await summaryAsKnown(greedy);
    await press(greedy, 'Подтвердить', REFUSAL);
    const others = confirmOrder(modest).then((number) => accepted(modest, number));
    for (let order = MAX_OPEN + 1; order < ORDERS; order += 1) await tryAgain(greedy, REFUSAL);
    await others;
    await until(() => documentsOf(shop, greedy).length >= MAX_OPEN);
    expect(documentsOf(shop, greedy)).toHaveLength(MAX_OPEN);
    expect(documentsOf(shop, modest)).toHaveLength(1);

    // as the words of the refusal say: once one of them is over, there is room for the next
    const [document] = documentsOf(shop, greedy);
    shop.regos.moveStatus(shop.tenant.connectionId, document?.id ?? 0, 'Canceled');
    await greedy.waitFor(/❌ Заказ № \d+: магазин отменил/, 40_000); // without events an open order is looked at every 15 s
    await tryAgain(greedy, /Заказ № \d+(:| получен)/);
    await until(() => documentsOf(shop, greedy).length === MAX_OPEN + 1);
  }, 90_000);

  /** As somebody who is in a hurry. @returns the order's number */
  async function confirmTwice(chat: Chat): Promise<number> {
    chat.tap('Подтвердить');
    chat.tap('Подтвердить');
    const { words } = await chat.waitFor(/Заказ № \d+(:| получен)/);
    await chat.settled();
    return Number(/№ (\d+)/.exec(words)?.[1]);
  }

  /** A known buyer's way to the summary. */
  async function summaryAsKnown(chat: Chat): Promise<void> {
    await fillCart(chat);
    await press(chat, 'Оформить заказ', 'Кнопка с локацией');
    chat.tapReplyKeyboard('Отправить локацию');
    await chat.waitFor('Есть пожелания');
    await press(chat, 'Пропустить', 'Проверьте заказ');
  }

  /** The cart that was kept, and the checkout that was left at its summary. */
  async function tryAgain(chat: Chat, words: RegExp): Promise<void> {
    await press(chat, 'Корзина', 'Итого');
    await press(chat, 'Оформить заказ', 'Проверьте заказ');
    await press(chat, 'Подтвердить', words);
  }
});
