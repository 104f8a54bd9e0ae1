import { LinkRepository, type LinkQuery } from '@rto/orders';
import { TestConversation } from './conversation.fixture';

describe('a link into the bot', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(async () => {
    await buyer.reset();
    buyer.shown.length = 0;
  });

  const figures = (query: LinkQuery) => buyer.app.get(LinkRepository).figuresOf(buyer.tenantId, query);
  async function order(): Promise<void> {
    const { id, version } = await buyer.toSummary();
    await buyer.tap({ type: 'confirm', checkoutId: id, version });
  }

  it.each([
    ['item_101-src_insta', /Сок яблочный/],
    ['group_9-src_insta', /Другое/],
    ['promo_napitki-src_insta', /Напитки/],
    ['src_insta', /Здравствуйте/],
  ])('leads to what it names, and is counted: %s', async (payload, shown) => {
    await buyer.say({ text: `/start ${payload}` });
    expect(buyer.shown.join()).toMatch(shown);
    expect(await figures({ source: 'insta' })).toEqual({ uses: 1, orders: 0, sums: [] });
  });

  it.each([
    ['item_999', /товара больше нет/],
    ['group_999', /раздела больше нет/],
    ['promo_sale', /акция уже закончилась/],
  ])('that leads to nothing says so kindly: %s', async (payload, shown) => {
    await buyer.say({ text: `/start ${payload}` });
    expect(buyer.shown.join()).toMatch(shown);
    expect((await buyer.dialog())?.place).toEqual({ type: 'openMenu' });
  });

  it('is counted each time, for itself, for its source, and for this shop alone', async () => {
    for (const payload of ['item_101', 'item_101-src_a', 'item_101-src_a', 'group_9-src_a', 'src_b', 'x']) {
      await buyer.say({ text: `/start ${payload}` });
    }
    expect((await figures({ link: 'item_101' })).uses).toBe(3);
    expect((await figures({ source: 'a' })).uses).toBe(3);
    expect((await figures({ link: 'item_101', source: 'a' })).uses).toBe(2);
    expect((await buyer.app.get(LinkRepository).mostUsed(buyer.tenantId, 2))[0]).toMatchObject({
      link: 'item_101',
      source: 'a',
      uses: 2,
    });
    await buyer.reset();
    expect((await figures({ source: 'a' })).uses).toBe(0);
  });

  it('has sold what is ordered within a day after it was followed last', async () => {
    await buyer.say({ text: '/start item_102-src_flyer' });
    await buyer.say({ text: '/start item_101-src_insta' });
    await order();
    expect((await buyer.orders())[0]?.cameBy).toEqual({ link: 'item_101', source: 'insta' });
    expect(await figures({ source: 'insta' })).toMatchObject({ orders: 1, sums: [{ amount: '18500' }] });
    expect(await figures({ source: 'flyer' })).toMatchObject({ orders: 0, sums: [] });
    buyer.clock.advance(24 * 3_600_000 - 1_000);
    await buyer.say({ text: '/start item_101-src_insta' });
    buyer.clock.advance(24 * 3_600_000 - 60_000); // no tap in between: the dialog itself lives for a day
    await buyer.tap({ type: 'openMenu' });
    buyer.clock.advance(61_000);
    await order();
    expect((await buyer.orders())[0]?.cameBy).toBeUndefined();
    expect(await figures({ source: 'insta' })).toMatchObject({ uses: 2, orders: 1 });
  });

  it('that anybody makes up fills no table', async () => {
    const links = buyer.app.get(LinkRepository);
    await links.count(buyer.tenantId, { link: 'item_101', source: '' }, '2026-11-23');
    for (let made = 1; made < 1_005; made += 1) {
      await links.count(buyer.tenantId, { link: `promo_${made}`, source: '' }, '2026-11-23');
    }
    await links.count(buyer.tenantId, { link: 'item_101', source: '' }, '2026-11-23');
    expect((await figures({ link: 'item_101' })).uses).toBe(2);
    expect((await figures({})).uses).toBe(1_001);
  });
});
