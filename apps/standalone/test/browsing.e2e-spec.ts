import { aShop, aShopItem, type Chat } from '@rto/fakes';
import { RunningShop, until, type TestTenant } from './running-shop';
import { closeWithoutComplaints, labels, lists, plain, press, reachSummary, say } from './walking';

const HOSTILE = [
  [110, '<b>Сыр</b> & "Ко" _новый_ *хит* [1](x) `код` 🧀'],
  [111, 'عصير برتقال \u202Eطازج'],
  [112, 'Очень длинное название '.repeat(14).slice(0, 300).trim()],
] as const;

describe('browsing the shop', () => {
  let shop: RunningShop;
  /** Two goods a page; shows also what is out of stock or has no price. */
  let openShelf: TestTenant;

  beforeAll(async () => {
    shop = await RunningShop.open();
    openShelf = await shop.connect({
      settings: { CATALOG_PAGE_SIZE: '2', SHOW_ZERO_QUANTITY: 'true', SHOW_ITEMS_WITHOUT_PRICE: '1' },
    });
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  it('shows groups as a tree, each with its own goods and those of its subgroups', async () => {
    const chat = await shop.visitor();
    const menu = await chat.waitFor('С чего начнём');
    const root = await press(chat, 'Каталог', 'Выберите раздел');
    expect(root.id).toBe(menu.id);
    expect(labels(root)).toEqual(['📁 Другое | 📁 Напитки', '🔎 Поиск | 🛒 Корзина | 🏠 Меню']);

    const drinks = await press(chat, 'Напитки', lists('Сок яблочный'));
    expect(labels(drinks)).toEqual([
      '📁 Другое | 📁 Соки',
      'Без картинки — 700 сум · осталось 3 шт | ➕',
      'Вода 0,5 л — 3 000 сум | ➕',
      'Сок яблочный 1 л — 18 500 сум | ➕',
      expect.stringContaining('عصير'),
      '⬅️ Назад | 🖼 Карточками',
      '🔎 Поиск | 🛒 Корзина | 🏠 Меню',
    ]);
    expect(drinks.words).not.toContain('Сок яблочный');

    const juices = await press(chat, 'Соки', 'Соки');
    expect(lists('Вода')(juices)).toBe(false);
    expect(lists('Без картинки')(juices)).toBe(true);
    await press(chat, 'Назад', lists('Вода'));
    await press(chat, 'Назад', 'Выберите раздел');
    expect(root.editedTimes).toBeGreaterThan(3);
  });

  it('turns pages', async () => {
    const chat = await shop.visitor('Aziz', 'ru', openShelf);
    await press(chat, 'Каталог', 'Выберите раздел');
    const first = await press(chat, 'Другое', 'Страница 1 из');
    expect(labels(first)).not.toContainEqual(expect.stringContaining('Предыдущая'));
    const second = await press(chat, 'Следующая страница', 'Страница 2 из');
    expect(labels(second)).toContain('⬅️ Предыдущая страница');
    expect(labels(second)).not.toContain('➡️ Следующая страница');
    await press(chat, 'Предыдущая страница', 'Страница 1 из');
    expect(second.id).toBe(first.id);
  });

  it('shows a card with its picture, and changes it in place', async () => {
    const chat = await shop.visitor();
    await press(chat, 'Каталог', 'Выберите раздел');
    await press(chat, 'Напитки', lists('Сок яблочный'));
    const card = await press(chat, /Сок яблочный/, (message) => message.photo !== undefined);
    expect(card.photo?.source).toEqual({ kind: 'url', url: 'https://cdn.example/i/101_300.jpg' });
    expect(plain(card.words)).toContain('Цена: 18 500 сум за шт\nВ наличии: 14 шт');
    expect(labels(card)).toEqual(['➕ Добавить', '❤️ В избранное', '⬅️ Назад', '🛒 Корзина | 🏠 Меню']);

    await press(chat, 'Добавить', 'В корзине: 1');
    await chat.waitForWords('Добавлено в корзину');
    await press(chat, '+', 'В корзине: 2');
    await press(chat, '−', 'В корзине: 1');
    await press(chat, '−', (message) => labels(message)[0] === '➕ Добавить');
    expect(chat.lastMessage?.id).toBe(card.id);
    const back = await press(chat, 'Назад', lists('Вода'));
    expect(back.photo).toBeUndefined();
  });

  it('gives a picture to Telegram by its address once, then by the file that Telegram made of it', async () => {
    const chat = await shop.visitor();
    await say(chat, '/start item_102', 'Вода');
    await say(chat, '/start item_102', 'Вода');
    const pictures = shop.telegram.calls
      .filter((call) => call.method === 'sendPhoto' && call.chatId === chat.person.id)
      .map((call) => call.body['photo']);
    expect(pictures).toEqual(['https://cdn.example/i/102_300.jpg', expect.stringMatching(/^AgAC/)]);
  });

  it('shows a card without its picture when Telegram cannot fetch it, and still changes it in place', async () => {
    const chat = await shop.visitor();
    const remove = shop.telegram.faults.add({
      kind: 'status',
      method: 'sendPhoto',
      chatId: chat.person.id,
      status: 400,
      description: 'Bad Request: wrong type of the web page content',
    });
    const card = await say(chat, '/start item_105', 'Футболка белая M');
    remove();
    expect(card.photo).toBeUndefined();
    await press(chat, 'Добавить', 'В корзине: 1');
    await press(chat, '+', 'В корзине: 2');
    expect(chat.lastMessage).toBe(card);
  });

  it('offers variants on the card of their parent', async () => {
    const chat = await shop.visitor();
    await press(chat, 'Каталог', 'Выберите раздел');
    await press(chat, 'Другое', lists('Футболка'));
    const parent = await press(chat, /Футболка/, 'Выберите вариант');
    expect(labels(parent)).not.toContainEqual(expect.stringContaining('Добавить'));
    const variant = await press(chat, 'белый, M', 'белый · M');
    await press(chat, 'Добавить', 'В корзине: 1');
    expect(labels(variant)).not.toContain('белый, M');
    await press(chat, 'Назад', 'Выберите вариант');
  });

  it('hides what is out of stock or has no price, unless the shop wants it shown', async () => {
    const chat = await shop.visitor();
    await say(chat, '/start group_3', (message) => message.words.startsWith('Напитки'));
    expect(labels(chat.lastMessage).join()).not.toMatch(/Нет в наличии|Без цены/);
    await say(chat, '/start item_107', 'Этого товара больше нет в продаже');

    const other = await shop.visitor('Aziz', 'ru', openShelf);
    const soldOut = await say(other, '/start item_107', 'Нет в наличии');
    expect(labels(soldOut).slice(0, 2)).toEqual(['🔔 Сообщить о поступлении', '❤️ В избранное']);
    expect(soldOut.words).toContain('\nНет в наличии');
    const unpriced = await say(other, '/start item_108', 'Без цены');
    expect(unpriced.words).toContain('Цена не указана');
    expect(labels(unpriced).slice(0, 2)).toEqual(['❤️ В избранное', '⬅️ Назад']);
    // a button of an older card, or of a forger
    other.tapData('a:107:', unpriced);
    await other.waitForWords('Этот товар закончился.');
    other.tapData('a:108:', unpriced);
    await other.waitForWords('У товара не указана цена');
  });

  it('sells no services, by whatever way one comes to them', async () => {
    const chat = await shop.visitor();
    const water = await say(chat, '/start group_8', lists('Вода'));
    expect(lists('Сборка мебели')(water)).toBe(false);
    await press(chat, 'Поиск', 'Напишите название товара');
    await say(chat, 'сборка мебели', 'Ничего не нашлось');
    await say(chat, '4780000000999', 'Ничего не нашлось'); // REGOS finds it by its barcode
    const refusal = await say(chat, '/start item_114', 'Этого товара больше нет в продаже');
    chat.tapData('a:114:', refusal); // a button of an older card, or of a forger
    await chat.waitForWords('Этого товара больше нет в продаже.');
    await press(chat, 'Корзина', 'Корзина пуста');
  });

  it('shows pictures of public addresses only, spelt so that Telegram takes them', async () => {
    const items = [
      aShopItem({ id: 201, name: 'Кефир', imageUrl: 'https://cdn.example/Кефир 1%.jpg' }),
      aShopItem({ id: 202, name: 'Айран', imageUrl: 'http://169.254.169.254/latest/meta-data' }),
      aShopItem({ id: 203, name: 'Тан', imageUrl: 'http://[::ffff:10.0.0.1]/a.jpg' }),
    ];
    const chat = await shop.visitor('Aziz', 'ru', await shop.connect({ shop: aShop({ items }) }));
    const kefir = await say(chat, '/start item_201', 'Кефир');
    expect(kefir.photo?.source).toEqual({
      kind: 'url',
      url: 'https://cdn.example/%D0%9A%D0%B5%D1%84%D0%B8%D1%80%201%25.jpg',
    });
    expect((await say(chat, '/start item_202', 'Айран')).photo).toBeUndefined();
    expect((await say(chat, '/start item_203', 'Тан')).photo).toBeUndefined();
  });

  it('sells as ever when REGOS writes ids as texts', async () => {
    const tenant = await shop.connect();
    shop.regos.switches.rowIds = 'text';
    try {
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      await say(chat, '/start item_103', 'Яблоки');
      await press(chat, 'Добавить', 'В корзине');
      await press(chat, 'Корзина', 'Итого');
      await reachSummary(chat);
      await press(chat, 'Подтвердить', 'получен');
      await chat.waitFor(/✅ Заказ № \d+ передан/);
      const [order] = shop.regos.documents(tenant.connectionId);
      shop.regos.moveStatus(tenant.connectionId, order?.id ?? 0, 'Approved');
      await chat.waitFor(/подтвержд/i);
    } finally {
      shop.regos.switches.rowIds = 'number';
    }
  });

  it.each(HOSTILE)('brings the name of item %i intact everywhere', async (itemId, name) => {
    const chat = await shop.visitor();
    const card = await say(chat, `/start item_${itemId}`, name);
    expect(card.entities.filter((entity) => entity.type !== 'bold')).toEqual([]);
    await press(chat, 'Добавить', 'В корзине: 1');
    await say(chat, `/start group_${itemId === 111 ? 10 : 9}`, lists(name.slice(0, 20)));
    const cart = await press(chat, 'Корзина', 'Итого');
    expect(cart.words).toContain(name);
    expect(labels(cart)).toContainEqual(
      expect.stringContaining(`🗑 Удалить ${itemId === 111 ? '\u2068' : ''}${name.slice(0, 10)}`),
    );
    const summary = await reachSummary(chat);
    expect(summary.words).toContain(name);
    await press(chat, 'Подтвердить', 'получен');
    await chat.waitFor(/✅ Заказ № \d+ передан/);
    await press(chat, /Мои заказы/, 'Мои заказы');
    const order = await press(chat, /Заказ №/, 'Оформлен:');
    expect(order.words).toContain(name);
    const documents = shop.regos.documents(shop.tenant.connectionId);
    expect(documents.some(({ lines }) => lines.some((line) => line.itemId === itemId))).toBe(true);
  });

  it('follows links to an item and a group, and says when they lead nowhere', async () => {
    const chat = shop.person().chatWith(shop.tenant.token);
    await say(chat, '/start item_101', 'Сок яблочный');
    await press(chat, 'Назад', 'Выберите раздел');
    await say(chat, '/start group_7', 'Соки');
    await say(chat, '/start group_999', 'Этого раздела больше нет');
    await chat.waitFor('Добро пожаловать');
    await say(chat, '/start item_113', 'Этого товара больше нет в продаже');
    await say(chat, '/start whatever-else', 'Добро пожаловать');
  });

  it('does not let an item that was deleted in REGOS be bought from an old card', async () => {
    const items = [aShopItem({ id: 101 }), aShopItem({ id: 102, name: 'Вода' })];
    const tenant = await shop.connect({ shop: aShop({ items }) });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    const card = await say(chat, '/start item_101', 'Сок');
    shop.regos.deleteItem(tenant.connectionId, 101);
    await until(async () =>
      (await alertOf(chat, () => chat.tapData('q:101:1:', card))).includes('нет в продаже'),
    );
    await press(chat, 'Назад', (message) => !lists('Сок')(message));
  });

  it('says that the catalogue is away, and shows it when REGOS is back', async () => {
    const tenant = await shop.connect();
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    shop.regos.faults.add({ kind: 'down', connectedIntegrationId: tenant.connectionId });
    const away = await press(chat, 'Каталог', 'Каталог сейчас недоступен');
    expect(labels(away)).toEqual(['🛍 Каталог | 🛒 Корзина', '🏠 Меню']);
    await say(chat, '/start item_101', 'Каталог сейчас недоступен');
    shop.regos.faults.clear();
    // a shop whose REGOS failed so often is left alone for two seconds: a person who is told to wait taps again
    await until(async () => {
      chat.tap('Каталог');
      await chat.settled();
      return chat.snapshot().messages.some(({ html }) => html.includes('Выберите раздел'));
    });
  });
});

/** The toast of a tap, empty when it has none. */
async function alertOf(chat: Chat, tap: () => void): Promise<string> {
  const before = chat.toasts.length;
  tap();
  await chat.settled();
  return chat.toasts
    .slice(before)
    .map(({ text }) => text)
    .join(' ');
}
