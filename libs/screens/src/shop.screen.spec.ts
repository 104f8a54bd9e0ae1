import { shopScreen, type ShopContacts } from './shop.screen';
import { shown, words } from './screens.builders';

const { t } = words();
const NONE: ShopContacts = { name: 'Дружба', phone: undefined, address: undefined, hours: undefined };

describe('the contacts of a shop', () => {
  it('are what the shop has given, in its own words', () => {
    const given = {
      phone: '+998 71 200-00-00',
      address: 'Чиланзар 5',
      hours: { start: '09:00', end: '21:00' },
    };
    expect(shown(shopScreen({ ...NONE, ...given }, t))).toMatchInlineSnapshot(`
     "*Дружба*

     📞 +998 71 200-00-00
     📍 Чиланзар 5
     🕘 Заказы принимаются с 09:00 до 21:00
     [🏠 Меню]"
    `);
  });

  it('are said to be missing where somebody asks for them in words', () => {
    expect(shown(shopScreen(NONE, t))).toContain('Магазин ещё не указал телефон и адрес.');
  });
});
