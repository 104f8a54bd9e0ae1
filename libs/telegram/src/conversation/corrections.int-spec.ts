import { TestConversation } from './conversation.fixture';

const ADDRESS_ID = 11;
const NOTE_ID = 12;
const PLACE_ID = 13;
const QUANTITY_ID = 14;
const CONTACT = { contact: { phone_number: '998901234567', user_id: 700 } };
const PLACE = { latitude: 41.3, longitude: 69.2 };

describe('an edited message', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(() => buyer.reset({ ADDRESS_REQUIRED: 'true' }));

  async function toNote(): Promise<void> {
    await buyer.say({ text: '/start item_101' });
    await buyer.say({ text: '2', message_id: QUANTITY_ID });
    await buyer.tap({ type: 'startCheckout' });
    await buyer.say(CONTACT);
    await buyer.say({ text: 'Чиланзар 5', message_id: ADDRESS_ID });
    await buyer.say({ location: PLACE, message_id: PLACE_ID });
  }

  async function toSummary(): Promise<void> {
    await toNote();
    await buyer.say({ text: 'Домофон 8', message_id: NOTE_ID });
  }

  async function confirm(version?: number): Promise<void> {
    const draft = await buyer.draft();
    await buyer.tap({ type: 'confirm', checkoutId: draft.id, version: version ?? draft.version });
  }

  const said = (): string => buyer.shown.splice(0).join('\n');

  it('counts until «Подтвердить», and the summary shows it where it stands', async () => {
    await toSummary();
    said();
    buyer.calls.length = 0;
    await buyer.edit({ text: 'Чиланзар 6', message_id: ADDRESS_ID });
    expect(said()).toMatch(/Проверьте заказ[^]*Адрес исправлен\.[^]*Адрес: Чиланзар 6/);
    await buyer.edit({ text: 'Домофон 9', message_id: NOTE_ID });
    expect(said()).toMatch(/Примечание исправлено\.[^]*Примечание: Домофон 9/);
    expect(buyer.calls.map(({ method }) => method)).toEqual(['editMessageText', 'editMessageText']);
    await confirm();
    expect(await buyer.orders()).toMatchObject([{ address: 'Чиланзар 6', note: 'Домофон 9' }]);
  });

  it('takes the strength from a «Подтвердить» that shows the words of before', async () => {
    await toSummary();
    const { version } = await buyer.draft();
    await buyer.edit({ text: 'Чиланзар 6', message_id: ADDRESS_ID });
    await confirm(version);
    expect(await buyer.orders()).toEqual([]);
    await confirm();
    expect(await buyer.orders()).toMatchObject([{ address: 'Чиланзар 6' }]);
  });

  it('is said to be too late, once, when the order is out', async () => {
    await toSummary();
    await confirm();
    said();
    await buyer.edit({ text: 'Чиланзар 6', message_id: ADDRESS_ID });
    expect(said()).toContain('Заказ № 1 уже оформлен, правка сообщения его не меняет');
    await buyer.edit({ text: 'Чиланзар 7', message_id: ADDRESS_ID });
    expect(said()).toBe('');
    expect(await buyer.orders()).toMatchObject([{ address: 'Чиланзар 5' }]);
  });

  it('is nobody’s business when the message has answered nothing', async () => {
    await toSummary();
    said();
    const before = await buyer.draft();
    await buyer.edit({ text: 'Чиланзар 6', message_id: 99 });
    await buyer.edit({ text: 'Домофон 8', message_id: NOTE_ID }); // only the preview of a link came
    await buyer.edit({ sticker: {}, message_id: NOTE_ID });
    await buyer.edit({ text: '🛒 Корзина', message_id: ADDRESS_ID });
    expect(await buyer.draft()).toEqual(before);
    expect(said()).toBe('');
  });

  it('leaves the question that is open, and its button below the chat', async () => {
    await buyer.say({ text: '/start item_101' });
    await buyer.say({ text: '2' });
    await buyer.tap({ type: 'startCheckout' });
    await buyer.say(CONTACT);
    await buyer.say({ text: 'Чиланзар 5', message_id: ADDRESS_ID });
    buyer.calls.length = 0;
    said();
    await buyer.edit({ text: 'Чиланзар 6', message_id: ADDRESS_ID });
    expect(said()).toMatch(/Адрес исправлен\.[^]*Куда привезти\?/);
    expect(buyer.calls).toMatchObject([{ method: 'editMessageText' }]);
    expect(await buyer.draft()).toMatchObject({ address: 'Чиланзар 6' });
    expect(await buyer.dialog()).toMatchObject({ replyKeyboard: true });
  });

  it('mends what was refused, and keeps what stands when it is refused itself', async () => {
    await buyer.say({ text: '/start item_101' });
    await buyer.say({ text: '2' });
    await buyer.tap({ type: 'startCheckout' });
    await buyer.say(CONTACT);
    await buyer.say({ text: 'у'.repeat(301), message_id: ADDRESS_ID });
    await buyer.edit({ text: 'Чиланзар 5', message_id: ADDRESS_ID });
    expect(await buyer.draft()).toMatchObject({ address: 'Чиланзар 5' });
    said();
    await buyer.edit({ text: 'у'.repeat(301), message_id: ADDRESS_ID });
    expect(said()).toContain('Адрес слишком длинный');
    expect(await buyer.draft()).toMatchObject({ address: 'Чиланзар 5' });
  });

  it('of a place that moves counts without a word, and stops with «Подтвердить»', async () => {
    await toSummary();
    said();
    await buyer.edit({ location: { latitude: 41.5, longitude: 69.5 }, message_id: PLACE_ID });
    expect(said()).toBe('');
    await confirm();
    said();
    await buyer.edit({ location: { latitude: 42, longitude: 70 }, message_id: PLACE_ID });
    expect(said()).toBe('');
    expect(await buyer.orders()).toMatchObject([{ location: { latitude: 41.5, longitude: 69.5 } }]);
  });

  it('of a quantity changes the cart, on the card and behind it, and brings nothing back', async () => {
    await buyer.say({ text: '/start item_101' });
    await buyer.say({ text: '2', message_id: QUANTITY_ID });
    said();
    await buyer.edit({ text: '3', message_id: QUANTITY_ID });
    expect(said()).toContain('В корзине: 3');
    await buyer.tap({ type: 'openCart', page: 0 });
    said();
    await buyer.edit({ text: '4', message_id: QUANTITY_ID });
    expect(said()).toMatch(/Сок яблочный 1 л: 4/);
    await buyer.tap({ type: 'startCheckout' });
    said();
    await buyer.edit({ text: '5', message_id: QUANTITY_ID });
    expect(said()).toMatch(/Сок яблочный 1 л: 5/);
    await buyer.tap({ type: 'emptyCart' });
    said();
    await buyer.edit({ text: '6', message_id: QUANTITY_ID });
    expect(said()).toBe('');
  });

  it('of a search searches anew while its result is shown', async () => {
    await buyer.say({ text: '/start' });
    await buyer.tap({ type: 'startSearch' });
    await buyer.say({ text: 'вада', message_id: 20 });
    said();
    await buyer.edit({ text: 'вода', message_id: 20 });
    expect(said()).toContain('Поиск: вода');
    await buyer.tap({ type: 'openMenu' });
    said();
    await buyer.edit({ text: 'сок', message_id: 20 });
    expect(said()).toBe('');
  });

  it('is the other shop’s and the other person’s as little as the message was', async () => {
    await toSummary();
    await buyer.reset({ ADDRESS_REQUIRED: 'true' });
    said();
    await buyer.edit({ text: 'Чиланзар 6', message_id: ADDRESS_ID });
    expect(said()).toBe('');
  });
});
