import { TestConversation } from './conversation.fixture';

const PHOTO = { photo: [{ file_id: 'a', file_unique_id: 'a', width: 1, height: 1 }] };
const OWN = { phone_number: '998901234567', user_id: 700 };
const ANONYMOUS = { phone_number: '+88801234567', user_id: 700 };
const REMOVAL = { remove_keyboard: true };

describe('what people send', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(() => buyer.reset({ ADDRESS_REQUIRED: 'true' }));

  const said = (): string[] => buyer.shown.splice(0);
  const markups = (): unknown[] =>
    buyer.calls
      .splice(0)
      .map(({ payload }) => ('reply_markup' in payload ? payload.reply_markup : undefined));

  async function toPhone(): Promise<void> {
    await buyer.say({ text: '/start' });
    await buyer.tap({ type: 'addItem', itemId: 101, origin: { type: 'none' } });
    await buyer.tap({ type: 'startCheckout' });
    said();
  }

  async function toAddress(): Promise<void> {
    await toPhone();
    await buyer.say({ contact: OWN });
    said();
  }

  describe('what stands in the chat from before us', () => {
    beforeEach(() => void buyer.calls.splice(0));

    it('goes with the first message of the chat, and with no other', async () => {
      await buyer.say({ text: '/start' });
      expect(markups()[0]).toEqual(REMOVAL);
      await buyer.say({ text: '/start' });
      await buyer.say({ text: 'привет' });
      expect(markups()).not.toContainEqual(REMOVAL);
    });

    it.each<readonly [string, () => Promise<unknown>]>([
      ['a tap on a message of before', () => buyer.tap({ type: 'openCatalog', page: 0 })],
      ['a sticker', () => buyer.say({ sticker: {} })],
      ['a link to a good', () => buyer.say({ text: '/start item_101' })],
      ['a button of the keyboard', () => buyer.say({ text: '🛒 Корзина' })],
    ])('goes whatever the first update is: %s', async (_what, act) => {
      await act();
      expect(markups()[0]).toEqual(REMOVAL);
    });

    it('goes from a chat that was known when one of its buttons is pressed, once', async () => {
      await buyer.say({ text: '/start' });
      await buyer.forgetDialog();
      buyer.calls.length = 0;
      await buyer.say({ text: '/start' });
      expect(markups()).not.toContainEqual(REMOVAL);
      await buyer.say({ text: '🛒 Корзина' });
      expect(markups()[0]).toEqual(REMOVAL);
      await buyer.say({ text: 'корзина' });
      expect(markups()).not.toContainEqual(REMOVAL);
    });

    it('goes with what its other buttons send', async () => {
      await buyer.say({ text: '/start' });
      buyer.calls.length = 0;
      await buyer.say({ web_app_data: { data: '{}', button_text: 'Магазин' } });
      expect(markups()[0]).toEqual(REMOVAL);
    });
  });

  describe('as one act', () => {
    const album = (id: string, caption?: string): object => ({
      ...PHOTO,
      media_group_id: id,
      ...(caption !== undefined && { caption }),
    });

    it('an album gets one answer, and the next one too', async () => {
      await buyer.say({ text: '/start' });
      said();
      for (let picture = 0; picture < 10; picture += 1) await buyer.say(album('1'));
      expect(said()).toHaveLength(1);
      await buyer.say(album('2'));
      await buyer.say(album('2'));
      expect(said()).toHaveLength(1);
    });

    it('an album is answered once also when its caption is the answer, wherever it stands', async () => {
      await toAddress();
      await buyer.say(album('1', 'Чиланзар 5'));
      await buyer.say(album('1'));
      expect(said().filter((text) => text.includes('Куда привезти?'))).toHaveLength(1);
      expect(await buyer.draft()).toMatchObject({ address: 'Чиланзар 5' });
    });

    it('loses no caption that comes with a later picture', async () => {
      await toAddress();
      await buyer.say(album('1'));
      await buyer.say(album('1', 'Чиланзар 5'));
      await buyer.say(album('1', 'и ещё'));
      expect(await buyer.draft()).toMatchObject({ address: 'Чиланзар 5' });
      expect(said().join()).toContain('Сам файл магазину не передаётся');
    });

    it('messages that are forwarded at once get one answer, and answer one question', async () => {
      await toAddress();
      const forwarded = (text: string, date: number): object => ({
        text,
        date,
        forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 },
      });
      await buyer.say(forwarded('Чиланзар 5', 1000));
      await buyer.say(forwarded('спасибо', 1000));
      await buyer.say(forwarded('пока', 1001));
      expect(said().filter((text) => text.includes('Куда привезти?'))).toHaveLength(1);
      expect(await buyer.draft()).toMatchObject({ address: 'Чиланзар 5' });
    });

    it('is answered again when the answer may have been lost', async () => {
      await buyer.say({ text: '/start' });
      said();
      await buyer.say({ ...album('1'), message_id: 50 });
      await buyer.say({ ...album('1'), message_id: 50 });
      expect(said()).toHaveLength(2);
    });
  });

  it.each<readonly [string, object]>([
    ['a pinned message', { pinned_message: { message_id: 1, date: 1, chat: { id: 700, type: 'private' } } }],
    ['a timer', { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } }],
    ['a permission', { write_access_allowed: {} }],
    ['a title', { new_chat_title: 'x' }],
    ['a background', { chat_background_set: {} }],
  ])(
    'is not %s, which Telegram writes itself: no answer, and no answer to a question',
    async (_what, content) => {
      await toAddress();
      await buyer.say(content);
      expect(said()).toEqual([]);
      expect((await buyer.draft()).address).toBeUndefined();
    },
  );

  it('is a place at any question, and never lost', async () => {
    await toAddress();
    await buyer.say({ location: { latitude: 41.3, longitude: 69.2 } });
    expect(said().join()).toMatch(/точка на карте получена[^]*Напишите адрес/);
    await buyer.say({ text: 'Чиланзар 5' });
    expect(said().join()).toContain('Есть пожелания');
    expect(await buyer.draft()).toMatchObject({ location: { latitude: 41.3, longitude: 69.2 } });
  });

  describe('as a contact', () => {
    it.each([
      ['+998 90 123-45-67', '998901234567'],
      ['901234567', '998901234567'],
      ['8 916 123-45-67', '79161234567'],
    ])('is taken by its digits: %s', async (phone_number, digits) => {
      await toPhone();
      await buyer.say({ contact: { phone_number, user_id: 700 } });
      expect(await buyer.draft()).toMatchObject({ phone: digits });
    });

    it('is taken when it is one’s own and anonymous, where REGOS takes it', async () => {
      buyer.regos.switches.takesAnonymousPhones = true;
      await toPhone();
      await buyer.say({ contact: ANONYMOUS });
      buyer.regos.switches.takesAnonymousPhones = false;
      expect(await buyer.draft()).toMatchObject({ phone: '88801234567' });
    });

    it('is refused with the true cause where REGOS does not take it, and asked for again', async () => {
      await toPhone();
      await buyer.say({ contact: ANONYMOUS });
      expect(said().join()).toMatch(/Система магазина не принимает номер[^]*Telegram/);
      expect((await buyer.draft()).phone).toBeUndefined();
      await buyer.say({ contact: OWN });
      expect(await buyer.draft()).toMatchObject({ phone: '998901234567' });
    });

    it('is believed while REGOS is away', async () => {
      await toPhone();
      buyer.regos.faults.add({ kind: 'down', method: /^RetailCustomer/ });
      await buyer.say({ contact: ANONYMOUS });
      buyer.regos.faults.clear();
      expect(await buyer.draft()).toMatchObject({ phone: '88801234567' });
    });

    const bot = { id: 5, is_bot: true, first_name: 'Bot', username: 'x_bot' };
    it.each<readonly [string, object, RegExp]>([
      ['somebody else’s', { contact: { ...OWN, user_id: 701 } }, /не вашего аккаунта/],
      ['of nobody on Telegram', { contact: { phone_number: '998901234567' } }, /не вашего аккаунта/],
      [
        'forwarded',
        { contact: OWN, forward_origin: { type: 'user' }, forward_date: 1 },
        /пересланный контакт/,
      ],
      ['brought by another bot', { contact: OWN, via_bot: bot }, /от другого бота/],
      ['typed', { text: '+998901234567' }, /набранный вручную/],
    ])('is refused for what is wrong with it: %s', async (_what, content, cause) => {
      await toPhone();
      await buyer.say(content);
      expect(said().join()).toMatch(cause);
      expect((await buyer.draft()).phone).toBeUndefined();
      await buyer.tap({ type: 'openCards' });
      said();
      await buyer.say(content);
      expect(said().join()).toMatch(cause);
    });
  });
});
