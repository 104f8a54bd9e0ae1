import { SearchMisses } from '@rto/catalog';
import { localDate } from '@rto/kernel';
import { TestConversation } from './conversation.fixture';

const NOT_UNDERSTOOD = 'Не понял вас. Напишите название товара, я поищу, или нажмите кнопку.';
const WORDS_ONLY = 'Фото, голосовые и стикеры я пока не понимаю, только слова.';
const CARD = { type: 'openItem', itemId: 102, origin: { type: 'group', groupId: 7, page: 0 } } as const;

describe('text that nobody asked for', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(() => buyer.reset({ ADDRESS_REQUIRED: 'true' }));

  /** What is shown for it. */
  const say = async (content: object): Promise<string> => {
    buyer.shown.length = 0;
    await buyer.say(content);
    return buyer.shown.join('\n');
  };
  const place = async (): Promise<unknown> => (await buyer.dialog())?.place;

  it.each<readonly [string, () => Promise<unknown>]>([
    ['before anything else', async () => undefined],
    ['in the menu', () => buyer.say({ text: '/start' })],
    ['in the cart', () => buyer.tap({ type: 'openCart', page: 0 })],
    ['on a card, where a number is a quantity', () => buyer.tap(CARD)],
    ['among orders', () => buyer.tap({ type: 'openOrders', page: 0 })],
  ])('is a search %s', async (_where, go) => {
    await go();
    expect(await say({ text: 'яблочный сок' })).toContain('Поиск: яблочный сок');
    expect(await place()).toEqual({ type: 'openSearch', page: 0 });
    expect(await say({ text: 'olma sharbati' })).toContain('Поиск: olma sharbati');
  });

  it('offers what is nearest, and is counted as a search', async () => {
    expect(await say({ text: 'ибблыки' })).toContain('Такого не нашлось. Возможно, вы искали:');
    const day = localDate(buyer.clock.now(), 'Asia/Tashkent');
    const misses = buyer.app.get(SearchMisses, { strict: false });
    expect(await misses.of(buyer.tenantId, day)).toEqual({ ибблыки: 1 });
  });

  it('that is nothing leads back to where the person was', async () => {
    await buyer.tap(CARD);
    expect(await say({ text: 'ъъъъъ' })).toMatch(new RegExp(`^${NOT_UNDERSTOOD}[^]*Вода`));
    expect(await place()).toEqual(CARD);
    expect(await say({ text: '3' })).toContain('В корзине: 3');
  });

  it('is the answer while a question is open', async () => {
    await buyer.tap({ type: 'addItem', itemId: 101, origin: { type: 'none' } });
    await buyer.tap({ type: 'startCheckout' });
    expect(await say({ text: 'вода' })).toContain('Нужен именно ваш номер');
    await buyer.say({ contact: { phone_number: '998901234567', user_id: 700 } });
    expect(await say({ text: 'вода' })).toContain('Куда привезти?');
    expect(await buyer.draft()).toMatchObject({ address: 'вода' });
  });

  it.each([{ voice: {} }, { photo: [] }, { sticker: {} }])('has no words: %j', async (content) => {
    await buyer.tap(CARD);
    const shown = await say(content);
    expect(shown).toContain(`${WORDS_ONLY} Напишите название товара, я поищу, или нажмите кнопку.`);
    expect(shown).toContain('Вода');
    await buyer.tap({ type: 'addItem', itemId: 101, origin: { type: 'none' } });
    await buyer.tap({ type: 'startCheckout' });
    const asked = await say(content);
    expect(asked).toMatch(new RegExp(`${WORDS_ONLY}\\n\\nНужен ваш номер`));
  });

  it.each([
    ['/catalog', { type: 'openCatalog', page: 0 }],
    ['/CART', { type: 'openCart', page: 0 }],
    ['/orders@shop_bot', { type: 'openOrders', page: 0 }],
    ['/cards please', { type: 'openCards' }],
  ])('works as the button when it is %s', async (text, opened) => {
    await say({ text });
    expect(await place()).toEqual(opened);
  });

  it('leaves a question open after /help, and knows no other command', async () => {
    await buyer.tap({ type: 'addItem', itemId: 101, origin: { type: 'none' } });
    await buyer.tap({ type: 'startCheckout' });
    await buyer.say({ contact: { phone_number: '998901234567', user_id: 700 } });
    expect(await say({ text: '/help' })).toContain('Как здесь заказать');
    await buyer.say({ text: 'Чиланзар 5' });
    expect(await buyer.draft()).toMatchObject({ address: 'Чиланзар 5' });
    await buyer.tap({ type: 'openMenu' });
    for (const text of ['/constructor', '/settings', '/catalogue'])
      expect([text, await say({ text })]).toEqual([text, expect.stringContaining(NOT_UNDERSTOOD)]);
  });
});
