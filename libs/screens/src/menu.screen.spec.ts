import { LANGUAGES } from '@rto/kernel';
import { languageScreen, menuScreen, messageScreen } from './menu.screen';
import { shown, words } from './screens.builders';
import { texts } from './texts';

const { t } = words();

describe('main menu', () => {
  it('offers everything the bot can do', () => {
    expect(shown(menuScreen(t, false))).toMatchInlineSnapshot(`
     "*Главное меню*

     Выберите пункт меню.
     [🛍 Каталог]
     [🛒 Корзина] [✅ Оформить заказ]
     [💳 Карты покупателя] [📦 Мои заказы]
     [🌐 Язык]"
    `);
  });

  it('greets with the name of the shop at /start', () => {
    const screen = menuScreen(t, false, { shopName: 'Дружба & Ко', welcomeMessage: undefined });
    expect(shown(screen)).toContain('*Добро пожаловать в магазин «Дружба & Ко»!*');
  });

  it('greets in the words of the shop where it has its own', () => {
    const screen = menuScreen(t, false, { shopName: 'Дружба', welcomeMessage: 'Салом! 👋\nМы рядом.' });
    expect(shown(screen)).toMatch(/^Салом! 👋\nМы рядом\.\n\n/);
  });

  it.each(LANGUAGES)('says at /start what is kept of a person, and no more afterwards: %s', (language) => {
    const spoken = texts(language);
    const greeting = { shopName: 'Дружба', welcomeMessage: undefined };
    expect(shown(menuScreen(spoken, false, greeting))).toContain(spoken.menu.consent);
    expect(shown(menuScreen(spoken, false))).not.toContain(spoken.menu.consent);
  });

  it('has what a feature adds before the language, two in a row', () => {
    const button = (label: string) => ({ label, action: { type: 'nothing' } as const });
    const screen = menuScreen(t, false, undefined, [button('1'), button('2'), button('3')]);
    expect(shown(screen)).toMatch(/\[📦 Мои заказы\]\n\[1\] \[2\]\n\[3\]\n\[🌐 Язык\]$/);
  });

  it('says how to go on with an order that was begun', () => {
    expect(shown(menuScreen(t, true))).toContain('Чтобы продолжить оформление, нажмите «Оформить заказ».');
  });
});

it('shows each language in itself, with a mark at the one that is on', () => {
  expect(shown(languageScreen(t, 'uz'))).toMatchInlineSnapshot(`
   "*Выберите язык*
   [Русский]
   [• Oʻzbekcha]
   [Ўзбекча]
   [English]
   [🏠 Меню]"
  `);
});

it('shows a plain message with the way to the menu', () => {
  expect(shown(messageScreen(t, 'Готово.'))).toBe('Готово.\n[🏠 Меню]');
});
