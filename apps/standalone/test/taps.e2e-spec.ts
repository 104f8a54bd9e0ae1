import type { ButtonMatch, Chat, MessageMatch } from '@rto/fakes';
import { RunningShop } from './running-shop';
import { closeWithoutComplaints, lists, press, say } from './walking';

/** Most bot messages that one purchase leaves in the chat, REGOS's number among them. */
const MOST_MESSAGES = 5;

describe('from /start to REGOS’s number', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  /** Of a shop of their own: what one takes is missing for the next. */
  async function visitor(): Promise<Chat> {
    return shop.visitor('Aziz', 'ru', await shop.connect());
  }

  /** A person who counts what a purchase takes. */
  class Purchase {
    taps = 0;
    private readonly before: number;

    constructor(private readonly chat: Chat) {
      this.before = left(chat);
    }

    async tap(button: ButtonMatch, screen: MessageMatch): Promise<void> {
      this.taps += 1;
      await press(this.chat, button, screen);
    }

    async tapBelow(label: string, screen: MessageMatch): Promise<void> {
      this.taps += 1;
      this.chat.tapReplyKeyboard(label);
      await this.chat.waitFor(screen);
    }

    /** @returns messages of the bot that stand in the chat because of it */
    async end(): Promise<number> {
      await this.tap('Подтвердить', /Заказ № \d+/);
      await this.chat.waitFor(/ODL-\d+/, 15_000);
      return left(this.chat) - this.before;
    }
  }

  async function begin(chat: Chat): Promise<Purchase> {
    const purchase = new Purchase(chat);
    await say(chat, '/start', 'С чего начнём?');
    return purchase;
  }

  /** Opens a group, takes one of its goods, and looks at the cart. */
  async function fill(purchase: Purchase): Promise<void> {
    await purchase.tap('Каталог', 'Выберите раздел');
    await purchase.tap('Напитки', lists('Сок яблочный'));
    await purchase.tap('➕', lists('Корзина (1)'));
    await purchase.tap('Корзина', 'Итого');
  }

  async function firstOrder(chat: Chat): Promise<Purchase> {
    const purchase = await begin(chat);
    await fill(purchase);
    await purchase.tap('Оформить заказ', 'Кнопка с номером');
    await purchase.tapBelow('Поделиться номером', 'Кнопка с локацией');
    await purchase.tapBelow('Отправить локацию', 'Есть пожелания');
    await purchase.tap('Пропустить', 'Проверьте заказ');
    return purchase;
  }

  it('takes a new buyer nine taps', async () => {
    const chat = await visitor();
    const purchase = await firstOrder(chat);
    expect(await purchase.end()).toBeLessThanOrEqual(MOST_MESSAGES);
    expect(purchase.taps).toBeLessThanOrEqual(9);
  });

  it('takes a known buyer seven, and four when they want the same', async () => {
    const chat = await visitor();
    await (await firstOrder(chat)).end();

    const known = await begin(chat);
    await fill(known);
    await known.tap('Как в прошлый раз', 'Проверьте заказ');
    expect(await known.end()).toBeLessThanOrEqual(MOST_MESSAGES);
    expect(known.taps).toBeLessThanOrEqual(7);

    const repeated = await begin(chat);
    await repeated.tap('Мои заказы', /Заказ № \d+/);
    await repeated.tap('Повторить', 'Итого');
    await repeated.tap('Как в прошлый раз', 'Проверьте заказ');
    expect(await repeated.end()).toBeLessThanOrEqual(MOST_MESSAGES);
    expect(repeated.taps).toBe(4);
  });
});

function left(chat: Chat): number {
  return chat.messages.filter(({ from, deleted }) => from === 'bot' && !deleted).length;
}
