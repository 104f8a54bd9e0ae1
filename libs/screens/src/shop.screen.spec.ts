import { LANGUAGES } from '@rto/kernel';
import { reachText, shopScreen } from './shop.screen';
import { shown, words } from './screens.builders';

const { t } = words();
const location = { latitude: 41.311081, longitude: 69.279737 };
const contacts = { phone: '+998 71 200-00-00', username: 'my_shop', address: 'Чиланзар 5', location };

describe('the contacts of a shop', () => {
  it('are what the shop has given, in its own words, with ways to its map and its chat', () => {
    const hours = { start: '09:00', end: '21:00' };
    expect(shown(shopScreen({ name: 'Дружба', contacts, hours }, t))).toMatchInlineSnapshot(`
     "*Дружба*

     📍 Чиланзар 5
     🕘 Заказы принимаются с 09:00 до 21:00
     📞 +998 71 200-00-00
     ✉️ @my_shop
     [🗺 На карте](https://www.google.com/maps/search/?api=1&query=41.311081,69.279737) [✉️ Написать](https://t.me/my_shop)
     [🏠 Меню]"
    `);
  });

  it('have no button to what the shop has not', () => {
    const screen = shopScreen({ name: 'Дружба', contacts: { phone: '102' }, hours: undefined }, t);
    expect(shown(screen)).toBe('*Дружба*\n\n📞 102\n[🏠 Меню]');
  });

  it('are said to be missing where somebody asks for them in words', () => {
    const screen = shopScreen({ name: 'Дружба', contacts: {}, hours: undefined }, t);
    expect(shown(screen)).toContain('Магазин ещё не указал телефон и адрес.');
  });
});

describe('the way to the shop in a trouble', () => {
  it('is its phone and its chat, else its address, else nothing', () => {
    expect(reachText(contacts, t)).toBe('📞 Связаться с магазином: +998 71 200-00-00, @my_shop');
    expect(reachText({ username: 'my_shop' }, t)).toBe('📞 Связаться с магазином: @my_shop');
    expect(reachText({ address: 'Чиланзар 5', location }, t)).toBe('📞 Связаться с магазином: Чиланзар 5');
    expect(reachText({ location }, t)).toBeUndefined();
  });

  it.each(LANGUAGES)('stands in no text by itself, only where there is one: %s', (language) => {
    const { errors, common } = words(language).t;
    const said = JSON.stringify([Object.values(errors).map(String), common]);
    expect(said).not.toMatch(
      /вяжитесь с магазином|обратитесь в магазин|bilan bogʻlaning|боғланинг|contact the shop/i,
    );
  });
});
