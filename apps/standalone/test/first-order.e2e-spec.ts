import { RunningShop } from './running-shop';

describe('a first order', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => shop?.close());

  it('goes from the catalogue to a retail order in REGOS, and its status comes back', async () => {
    const { connectionId } = shop.tenant;
    const chat = await shop.visitor();
    for (const label of [
      /Каталог/,
      /Напитки/,
      /Сок яблочный/,
      /Добавить/,
      '+',
      /Корзина/,
      /Оформить заказ/,
    ]) {
      chat.tap(label);
      await chat.answered();
    }
    chat.tapReplyKeyboard(/Поделиться номером/);
    await chat.waitFor('Кнопка с локацией');
    chat.tapReplyKeyboard(/Отправить локацию/);
    await chat.answered();
    chat.send('Домофон 8');
    await chat.answered();
    chat.tap(/Подтвердить/);
    await chat.waitForWords('Проверяем цены и наличие');
    await chat.waitFor(/Заказ № 1(:| получен)/);
    await chat.waitFor(
      /✅ Заказ № 1 передан в магазин, ждём подтверждения\.\s+Номер в магазине: ODL-0000001/,
    );

    const [document] = shop.regos.documents(connectionId);
    expect(document).toMatchObject({
      status: 'New',
      description: 'Домофон 8',
      sourceId: 4,
      priceTypeId: 2,
      stockId: 1,
      amount: '37000',
      customer: { firstName: 'Aziz' },
      lines: [{ itemId: 101, quantity: '2', price: '18500' }],
    });
    shop.regos.moveStatus(connectionId, document?.id ?? 0, 'Approved');
    await chat.waitFor(/Заказ № 1: принят магазином/);

    expect(shop.regos.violations).toEqual([]);
    expect(shop.telegram.violations).toEqual([]);
    expect(shop.telegram.unansweredCallbacks()).toEqual([]);
  });
});
