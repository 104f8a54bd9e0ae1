import { aShop, aShopItem, type Chat, type Message, type ShopData } from '@rto/fakes';
import { RunningCluster } from './running-cluster';
import { RunningShop, until } from './running-shop';
import { closeWithoutComplaints, labels, plain, press, say } from './walking';

/** Seven pages, of which each takes a second: a large live shop, scaled down twenty times. */
const GOODS = 3_400;
const MS_PER_ROW = 2;
const READ_TIMEOUT_MS = 40_000;
const LAST = GOODS + 1_000;

/** The goods of «Напитки» come first. */
function largeShop(): ShopData {
  const items = Array.from({ length: GOODS }, (_, index) => {
    const name = `Товар ${String(index + 1).padStart(5, '0')}`;
    return aShopItem({ id: index + 1_001, name, groupId: index < 400 ? 3 : 9 });
  });
  const groups = [
    { id: 3, name: 'Напитки' },
    { id: 9, name: 'Другое' },
  ];
  return aShop({ groups, items });
}

const isFilled = (message: Message | undefined): boolean =>
  message?.words.includes('Выберите раздел') ?? false;

function fullReadings(world: RunningShop | RunningCluster, connectionId: string): number {
  return world.regos.calls.filter(
    ({ method, body, connectedIntegrationId }) =>
      method === 'Item/GetExt' &&
      connectedIntegrationId === connectionId &&
      (body as { offset?: number; limit?: number }).limit === 500 &&
      (body as { offset?: number }).offset === 0,
  ).length;
}

describe('a shop that takes its time to be read', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  beforeEach(() => {
    shop.regos.switches.msPerRow = MS_PER_ROW;
  });
  afterEach(() => {
    shop.regos.switches.msPerRow = 0;
  });
  afterAll(() => closeWithoutComplaints(shop));

  it('says so within a second, counts, opens what is there, and fills the screen by itself', async () => {
    const tenant = await shop.connect({ shop: largeShop() });
    const [chat, other] = [
      await shop.visitor('Aziz', 'ru', tenant),
      await shop.visitor('Lola', 'uz', tenant),
    ];
    const tappedAt = performance.now();
    const screen = await press(chat, 'Каталог', 'Читаем товары');
    expect(performance.now() - tappedAt).toBeLessThan(2_000); // one on a calm machine
    await chat.waitFor(/[▓░]{10} .*из 3.400/, READ_TIMEOUT_MS);
    expect(labels(screen)).toContainEqual(expect.stringContaining('Напитки'));
    await press(other, 'Katalog', 'Mahsulotlar oʻqilmoqda');

    const drinks = await press(other, 'Напитки', 'Напитки');
    expect(plain(drinks.words)).toMatch(/Mahsulotlar hali oʻqilmoqda: .*Bu yerda hozircha hammasi emas/);
    await until(() => isFilled(chat.lastMessage), READ_TIMEOUT_MS);
    expect(chat.lastMessage?.id).toBe(screen.id);
    expect(chat.lastMessage?.words).not.toContain('Читаем');
    expect(other.lastMessage?.words).toContain('Напитки'); // whoever reads a part is not disturbed
    expect(fullReadings(shop, tenant.connectionId)).toBe(1);
  }, 90_000);

  it('never covers what a person opened meanwhile', async () => {
    const tenant = await shop.connect({ shop: largeShop() });
    const [waiting, gone] = [
      await shop.visitor('Aziz', 'ru', tenant),
      await shop.visitor('Lola', 'ru', tenant),
    ];
    await press(waiting, 'Каталог', 'Читаем товары');
    await press(gone, 'Каталог', 'Читаем товары');
    const menu = await press(gone, 'Меню', 'С чего начнём');
    const edited = menu.editedTimes;
    await until(() => isFilled(waiting.lastMessage), READ_TIMEOUT_MS);
    await gone.settled();
    expect(gone.lastMessage?.words).toContain('С чего начнём');
    expect(gone.lastMessage?.editedTimes).toBe(edited);
  }, 90_000);

  it('opens what a link leads to, and does what was tapped, once it is read', async () => {
    const tenant = await shop.connect({ shop: largeShop() });
    const [chat, gone] = [await shop.visitor('Aziz', 'ru', tenant), await shop.visitor('Lola', 'ru', tenant)];
    await say(chat, `/start item_${LAST}`, 'Читаем товары');
    await say(gone, '/start item_999999', 'Читаем товары');
    await chat.waitFor(`Товар 0${GOODS}`, READ_TIMEOUT_MS);
    await press(chat, 'Добавить', 'В корзине: 1');
    await gone.waitFor('Этого товара больше нет в продаже', READ_TIMEOUT_MS);
  }, 90_000);

  it('is gone on with when REGOS breaks off, and says that the shop does not answer', async () => {
    const tenant = await shop.connect({ shop: largeShop() });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    await press(chat, 'Каталог', 'Читаем товары');
    await chat.waitFor(/из 3.400/, READ_TIMEOUT_MS);
    shop.regos.faults.add({ kind: 'down', connectedIntegrationId: tenant.connectionId });
    await chat.waitFor('Магазин сейчас не отвечает', READ_TIMEOUT_MS);
    shop.regos.faults.clear();
    await until(() => isFilled(chat.lastMessage), READ_TIMEOUT_MS);
    expect(fullReadings(shop, tenant.connectionId)).toBe(1);
  }, 120_000);

  it('is there after a restart, also while REGOS is away', async () => {
    shop.regos.switches.msPerRow = 0;
    const tenant = await shop.connect({ shop: largeShop() });
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    await press(chat, 'Каталог', isFilled);
    await press(chat, 'Меню', 'С чего начнём');
    await shop.stop('SIGKILL');
    shop.regos.faults.add({ kind: 'down' });
    await shop.start();
    const screen = await press(chat, 'Каталог', isFilled);
    expect(screen.words).not.toContain('Нет связи');
    shop.regos.faults.clear();
  }, 90_000);
});

describe('a shop that takes its time, before several processes', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await RunningCluster.open({ size: { bot: 2 }, shop: largeShop() });
  }, 120_000);
  afterAll(() => closeWithoutComplaints(cluster));

  it('is read once, and when the reader dies by another process, which fills the screens', async () => {
    cluster.regos.switches.msPerRow = MS_PER_ROW;
    const chats: Chat[] = [await cluster.visitor(), await cluster.visitor()];
    for (const chat of chats) await press(chat, 'Каталог', 'Читаем товары');
    await chats[0]?.waitFor(/из 3.400/, READ_TIMEOUT_MS);
    expect(fullReadings(cluster, cluster.tenant.connectionId)).toBe(1);
    const [one, other] = cluster.processes('bot');
    // both before one is back: on a busy machine that takes as long as what is left of the reading
    await Promise.all([one?.kill(), other?.kill()]);
    await Promise.all([one?.start(), other?.start()]);
    const late = await cluster.visitor();
    await press(late, 'Каталог', (message) => isFilled(message) || message.words.includes('Читаем товары'));
    for (const chat of [...chats, late]) await until(() => isFilled(chat.lastMessage), 90_000);
    expect(fullReadings(cluster, cluster.tenant.connectionId)).toBe(2);
    cluster.regos.switches.msPerRow = 0;
  }, 180_000);
});
