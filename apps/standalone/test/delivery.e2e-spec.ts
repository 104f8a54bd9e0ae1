import { aShop, aShopItem, type Chat, type DeliveryOrderView } from '@rto/fakes';
import { dayAfter, localDate, localInstant } from '@rto/kernel';
import { RunningShop, type TestTenant } from './running-shop';
import { closeWithoutComplaints, fillCart, labels, plain, press, say } from './walking';

const SHOP_LOCATION = '41.311081,69.279737';
/** Five and a half kilometres away. */
const HOME = { latitude: 41.33807, longitude: 69.334608 };
const DELIVERY_ITEM = 900;

describe('how an order gets to its buyer', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  async function documentOf(chat: Chat, tenant: TestTenant): Promise<DeliveryOrderView | undefined> {
    await press(chat, 'Подтвердить', /Заказ № \d+/);
    await chat.waitFor(/ODL-\d+/, 15_000);
    return shop.regos
      .documents(tenant.connectionId)
      .filter(({ customer }) => customer?.mainPhone === chat.person.phone)
      .at(-1);
  }

  /** At the question for the place. */
  async function toPlace(tenant: TestTenant): Promise<Chat> {
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    await fillCart(chat);
    await press(chat, 'Оформить заказ', 'Кнопка с номером');
    chat.tapReplyKeyboard('Поделиться номером');
    await chat.waitFor('Кнопка с локацией');
    return chat;
  }

  async function withPlace(tenant: TestTenant): Promise<Chat> {
    const chat = await toPlace(tenant);
    chat.sendLocation(HOME.latitude, HOME.longitude);
    await chat.waitFor('Есть пожелания');
    return chat;
  }

  it('takes a place in words, also after the label of the button came from a computer', async () => {
    const tenant = await shop.connect();
    const chat = await toPlace(tenant);
    await say(chat, '📍 Отправить локацию', 'Просто напишите адрес');
    await chat.waitFor('Кнопка с локацией');
    await say(chat, 'Чиланзар 5, дом 12', 'Есть пожелания');
    await press(chat, 'Пропустить', 'Адрес: Чиланзар 5, дом 12');
    const document = await documentOf(chat, tenant);
    expect(document).toMatchObject({ address: 'Чиланзар 5, дом 12', location: undefined });
  });

  it('says the fee in the cart and at the summary, and REGOS reads it in the description', async () => {
    const settings = { DELIVERY_FEE: '15000', DELIVERY_FEE_PER_KM: '1000', SHOP_LOCATION };
    const tenant = await shop.connect({ settings });
    const chat = await withPlace(tenant);
    const summary = await press(chat, 'Пропустить', 'Проверьте заказ');
    expect(plain(summary.words)).toContain(
      'Товары: 37 000 сум\nДоставка: 20 500 сум, до вас 5,5 км\nИтого: 57 500 сум',
    );
    const cart = await press(chat, 'Корзина', 'Доставка:');
    expect(plain(cart.words)).toContain('🚚 Доставка: 15 000 сум и ещё 1 000 сум за километр');
    await press(chat, 'Оформить заказ', 'Проверьте заказ');
    const document = await documentOf(chat, tenant);
    expect(document).toMatchObject({ amount: '37000', description: 'Доставка: 20500 UZS' });
  });

  it('sends the fee as a line of its own where the shop has an item for it', async () => {
    const goods = aShop();
    const delivery = aShopItem({ id: DELIVERY_ITEM, name: 'Доставка', isService: true });
    const settings = { DELIVERY_FEE: '15000', DELIVERY_FEE_ITEM_ID: String(DELIVERY_ITEM) };
    const tenant = await shop.connect({
      shop: { ...goods, items: [...goods.items, delivery] },
      settings,
    });
    const chat = await withPlace(tenant);
    await press(chat, 'Пропустить', ({ words }) => plain(words).includes('Доставка: 15 000 сум'));
    const document = await documentOf(chat, tenant);
    expect(document?.lines).toMatchObject([
      { itemId: 101 },
      { itemId: DELIVERY_ITEM, price: '15000', quantity: '1' },
    ]);
    expect([document?.amount, document?.description]).toEqual(['52000', undefined]);
  });

  it('asks for a new confirmation when the fee has changed', async () => {
    const tenant = await shop.connect({ settings: { DELIVERY_FEE: '15000' } });
    const chat = await withPlace(tenant);
    await press(chat, 'Пропустить', 'Проверьте заказ');
    await shop.admin('PUT', `/tenants/${tenant.id}/settings`, { DELIVERY_FEE: '20000' });
    const changed = await press(chat, 'Подтвердить', 'Проверьте и подтвердите ещё раз.');
    expect(plain(changed.words)).toContain('• Доставка: была 15 000 сум, стала 20 000 сум');
    expect(shop.regos.documents(tenant.connectionId)).toEqual([]);
    expect(await documentOf(chat, tenant)).toMatchObject({ description: 'Доставка: 20000 UZS' });
  });

  it('lets a time be chosen and changed, and REGOS has the beginning of it', async () => {
    const tenant = await shop.connect({ settings: { DELIVERY_SLOTS: '10:00-12:00,12:00-14:00' } });
    const chat = await toPlace(tenant);
    chat.sendLocation(HOME.latitude, HOME.longitude);
    await chat.waitFor('Когда привезти?');
    await press(chat, 'завтра, 12:00–14:00', 'Есть пожелания');
    await press(chat, 'Пропустить', 'Время: завтра, 12:00–14:00');
    await press(chat, 'Изменить', 'Что изменить?');
    await press(chat, 'Время', 'Когда привезти?');
    await press(chat, 'завтра, 10:00–12:00', 'Время: завтра, 10:00–12:00');
    const zone = 'Asia/Tashkent';
    const tomorrow = dayAfter(localDate(new Date(), zone), 1);
    expect((await documentOf(chat, tenant))?.deliveryAt).toEqual(localInstant(tomorrow, 600, zone));
  });

  it('hands an order out at the point that was chosen, without a place and a fee', async () => {
    const goods = aShop();
    const settings = { DELIVERY_TYPE_REQUIRED: 'true', DELIVERY_FEE: '15000', PICKUP_STOCK_IDS: '1,2' };
    const items = [aShopItem({ onHand: { 1: '14', 2: '5' } })];
    const tenant = await shop.connect({ shop: { ...goods, items }, settings });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    await fillCart(chat);
    await press(chat, 'Оформить заказ', 'Кнопка с номером');
    chat.tapReplyKeyboard('Поделиться номером');
    await chat.waitFor('Как вы хотите получить заказ?');
    const points = await press(chat, 'Самовывоз', 'Где вам удобно забрать заказ?');
    expect(labels(points).slice(0, 2)).toEqual(['Чиланзар, Чиланзар 5', 'Юнусабад']);
    await press(chat, 'Юнусабад', 'Есть пожелания');
    const summary = await press(chat, 'Пропустить', 'Забрать: Юнусабад');
    expect(plain(summary.words)).toContain('Итого: 37 000 сум');
    expect(await documentOf(chat, tenant)).toMatchObject({
      stockId: 2,
      deliveryTypeId: 2,
      description: undefined,
    });
  });

  it('keeps a place under its name, uses it, and lets it go', async () => {
    const tenant = await shop.connect();
    const chat = await withPlace(tenant);
    await press(chat, 'Пропустить', 'Проверьте заказ');
    await press(chat, 'Сохранить адрес', 'Как назвать этот адрес?');
    await say(chat, 'Дача', 'Адрес «Дача» сохранён.');
    await press(chat, 'Изменить', 'Что изменить?');
    await press(chat, 'Место', 'Куда привезти?');
    await chat.waitFor('Кнопка с локацией');
    await say(chat, 'Юнусабад 7', 'Адрес: Юнусабад 7');
    await press(chat, 'Изменить', 'Что изменить?');
    await press(chat, 'Место', 'Куда привезти?');
    await chat.waitFor('Кнопка с локацией');
    await press(chat, 'Дача', 'Точка на карте получена');
    await press(chat, 'Изменить', 'Что изменить?');
    await press(chat, 'Место', 'Куда привезти?');
    await chat.waitFor('Кнопка с локацией');
    await press(chat, 'Мои адреса', '• Дача');
    await press(chat, 'Удалить Дача', 'Вы ещё не сохранили ни одного адреса.');
  });
});
