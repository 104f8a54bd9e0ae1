import { LANGUAGES } from '@rto/kernel';
import { languageScreen, menuScreen, messageScreen } from './menu.screen';
import { shown, words } from './screens.builders';
import { texts } from './texts';

const { t } = words();

describe('main menu', () => {
  it('offers everything the bot can do', () => {
    expect(shown(menuScreen(t))).toMatchInlineSnapshot(`
     "*Главное меню*

     С чего начнём?
     [🛍 Каталог]
     [🛒 Корзина] [✅ Оформить заказ]
     [💳 Карты покупателя] [📦 Мои заказы]
     [🌐 Язык]"
    `);
  });

  it('greets with the name of the shop at /start', () => {
    const screen = menuScreen(t, { greeting: { shopName: 'Дружба & Ко', welcomeMessage: undefined } });
    expect(shown(screen)).toContain('*Добро пожаловать в магазин «Дружба & Ко»!*');
  });

  it('greets in the words of the shop where it has its own', () => {
    const greeting = { shopName: 'Дружба', welcomeMessage: 'Салом! 👋\nМы рядом.' };
    const screen = menuScreen(t, { greeting });
    expect(shown(screen)).toMatch(/^Салом! 👋\nМы рядом\.\n\n/);
  });

  it.each(LANGUAGES)(
    'says what is kept of a person where it is to be told, and nowhere else: %s',
    (language) => {
      const spoken = texts(language);
      const greeting = { shopName: 'Дружба', welcomeMessage: undefined };
      expect(shown(menuScreen(spoken, { greeting, tellsOfData: true }))).toContain(spoken.menu.consent);
      expect(shown(menuScreen(spoken, { tellsOfData: true }))).toContain(spoken.menu.consent);
      expect(shown(menuScreen(spoken, { greeting }))).not.toContain(spoken.menu.consent);
    },
  );

  it('has what a feature adds before the language, two in a row', () => {
    const button = (label: string) => ({ label, action: { type: 'nothing' } as const });
    const screen = menuScreen(t, { more: [button('1'), button('2'), button('3')] });
    expect(shown(screen)).toMatch(/\[📦 Мои заказы\]\n\[1\] \[2\]\n\[3\]\n\[🌐 Язык\]$/);
  });

  it('says how to go on with an order that was begun', () => {
    expect(shown(menuScreen(t, { isCheckoutOpen: true }))).toContain(
      'Чтобы продолжить оформление, нажмите «Оформить заказ».',
    );
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
