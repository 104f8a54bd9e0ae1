import type { Chat } from './chat';
import { Harness, PNG } from './harness';

const KINDS = { allowed_updates: ['message', 'edited_message', 'callback_query'] };

describe('what people do beside typing and tapping, in the fake Telegram', () => {
  let fake: Harness;
  let alice: Chat;

  beforeEach(async () => {
    fake = await new Harness().start();
    ({ alice } = fake);
  });

  afterEach(() => fake.telegram.close());

  it('an album is one message and one update a picture, under one group id', async () => {
    const ids = alice.hand.sendAlbum([{ bytes: PNG, caption: 'двор' }, { bytes: PNG }, { bytes: PNG }]);
    expect(ids).toHaveLength(3);
    const messages = (await fake.updates()).map(({ message }) => message as Record<string, unknown>);
    expect(new Set(messages.map((message) => message['media_group_id'])).size).toBe(1);
    expect(messages.map((message) => message['caption'])).toEqual(['двор', undefined, undefined]);
  });

  it('an edit comes under the number of its message, and only where the bot asked for edits', async () => {
    alice.send('Чиланзар 5');
    await fake.updates({ allowed_updates: ['message'] });
    alice.hand.edit('Чиланзар 5', 'Чиланзар 6');
    await fake.updates(KINDS);
    alice.hand.edit('Чиланзар 6', 'Чиланзар 7');
    const [sent, edited, ...more] = await fake.updates();
    const { message_id } = sent?.['message'] as { message_id: number };
    expect(edited).toMatchObject({ edited_message: { message_id, text: 'Чиланзар 7' } });
    expect(more).toEqual([]);
  });

  it('a live location moves by edits of its message', async () => {
    await fake.updates(KINDS);
    alice.hand.sendLiveLocation({ latitude: 41.3, longitude: 69.2 });
    alice.hand.moveTo({ latitude: 41.4, longitude: 69.3 });
    expect(await fake.updates()).toMatchObject([
      { message: { location: { latitude: 41.3, live_period: 900 } } },
      { edited_message: { location: { latitude: 41.4, live_period: 900 } } },
    ]);
  });

  it('a keyboard of the bot before stays until it is taken away, and sends its labels', async () => {
    alice.hand.inheritKeyboard(['🛒 Корзина'], ['Каталог']);
    alice.tapReplyKeyboard('Корзина');
    await fake.say('Меню', { reply_markup: { inline_keyboard: [] } });
    expect(alice.replyKeyboard).toBeDefined();
    expect(await fake.updates()).toMatchObject([{ message: { text: '🛒 Корзина' } }]);
    await fake.say('!', { reply_markup: { remove_keyboard: true } });
    expect(alice.replyKeyboard).toBeUndefined();
  });

  it('a location button sends nothing from Desktop, and its label from the Web', async () => {
    alice.send('/start');
    const keyboard = [[{ text: '📍 Место', request_location: true }]];
    await fake.say('?', { reply_markup: { keyboard } });
    alice.app = 'desktop';
    expect(() => alice.tapReplyKeyboard('Место')).toThrow('sends no place');
    alice.app = 'web';
    alice.tapReplyKeyboard('Место');
    expect(await fake.updates()).toMatchObject([{}, { message: { text: '📍 Место' } }]);
  });

  it('voices, polls and what Telegram writes itself come as messages', async () => {
    alice.hand.attach('voice');
    alice.hand.attach('document', 'список');
    alice.hand.cause({ pinned_message: { message_id: 1 } });
    alice.hand.forward('раз', 'два');
    alice.hand.sendVenue({ latitude: 41.3, longitude: 69.2 }, 'Рынок', 'Чорсу');
    expect(await fake.updates()).toMatchObject([
      { message: { voice: {} } },
      { message: { document: {}, caption: 'список' } },
      { message: { pinned_message: {} } },
      { message: { text: 'раз', forward_origin: { type: 'hidden_user' } } },
      { message: { text: 'два' } },
      { message: { venue: { title: 'Рынок' }, location: { latitude: 41.3 } } },
    ]);
  });
});
