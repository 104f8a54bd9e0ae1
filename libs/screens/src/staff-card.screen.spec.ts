import { Money, Quantity, type Language } from '@rto/kernel';
import type { Order } from '@rto/orders';
import { anOrder, NOON_IN_TASHKENT, shown, words } from './screens.builders';
import { staffCardScreen, type StaffCardView } from './staff-card.screen';

const at = (minute: number): Date => new Date(NOON_IN_TASHKENT.getTime() - (60 - minute) * 60_000);
const ORDER: Partial<Order> = {
  state: 'submitted',
  regosStatus: 'New',
  regosCode: 'ODL-7',
  deliveryType: { id: 1, name: 'Курьер' },
  address: 'Чиланзар 5',
  location: { latitude: 41.31, longitude: 69.27 },
  deliveryAt: new Date('2026-11-23T09:00:00Z'),
  note: 'Позвоните за час',
};

function card(
  order: Partial<Order> = {},
  view: Partial<StaffCardView> = {},
  language: Language = 'ru',
): string {
  const { t, f } = words(language);
  const whole: StaffCardView = {
    order: anOrder({ ...ORDER, ...order }),
    steps: [
      { kind: 'placed', by: undefined, at: at(0) },
      { kind: 'submitted', by: undefined, at: at(1) },
    ],
    buyer: 'Алиса Каримова',
    isPublic: false,
    seesPhone: true,
    approvesItself: false,
    goods: new Map([[101, { articul: 'A-7', left: Quantity.of('14') }]]),
    writeUrl: 'https://t.me/alisa',
    now: NOON_IN_TASHKENT,
    ...view,
  };
  return shown(staffCardScreen(whole, t, f));
}

describe('the card of an order in the staff chat', () => {
  it('has what is needed to pack and deliver it', () => {
    expect(card()).toMatchInlineSnapshot(`
      "*🆕 Новый заказ № 12*
      Номер в REGOS: ODL-7

      👤 Алиса Каримова
      Телефон: +998901234567
      🚚 Курьер
      📍 Чиланзар 5
      🕒 На сегодня, 14:00
      💬 Позвоните за час

      • Сок яблочный 1 л: 2 шт × 18 500 сум = 37 000 сум
         арт. A-7, осталось 14 шт
      *Итого: 37 000 сум*

      _11:00 Оформлен_
      _11:01 Передан в REGOS_
      [✅ Принять] [❌ Отменить]
      [📞 Позвонить] [🗺 На карте](https://www.google.com/maps/search/?api=1&query=41.31,69.27)
      [✍️ Написать покупателю](https://t.me/alisa)"
    `);
  });

  it('says who accepted it, and offers to cancel it still', () => {
    const steps = [{ kind: 'Approved', by: 'Азиз', at: at(5) }] as const;
    const text = card({ regosStatus: 'Approved' }, { steps });
    expect(text).toContain('Принят');
    expect(text).toContain('11:05 Принят: Азиз');
    expect(text).not.toContain('Новый заказ');
    expect(text).not.toContain('[✅ Принять]');
    expect(text).toContain('[❌ Отменить]');
  });

  it('names the campaign that brought the buyer', () => {
    expect(card({ cameBy: { link: 'item_101', source: 'insta' } })).toContain('Откуда: insta');
    expect(card({ cameBy: { link: 'item_101', source: '' } })).not.toContain('Откуда');
  });

  it('has the fee beside the total that the buyer pays', () => {
    const text = card({ fee: { amount: Money.of('15000', 'UZS'), itemId: undefined } });
    expect(text).toMatch(/15 000 сум\n\*Итого: 52 000 сум\*/);
  });

  it('is still one of a new order where the shop approves by itself', () => {
    expect(card({ regosStatus: 'Approved' }, { approvesItself: true })).toContain('Новый заказ');
    expect(card({ regosStatus: 'Processing' }, { approvesItself: true })).not.toContain('Новый заказ');
  });

  it.each(['Processing', 'Finished'] as const)(
    'offers no step that REGOS would refuse while it is %s',
    (regosStatus) => {
      expect(card({ regosStatus })).not.toMatch(/\[(✅|❌)/u);
    },
  );

  it('offers reasons instead while one is chosen, and none once the order is over', () => {
    expect(card({}, { asksWhy: true })).toMatch(/\[Нет товара\] \[Не дозвонились\]/);
    expect(card({ state: 'cancelled' }, { asksWhy: true })).not.toContain('[Нет товара]');
  });

  it('names the reason of a cancellation in the language of the shop, typed ones as they are', () => {
    const cancelled = { state: 'cancelled', regosStatus: 'Canceled' } as const;
    expect(card({ ...cancelled, toldFacts: { reason: { key: 'noGoods' } } })).toContain(
      'Причина: Нет товара',
    );
    expect(card({ ...cancelled, toldFacts: { reason: { key: 'noGoods' } } }, {}, 'en')).toContain(
      'Out of stock',
    );
    expect(card({ ...cancelled, toldFacts: { reason: { words: 'Сломался' } } })).toContain(
      'Причина: Сломался',
    );
  });

  it('hides the phone where the shop wishes so, and says where it is', () => {
    const text = card({}, { seesPhone: false });
    expect(text).not.toMatch(/998901234567|Позвонить/);
    expect(text).toContain('REGOS');
  });

  it('has nothing of the person, and no buttons, where anybody can read it', () => {
    const text = card({}, { isPublic: true });
    expect(text).not.toMatch(/998901234567|Алиса|Чиланзар|за час|\[|t\.me|maps/);
    expect(text).toContain('Сок яблочный');
  });

  it('has a button that explains where no link leads to the buyer, and none for a forgotten one', () => {
    expect(card({}, { writeUrl: undefined })).toContain('[✍️ Написать покупателю]\n'.trim());
    expect(card({ chatId: 0 })).not.toContain('Написать');
  });
});
