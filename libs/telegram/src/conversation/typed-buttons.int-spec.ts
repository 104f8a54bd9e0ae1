import type { CheckoutDraft } from '@rto/orders';
import { TestConversation } from './conversation.fixture';

/** On the keyboard of REGOS's own bot, which stays in the chat of a shop that moved to us. */
const OLD_LABELS = [
  '🛍 Каталог',
  '🛒\uFE0F Корзина',
  'корзина',
  '✅ Оформить заказ',
  '💳 Карты покупателя',
  'Мои заказы',
  'Язык',
  '🏠 Меню',
  'Добавить',
  'Следующая страница',
  'Удалить 101',
  'Удалить 999',
  'Очистить корзину',
  'Пропустить',
  'Отменить',
  'Подтвердить',
  '📱 Поделиться номером',
  '📍 Отправить локацию',
];

const CONTACT = { contact: { phone_number: '998901234567', user_id: 700 } };
const DELIVERY = { delivery: 1 };
const PLACE = { location: { latitude: 41.3, longitude: 69.2 } };

describe('the words on a button', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());

  /** Each question of the longest checkout, and the way to it. */
  const SUMMARY = [CONTACT, DELIVERY, { text: 'Чиланзар 5' }, PLACE, { text: 'Домофон 8' }];
  const STEPS: readonly (readonly [step: string, way: readonly object[]])[] = [
    ['phone', []],
    ['delivery type', SUMMARY.slice(0, 1)],
    ['address', SUMMARY.slice(0, 2)],
    ['location', SUMMARY.slice(0, 3)],
    ['note', SUMMARY.slice(0, 4)],
    ['summary', SUMMARY],
  ];

  async function goTo(way: readonly object[]): Promise<void> {
    await buyer.reset({ DELIVERY_TYPE_REQUIRED: 'true', ADDRESS_REQUIRED: 'true' });
    await buyer.say({ text: '/start' });
    await buyer.tap({ type: 'addItem', itemId: 101, origin: { type: 'none' } });
    await buyer.tap({ type: 'startCheckout' });
    for (const answer of way) {
      if (answer !== DELIVERY) await buyer.say(answer);
      else
        await buyer.tap({ type: 'chooseDelivery', checkoutId: (await buyer.draft()).id, deliveryTypeId: 1 });
    }
  }

  it.each(STEPS)(
    'are no answer to the question for the %s',
    async (_step, way) => {
      for (const label of OLD_LABELS) {
        await goTo(way);
        const before = wordsOf((await buyer.dialog())?.draft);
        await buyer.say({ text: label });
        const { draft } = (await buyer.dialog()) ?? {};
        if (draft) expect([label, wordsOf(draft)]).toEqual([label, before]);
      }
    },
    120_000,
  );

  it('confirm the summary that is shown, and nothing else', async () => {
    await goTo(SUMMARY.slice(0, -1));
    await buyer.say({ text: 'Подтвердить' });
    expect(await buyer.orders()).toEqual([]);
    await buyer.say({ text: 'Домофон 8' });
    await buyer.say({ text: '✅ Подтвердить' });
    expect(await buyer.orders()).toMatchObject([{ address: 'Чиланзар 5', note: 'Домофон 8' }]);
  });

  it('skip and cancel what the button would, and say what cannot be skipped', async () => {
    await goTo([CONTACT, DELIVERY]);
    await buyer.say({ text: 'Пропустить' });
    expect(buyer.shown.at(-1)).toContain('Этот шаг пропустить нельзя');
    await goTo(SUMMARY.slice(0, -1));
    await buyer.say({ text: 'Пропустить' });
    expect(await buyer.draft()).toMatchObject({ note: null });
    await buyer.say({ text: 'Отменить' });
    expect((await buyer.dialog())?.draft).toBeUndefined();
  });

  it('turn pages, add, take out and go back where the person is', async () => {
    await goTo([]);
    await buyer.tap({ type: 'openItem', itemId: 102, origin: { type: 'group', groupId: 7, page: 0 } });
    await buyer.say({ text: 'Добавить' });
    expect(buyer.shown.at(-1)).toContain('В корзине: 1');
    await buyer.say({ text: 'Назад' });
    expect((await buyer.dialog())?.place).toEqual({ type: 'openGroup', groupId: 7, page: 0 });
    await buyer.say({ text: '🗑 Удалить 101' });
    expect(buyer.shown.at(-1)).not.toContain('Сок яблочный');
    await buyer.say({ text: 'Удалить 101' });
    expect(buyer.shown.at(-1)).toContain('Этого товара в корзине уже нет');
  });

  it('are said to have come alone where they should have brought a number or a place', async () => {
    await goTo([]);
    await buyer.say({ text: '📱 Поделиться номером' });
    expect(buyer.shown.join()).toContain('Пришла только надпись, без номера');
    await goTo(SUMMARY.slice(0, 3));
    await buyer.say({ text: 'Отправить локацию' });
    expect(buyer.shown.join()).toContain('Точка на карте не пришла');
  });
});

function wordsOf(draft: CheckoutDraft | undefined): object {
  return { address: draft?.address, note: draft?.note ?? undefined };
}
