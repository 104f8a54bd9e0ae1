import { CartService } from '@rto/cart';
import { TestConversation } from './conversation.fixture';

const JUICE = { itemId: 101, origin: { type: 'none' } } as const;
/** Weighed. */
const APPLES = { itemId: 103, origin: { type: 'none' } } as const;

describe('how much is wanted', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(() => buyer.reset());

  const inCart = async (): Promise<string | undefined> => {
    const { lines } = await buyer.app.get(CartService, { strict: false }).get(buyer.tenantId, 700);
    return lines[0] && `${lines[0].itemId}x${lines[0].quantity.toString()}`;
  };
  /** What was sent or edited for it. */
  const callsFor = async (act: () => Promise<unknown>): Promise<string[]> => {
    buyer.calls.length = 0;
    buyer.shown.length = 0;
    await act();
    return buyer.calls.map(({ method }) => method);
  };

  it.each([
    ['1,5', '103x1.5'],
    ['1.5 кг', '103x1.5'],
    ['2kg', '103x2'],
    ['500 г', '103x0.5'],
    ['1/2', '103x0.5'],
    ['полкило', '103x0.5'],
    ['yarim kilo', '103x0.5'],
    ['half a kilo', '103x0.5'],
  ])('is typed on the card, which shows it in place: %s', async (text, expected) => {
    await buyer.tap({ type: 'openItem', ...APPLES });
    expect(await callsFor(() => buyer.say({ text }))).toEqual(['editMessageCaption']);
    expect(await inCart()).toBe(expected);
    expect(buyer.shown.join()).toContain('В корзине:');
  });

  it('says on the card why not, also in place', async () => {
    await buyer.tap({ type: 'openItem', ...JUICE });
    expect(await callsFor(() => buyer.say({ text: '2 кг' }))).toEqual(['editMessageCaption']);
    expect(buyer.shown.join()).toMatch(/Единица этого товара: «шт»[^]*Сок яблочный/);
    await buyer.say({ text: '100500' });
    expect(buyer.shown.join()).toMatch(/Столько нет: осталось 14.шт\./);
    expect(await inCart()).toBeUndefined();
  });

  it('is a usual weight, or twelve, by one tap', async () => {
    await buyer.tap({ type: 'setItem', ...APPLES, quantity: '0.5' });
    expect(await inCart()).toBe('103x0.5');
    await buyer.tap({ type: 'setItem', ...JUICE, quantity: '12' });
    expect(buyer.shown.at(-1)).toContain('В корзине: 12');
    await buyer.tap({ type: 'setItem', ...JUICE, quantity: '0.5' }); // a forger's
    expect(buyer.shown.at(-1)).toContain('Не получилось понять количество');
  });

  it('is no quantity when it is the name or the barcode of other goods', async () => {
    await buyer.tap({ type: 'openItem', ...APPLES });
    await buyer.say({ text: '1 литр сок' });
    expect(buyer.shown.at(-1)).toContain('Поиск: 1 литр сок');
    await buyer.tap({ type: 'openItem', ...APPLES });
    await buyer.say({ text: '4780000000101' });
    expect(buyer.shown.at(-1)).toContain('Поиск: 4780000000101');
    expect(await inCart()).toBeUndefined();
  });
});
