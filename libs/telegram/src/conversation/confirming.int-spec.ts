import { TestConversation } from './conversation.fixture';

describe('the tap on «Подтвердить»', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  });
  afterAll(() => buyer.close());
  beforeEach(() => buyer.reset());

  const totals = async (): Promise<string[]> => (await buyer.orders()).map(({ total }) => total.amount);
  const confirm = (id: string, version: number): Promise<boolean> =>
    buyer.tap({ type: 'confirm', checkoutId: id, version });
  /** What people buy is read anew after so long. */
  const CATALOGUE_OLD_MS = 60_000;

  it('ends its update in the transaction of the order, and no other tap does', async () => {
    const { id, version } = await buyer.toSummary();
    expect(await buyer.tap({ type: 'openMenu' })).toBe(false);
    expect(await confirm(id, version)).toBe(true);
    expect(await totals()).toEqual(['18500']);
  });

  it('makes one order however often it comes', async () => {
    const { id, version } = await buyer.toSummary();
    for (let times = 0; times < 3; times += 1) await confirm(id, version);
    expect(await totals()).toEqual(['18500']);
  });

  it('confirms what was shown last: an older summary, or one of another checkout, confirms nothing', async () => {
    const old = await buyer.toSummary();
    await buyer.tap({ type: 'stepItem', itemId: 101, direction: 1, origin: { type: 'none' } });
    await buyer.tap({ type: 'startCheckout' });
    const { id, version } = await buyer.draft();
    expect(id).toBe(old.id);
    await confirm(id, old.version);
    await confirm('B'.repeat(id.length), version);
    expect(await totals()).toEqual([]);
    await confirm(id, version);
    expect(await totals()).toEqual(['37000']);
  });

  it('says nothing of an order to somebody else who taps the same button', async () => {
    const { id, version } = await buyer.toSummary();
    await confirm(id, version);
    buyer.shown.length = 0;
    await buyer.tap({ type: 'confirm', checkoutId: id, version }, 701);
    expect(buyer.shown.length).toBeGreaterThan(0);
    expect(buyer.shown.join()).not.toContain('№');
  });

  it('asks once more when the cart is another one than was shown', async () => {
    const { id, version } = await buyer.toSummary();
    await buyer.tap({ type: 'stepItem', itemId: 101, direction: 1, origin: { type: 'none' } });
    await confirm(id, version);
    expect(await totals()).toEqual([]);
    await confirm(id, (await buyer.draft()).version);
    expect(await totals()).toEqual(['37000']);
  });

  it('takes the price that the shop asks now, and only after it was shown', async () => {
    const { id, version } = await buyer.toSummary();
    buyer.regos.setPrice(buyer.connectionId, 101, '20000.00');
    buyer.clock.advance(CATALOGUE_OLD_MS);
    await confirm(id, version);
    expect(await totals()).toEqual([]);
    await confirm(id, (await buyer.draft()).version);
    expect(await totals()).toEqual(['20000']);
  });
});

describe('a sixth order while five are open', () => {
  const REFUSED = {
    ru: 'Незавершённых заказов у вас уже 5',
    uz: 'Sizda tugallanmagan buyurtmalar allaqachon 5 ta',
    en: 'You already have 5 unfinished orders',
  } as const;
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  });
  afterAll(() => buyer.close());

  const confirmed = async (): Promise<string> => {
    const { id, version } = await buyer.toSummary();
    buyer.shown.length = 0;
    await buyer.tap({ type: 'confirm', checkoutId: id, version });
    return buyer.shown.join('\n');
  };

  it('is refused in the person’s language, and their cart is kept', async () => {
    await buyer.reset();
    for (let order = 1; order <= 5; order += 1) await confirmed();
    for (const language of ['ru', 'uz', 'en'] as const) {
      await buyer.tap({ type: 'chooseLanguage', language });
      expect(await confirmed()).toContain(REFUSED[language]);
    }
    expect(await buyer.orders()).toHaveLength(5);
    buyer.shown.length = 0;
    await buyer.tap({ type: 'openCart', page: 0 });
    expect(buyer.shown.join()).toContain('Total: 18');
  });
});
