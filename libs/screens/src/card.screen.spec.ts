import type { Card } from '@rto/cards';
import { cardScreens } from './card.screen';
import { shown, words } from './screens.builders';

const { t, f } = words();
const card: Card = {
  id: 1,
  barcode: '2000000000015',
  programme: 'Друзья',
  balance: '12500.5',
  state: 'active',
  expiresOn: '2027-12-31',
};

describe('loyalty cards', () => {
  it('show balance, status and code, the last one with the way to the menu', () => {
    const plain = { ...card, id: 2, programme: undefined, expiresOn: undefined };
    const screens = cardScreens({ cards: [card, plain], available: true }, t, f, { usedId: 1 });
    expect(screens.map(shown).join('\n---\n')).toMatchInlineSnapshot(`
     "<card>
     *Друзья*
     Карта 2000000000015
     Баланс: 12 500,5
     Статус: активна
     Действует до 31 декабря 2027
     Покажите код на кассе.
     ✔️ С этой картой уходят ваши заказы.
     ---
     <card>
     *Карты покупателя*
     Карта 2000000000015
     Баланс: 12 500,5
     Статус: активна
     Покажите код на кассе.
     [Использовать в заказах]
     [🏠 Меню]"
    `);
    expect(screens[0]?.photo).toEqual({ type: 'card', value: '2000000000015' });
  });

  it('leave nothing to choose where one is taken', () => {
    const old = { ...card, id: 2, state: 'disabled' } as const;
    const screens = cardScreens({ cards: [card, old], available: true }, t, f).map(shown);
    expect(screens.join()).not.toContain('в заказах');
  });

  it.each([
    ['ru', '[💳 Получить карту]'],
    ['uz', '[💳 Karta olish]'],
    ['en', '[💳 Get a card]'],
  ] as const)(
    'are to be had here, in %s, where the shop gives them and there is none',
    (language, button) => {
      const { t, f } = words(language);
      const none = (given: { available: boolean; canGet: boolean }): string =>
        cardScreens({ cards: [], available: given.available }, t, f, given).map(shown).join();
      expect(none({ available: true, canGet: true })).toContain(button);
      expect(none({ available: false, canGet: true })).not.toContain(button);
      expect(none({ available: true, canGet: false })).not.toContain(button);
    },
  );

  it('say that they are not taken any more, since when or by whom, and show no code (issue 9)', () => {
    const expired = { ...card, state: 'expired', expiresOn: '2025-12-31' } as const;
    const disabled = { ...card, state: 'disabled' } as const;
    const screens = cardScreens({ cards: [expired, disabled], available: true }, t, f);
    expect(screens.map(shown).join('\n---\n')).toMatchInlineSnapshot(`
     "*Друзья*
     Карта 2000000000015
     Баланс: 12 500,5
     Статус: срок действия истёк 31 декабря 2025
     Сейчас картой пользоваться нельзя. Спросите на кассе, как её обновить.
     ---
     *Друзья*
     Карта 2000000000015
     Баланс: 12 500,5
     Статус: отключена магазином
     Сейчас картой пользоваться нельзя. Спросите на кассе, как её обновить.
     [🏠 Меню]"
    `);
    expect(screens.map(({ photo }) => photo)).toEqual([undefined, undefined]);
  });

  it('say how to get one', () => {
    expect(cardScreens({ cards: [], available: true }, t, f).map(shown)).toMatchInlineSnapshot(`
     [
       "*Карты покупателя*

     У вас пока нет карты этого магазина. Спросите о ней на кассе.
     [🏠 Меню]",
     ]
    `);
  });

  it('say that the shop has none', () => {
    const [screen] = cardScreens({ cards: [], available: false }, t, f);
    expect(screen && shown(screen)).toContain('В этом магазине карты сейчас недоступны.');
  });
});
