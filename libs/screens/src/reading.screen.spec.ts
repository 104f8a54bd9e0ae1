import type { Language } from '@rto/kernel';
import { groupScreen } from './catalog.screen';
import { readingScreen } from './reading.screen';
import { aCart, aGroup, aView, NOON_IN_TASHKENT, shown, words } from './screens.builders';

const again = { type: 'openCatalog', page: 0 } as const;
const progress = { read: 3_400, total: 8_000, isStuck: false };

function screen(
  change: Partial<typeof progress> | { total: undefined } = {},
  language: Language = 'ru',
): string {
  const { t, f } = words(language);
  const groups = [aGroup(3, 'Напитки')];
  return shown(readingScreen(t, f, { progress: { ...progress, ...change }, groups, again }));
}

describe('a catalogue that is being read', () => {
  it('counts the goods, and opens what is there', () => {
    expect(screen()).toMatchInlineSnapshot(`
     "*Читаем товары: ▓▓▓▓░░░░░░ 3 400 из 8 000*

     Магазин присылает их по частям, это может занять несколько минут. Нажимать ничего не нужно: экран откроется сам.

     Эти разделы уже можно открыть:
     [📁 Напитки]
     [🔄 Обновить]
     [🛒 Корзина] [🏠 Меню]"
    `);
  });

  it('says the count alone where nobody knows of how many, and nothing before the first page', () => {
    expect(screen({ total: undefined })).toContain('*Читаем товары: 3 400*');
    expect(screen({ read: 0, total: undefined })).toContain('*Читаем товары: …*');
  });

  it('says that the shop does not answer, and that it goes on', () => {
    expect(screen({ isStuck: true })).toContain('Магазин сейчас не отвечает. Когда ответит, продолжим');
  });

  it.each([
    ['uz', 'Mahsulotlar oʻqilmoqda: ▓▓▓▓░░░░░░ 3 400 / 8 000'],
    ['en', 'Reading the products: ▓▓▓▓░░░░░░ 3,400 of 8,000'],
  ] as const)('speaks %s', (language, said) => {
    expect(screen({}, language)).toContain(said);
  });
});

describe('the note above goods', () => {
  const page = { group: undefined, groups: [], items: [], page: 0, pages: 1, cart: aCart(), back: undefined };

  it('says that not everything is read yet', () => {
    expect(shown(groupScreen(aView({ progress }), page))).toContain(
      '_Товары ещё читаются: ▓▓▓▓░░░░░░ 3 400 из 8 000. Здесь пока не всё._',
    );
  });

  it.each([
    ['ru', 'Цены и остатки на 12:00.'],
    ['uz', 'Narx va qoldiqlar 12:00 holatiga koʻra.'],
    ['en', 'Prices and stock as of 12:00.'],
  ] as const)('tells the age in %s and blames nobody', (language, said) => {
    const age = { oldAsOf: NOON_IN_TASHKENT, now: new Date('2026-11-23T10:05:00Z') };
    expect(shown(groupScreen(aView(age, language), page))).toContain(`_${said}_`);
  });

  it('names the day when it was another one', () => {
    const age = { oldAsOf: NOON_IN_TASHKENT, now: new Date('2026-11-23T19:05:00Z') };
    expect(shown(groupScreen(aView(age), page))).toContain('_Цены и остатки на 23 ноября 2026, 12:00._');
  });
});
