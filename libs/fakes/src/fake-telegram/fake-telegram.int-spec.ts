import { Input } from 'telegraf';
import type { Chat } from './chat';
import type { FakeTelegram } from './fake-telegram';
import { button, Harness, OTHER_TOKEN, PNG, TOKEN } from './harness';

describe('FakeTelegram', () => {
  let fake: Harness;
  let telegram: FakeTelegram;
  let alice: Chat;

  beforeEach(async () => {
    fake = await new Harness().start();
    ({ telegram, alice } = fake);
  });

  afterEach(() => telegram.close());

  describe('with the client of telegraf', () => {
    it('understands messages, uploads, albums and edits, and finds no fault with them', async () => {
      alice.send('/start');
      const keyboard = { inline_keyboard: [[button('Каталог', 'c')]] };
      const text = await fake.client.sendMessage(7, '<b>Привет</b>', {
        parse_mode: 'HTML',
        reply_markup: keyboard,
      });
      const photo = await fake.client.sendPhoto(7, Input.fromBuffer(PNG, 'qr.png'), {
        caption: 'QR <i>карты</i>',
        parse_mode: 'HTML',
        reply_markup: keyboard,
      });
      await fake.client.sendMediaGroup(7, [
        { type: 'photo', media: Input.fromBuffer(PNG) },
        { type: 'photo', media: 'https://shop.uz/tea.jpg', caption: 'чай' },
      ]);
      await fake.client.editMessageText(7, text.message_id, undefined, 'Готово');
      await fake.client.editMessageMedia(7, photo.message_id, undefined, {
        type: 'photo',
        media: Input.fromBuffer(PNG),
      });
      await fake.client.sendChatAction(7, 'typing');
      await fake.client.setMyCommands([{ command: 'start', description: 'Начать' }], { language_code: 'ru' });

      expect(alice.messages.map((message) => message.html)).toEqual(
        ['/start', 'Готово', '', '', 'чай'].map((html) => (html === '/start' ? '/start' : html)),
      );
      expect(alice.messages[2]?.photo?.source).toMatchObject({ kind: 'upload', bytes: PNG });
      expect(photo).toMatchObject({ caption: 'QR карты', reply_markup: keyboard });
      expect(telegram.bot(TOKEN).profile.commands('ru')).toHaveLength(1);
      expect(telegram.violations).toEqual([]);
    });

    it('tells a tap, shows its answer, and counts it as open until then', async () => {
      alice.send('/start');
      await fake.client.sendMessage(7, 'Меню', {
        reply_markup: { inline_keyboard: [[button('🛒 Корзина', 'cart')]] },
      });
      alice.tap('Корзина');
      expect(telegram.unansweredCallbacks()).toHaveLength(1);
      expect(alice.snapshot().messages[1]?.keyboard).toEqual([[{ text: '🛒 Корзина', pending: true }]]);
      const got = await fake.client.getUpdates(0, 100, 0, undefined);
      const query = got.flatMap((update) => ('callback_query' in update ? [update.callback_query] : []))[0];
      expect(query).toMatchObject({ data: 'cart', from: { id: 7 }, message: { text: 'Меню' } });
      await fake.client.answerCbQuery(query?.id ?? '', 'Пусто', { show_alert: true });
      expect(alice.toasts).toEqual([{ text: 'Пусто', isAlert: true }]);
      expect(telegram.unansweredCallbacks()).toEqual([]);
      await expect(fake.client.answerCbQuery(query?.id ?? '')).rejects.toThrow('query is too old');
    });
  });

  describe('getUpdates', () => {
    it('waits for the next update and confirms by offset', async () => {
      const waiting = fake.updates({ timeout: 5 });
      await fake.seen(1);
      const id = alice.send('привет');
      expect(await waiting).toMatchObject([{ update_id: id, message: { text: 'привет', chat: { id: 7 } } }]);
      expect(await fake.updates({ offset: id + 1 })).toEqual([]);
    });

    it('hands out an update that a test made up', async () => {
      const id = telegram.push(TOKEN, 'message', { chat: { id: -5, type: 'group' } });
      expect(await fake.updates()).toEqual([{ update_id: id, message: { chat: { id: -5, type: 'group' } } }]);
    });

    it('makes the first of two callers fail', async () => {
      const first = fake.call('getUpdates', { timeout: 5 });
      await fake.seen(1);
      const second = fake.call('getUpdates', { timeout: 5 });
      expect(await first).toMatchObject({ error_code: 409 });
      alice.send('x');
      expect(await second).toMatchObject({ ok: true });
    });

    it('is refused while a webhook is set', async () => {
      const waiting = fake.call('getUpdates', { timeout: 5 });
      await fake.seen(1);
      await fake.call('setWebhook', { url: 'http://127.0.0.1:9/x' });
      expect((await waiting).description).toBe('Conflict: terminated by setWebhook request');
      expect((await fake.call('getUpdates')).description).toContain(
        "can't use getUpdates method while webhook",
      );
      await fake.call('deleteWebhook');
      expect(await fake.call('getUpdates')).toMatchObject({ ok: true });
    });
  });

  describe('faults', () => {
    it('loses a call before or after it happened', async () => {
      alice.send('/start');
      telegram.faults.add({ kind: 'lostBefore', method: 'sendMessage', times: 1 });
      telegram.faults.add({ kind: 'lostAfter', chatId: 7, times: 2 });
      await expect(fake.say('a')).rejects.toThrow();
      expect(alice.lastMessage?.from).toBe('person');
      await expect(fake.say('b')).rejects.toThrow();
      expect(alice.lastMessage?.text).toBe('b');
      expect(await fake.say('c')).toMatchObject({ ok: true });
    });

    it('answers with a status, and 429 with the wait', async () => {
      alice.send('/start');
      telegram.faults.add({ kind: 'status', status: 429, retryAfterSec: 10, times: 1 });
      expect(await fake.say('a')).toMatchObject({ error_code: 429, parameters: { retry_after: 10 } });
      const end = telegram.faults.add({ kind: 'status', status: 502, botToken: TOKEN });
      expect(await fake.say('a')).toMatchObject({ error_code: 502 });
      expect(await fake.call('getMe', {}, OTHER_TOKEN)).toMatchObject({ ok: true });
      end();
      expect(await fake.say('a')).toMatchObject({ ok: true });
    });

    it('leaves getUpdates alone unless named', async () => {
      telegram.faults.add({ kind: 'lostBefore', times: 1 });
      expect(await fake.call('getUpdates')).toMatchObject({ ok: true });
      await expect(fake.call('getMe')).rejects.toThrow();
      telegram.faults.add({ kind: 'lostBefore', method: 'getUpdates', times: 1 });
      await expect(fake.call('getUpdates')).rejects.toThrow();
    });

    it('cuts waiting polls when it goes down, and gives what came meanwhile later', async () => {
      const waiting = fake.call('getUpdates', { timeout: 5 });
      await new Promise((done) => setTimeout(done, 30));
      telegram.faults.add({ kind: 'down' });
      await expect(waiting).rejects.toThrow();
      alice.send('x');
      await expect(fake.call('getUpdates')).rejects.toThrow();
      telegram.faults.clear();
      expect(await fake.updates()).toHaveLength(1);
    });
  });
});
