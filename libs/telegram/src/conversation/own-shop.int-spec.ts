import { SearchMisses } from '@rto/catalog';
import { SavedGoods } from '@rto/customers';
import { Owners, TenantService } from '@rto/settings';
import { Upload } from '../client/tenant-telegram';
import { TestConversation } from './conversation.fixture';

const CHAT = 700;
const OTHER = 701;

describe('the owner of a shop', () => {
  let owner: TestConversation;
  beforeAll(async () => {
    owner = await TestConversation.open();
  }, 60_000);
  afterAll(() => owner.close());
  beforeEach(async () => {
    await owner.reset();
    const along = async (): Promise<void> => undefined;
    await owner.app.get(Owners).name(owner.tenantId, { chatId: CHAT, namedBy: 'operator' }, along);
    await owner.refresh();
    owner.shown.length = 0;
    owner.calls.length = 0;
  });

  const tap = async (action: Parameters<TestConversation['tap']>[0], chatId = CHAT): Promise<string> => {
    owner.shown.length = 0;
    owner.calls.length = 0;
    await owner.refresh();
    await owner.tap(action, chatId);
    return JSON.stringify(owner.calls.map(({ payload }) => payload));
  };

  it('sees orders, goods, and what people miss', async () => {
    const { id, version } = await owner.toSummary();
    await owner.tap({ type: 'confirm', checkoutId: id, version });
    const tenant = await owner.app.get(TenantService).get(owner.tenantId);
    await owner.app.get(SearchMisses, { strict: false }).count(tenant, 'безлактозное');
    const coffee = { id: 102, name: 'Кофе молотый' };
    await owner.app.get(SavedGoods, { strict: false }).save(owner.tenantId, OTHER, 'awaited', coffee);
    await tap({ type: 'openOwnShop' });
    const text = owner.shown.join();
    expect(text).toMatch(/Заказы принимаются/);
    expect(text).toMatch(/Заказов сегодня: 1 на 18\s500\sсум/);
    expect(text).toMatch(/Ждут выполнения: 1/);
    expect(text).toMatch(/Товаров в каталоге: \d+, обновлён: сегодня/);
    expect(text).toMatch(/Скрыто: нет в наличии 3 .*без цены 2 /);
    expect(text).toMatch(/не нашли за неделю: безлактозное \(1\)/);
    expect(text).toMatch(/Ждут поступления: Кофе молотый \(1\)/);
    expect(await owner.app.get(Owners).list(owner.tenantId)).toMatchObject([{ name: 'Aziz' }]);
  });

  it('closes for today, which people are told in words, and opens again', async () => {
    expect(await tap({ type: 'closeToday' })).toContain('🔓 Открыть');
    expect(owner.shown.join()).toMatch(/Закрыто на сегодня, откроется: завтра, 00:00/);
    await owner.refresh();
    await owner.tap({ type: 'addItem', itemId: 101, origin: { type: 'none' } }, OTHER);
    await tap({ type: 'startCheckout' }, OTHER);
    expect(owner.shown.join()).toMatch(
      /Сегодня магазин больше не принимает заказы. Откроется: завтра, 00:00/,
    );
    await tap({ type: 'openCart', page: 0 }, OTHER);
    expect(owner.shown.join()).toMatch(/Сегодня магазин больше не принимает заказы/);
    expect(await tap({ type: 'openToday' })).toContain('🔒 Закрыть на сегодня');
    await tap({ type: 'startCheckout' }, OTHER);
    expect(owner.shown.join()).not.toMatch(/не принимает заказы/);
  });

  it('closes for today and no longer', async () => {
    await tap({ type: 'closeToday' });
    owner.clock.advance(24 * 3_600_000);
    await owner.refresh();
    await owner.tap({ type: 'addItem', itemId: 101, origin: { type: 'none' } }, OTHER);
    await tap({ type: 'startCheckout' }, OTHER);
    expect(owner.shown.join()).not.toMatch(/не принимает заказы/);
  });

  it('has the shop checked', async () => {
    await tap({ type: 'checkShop' });
    expect(owner.shown.join()).toMatch(/Проверка магазина, сегодня/);
  });

  it('looks at the menu as a buyer does, and comes back', async () => {
    const menu = await tap({ type: 'showAsBuyer' });
    expect(menu).toContain('Каталог');
    expect(menu).not.toContain('Мой магазин');
    expect(await tap({ type: 'openMenu' })).not.toContain('Мой магазин');
    expect(await tap({ type: 'showAsOwner' })).toContain('Мой магазин');
    expect(await tap({ type: 'openMenu' })).toContain('Мой магазин');
  });

  it('invites another, who may remove them', async () => {
    await owner.app.get(TenantService).setBot(owner.tenantId, owner.token, { id: 7, username: 'shop_bot' });
    const sent = await tap({ type: 'inviteOwner' });
    const code = /t\.me\/shop_bot\?start=owner_([\w-]{22})/.exec(sent)?.[1];
    expect(code).toBeDefined();
    expect(await tap({ type: 'openOwners' })).toContain('Убрать: Aziz');
    await tap({ type: 'askRemoveOwner', chatId: CHAT });
    expect(owner.shown.join()).toMatch(/Убрать из владельцев: Aziz/);
    expect(await tap({ type: 'removeOwner', chatId: CHAT })).not.toContain('Мой магазин');
    expect(await owner.app.get(Owners).isOwner(owner.tenantId, CHAT)).toBe(false);
  });

  it.each([
    [{ type: 'shopLink' }, 'https://t.me/shop_bot'],
    [{ type: 'groupLink', groupId: 9 }, 'https://t.me/shop_bot?start=group_9'],
  ] as const)('gets a page to print: %j', async (action, address) => {
    await owner.app.get(TenantService).setBot(owner.tenantId, owner.token, { id: 7, username: 'shop_bot' });
    await tap(action);
    const sent = owner.calls.find(({ method }) => method === 'sendDocument')?.payload as
      { document: Upload; caption: string } | undefined;
    expect(sent?.document).toBeInstanceOf(Upload);
    expect(sent?.caption).toContain(address);
  });

  it('names an advertisement in any letters', async () => {
    await owner.app.get(TenantService).setBot(owner.tenantId, owner.token, { id: 7, username: 'shop_bot' });
    await tap({ type: 'campaignLink' });
    await owner.say({ text: 'Листовка 2' });
    expect(owner.shown.join()).toContain('https://t.me/shop_bot?start=src_listovka_2');
    await tap({ type: 'campaignLink' });
    await owner.say({ text: '!!!' });
    expect(owner.shown.join()).toMatch(/Такое имя не подойдёт/);
  });

  it('alone does all that: a buyer who sends the same buttons sees the menu', async () => {
    for (const action of [
      { type: 'closeToday' },
      { type: 'checkShop' },
      { type: 'inviteOwner' },
      { type: 'openOwners' },
      { type: 'removeOwner', chatId: CHAT },
      { type: 'shopLink' },
      { type: 'showAsBuyer' },
    ] as const) {
      await tap(action, OTHER);
      expect(owner.shown.join()).toMatch(/Главное меню/);
    }
    const tenant = await owner.app.get(TenantService).get(owner.tenantId);
    expect(tenant).toMatchObject({ owners: [CHAT], closedUntil: undefined });
  });
});
