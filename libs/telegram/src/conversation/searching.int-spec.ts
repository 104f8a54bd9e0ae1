import { SearchMisses } from '@rto/catalog';
import { localDate } from '@rto/kernel';
import { BoughtGoods } from '@rto/orders';
import { TestConversation } from './conversation.fixture';

describe('a search', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(() => buyer.reset());

  /** What is shown when `text` is searched for. */
  const search = async (text: string): Promise<string> => {
    await buyer.tap({ type: 'startSearch' });
    buyer.calls.length = 0;
    await buyer.say({ text });
    return JSON.stringify(buyer.calls); // goods are buttons
  };
  const misses = (): Promise<object> =>
    buyer.app
      .get(SearchMisses, { strict: false })
      .of(buyer.tenantId, localDate(buyer.clock.now(), 'Asia/Tashkent'));

  it.each([
    'сок',
    'соки',
    'sharbat',
    'шарбат',
    'juice',
    'sok',
    'cjr',
    'яблачный сок',
    'olma sharbati',
    'сок 1 литр',
  ])('for %s finds the juice', async (text) => {
    expect(await search(text)).toContain('Сок яблочный 1 л');
    expect(await misses()).toEqual({});
  });

  it('that finds nothing offers what is a little like it, and is counted once', async () => {
    const shown = await search('ибблыки');
    expect(shown).toContain('Такого не нашлось. Возможно, вы искали:');
    expect(shown).toContain('Яблоки');
    await buyer.tap({ type: 'openSearch', page: 0 }); // the way back to it
    expect(await misses()).toEqual({ ибблыки: 1 });
  });

  it('for nothing at all says so, and a phone number is not kept', async () => {
    expect(await search('электродрель')).toContain('Ничего не нашлось');
    await search('позвоните 901234567');
    expect(await misses()).toEqual({ электродрель: 1 });
  });

  it('puts what is bought here before what is not', async () => {
    expect(await search('напитки')).toMatch(/Вода[^]*Сок яблочный/);
    const bought = buyer.app.get(BoughtGoods, { strict: false });
    const counted = jest.spyOn(bought, 'of').mockResolvedValue(new Map([[101, 3]]));
    expect(await search('напитки')).toMatch(/Сок яблочный[^]*Вода/);
    expect(counted).toHaveBeenCalledWith(buyer.tenantId);
    counted.mockRestore();
  });
});
