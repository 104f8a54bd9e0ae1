import type { Chat } from '@rto/fakes';
import { aStockedShop, accepted, confirmOrder } from './ordering';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints, fillCart, labels, plain, press, say } from './walking';

const CODE = 'K7-secret_9';

describe('the owner of a shop', () => {
  let shop: RunningShop;
  let owner: Chat;

  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop(), settings: { OWNER_CODE: CODE } });
    owner = await shop.visitor('Olim', 'ru');
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  it('becomes one by the code, and sees the day of the shop', async () => {
    const buyer = await shop.visitor('Aziza', 'ru');
    await accepted(buyer, await confirmOrder(buyer));
    const own = await say(owner, `/start owner_${CODE}`, 'Мой магазин:');
    expect(plain(own.words)).toMatch(/Заказов сегодня: 1 на/);
    expect(labels(own).join()).toMatch(/Проверить,.*Закрыть на сегодня,/);
    const menu = await press(owner, 'Меню', 'Главное меню');
    expect(labels(menu).join()).toContain('Мой магазин');
    expect(labels(await say(buyer, '/start', 'Добро пожаловать')).join()).not.toContain('Мой магазин');
  });

  it('closes the shop for today, also over a restart, and opens it again', async () => {
    await press(owner, 'Мой магазин', 'Заказы принимаются');
    await press(owner, 'Закрыть на сегодня', 'Закрыто на сегодня');
    await shop.stop('SIGKILL');
    await shop.start();
    const buyer = await shop.visitor('Bek', 'ru');
    await fillCart(buyer);
    await press(buyer, 'Оформить заказ', 'Сегодня магазин больше не принимает заказы');
    await press(owner, 'Открыть', 'Заказы принимаются');
    await press(buyer, 'Оформить заказ', 'Кнопка с номером');
  });

  it('has the shop checked, and gets a page to print', async () => {
    await say(owner, '/start', 'Добро пожаловать');
    await press(owner, 'Мой магазин', 'Заказы принимаются');
    await press(owner, 'Проверить', 'Проверка магазина');
    await press(owner, 'Мой магазин', 'Заказы принимаются');
    await press(owner, 'Ссылки и QR', 'Пришлю файл');
    owner.tap('В магазин');
    await until(() => owner.messages.some(({ body }) => body.kind === 'other' && 'document' in body.content));
  });
});
