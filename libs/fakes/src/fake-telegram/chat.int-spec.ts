import { Input } from 'telegraf';
import type { Chat } from './chat';
import type { FakeTelegram } from './fake-telegram';
import { button, Harness, PNG } from './harness';

describe('a person in the fake Telegram', () => {
  let fake: Harness;
  let telegram: FakeTelegram;
  let alice: Chat;

  beforeEach(async () => {
    fake = await new Harness().start();
    ({ telegram, alice } = fake);
  });

  afterEach(() => telegram.close());

  it('is told which buttons there are when the wanted one is missing', async () => {
    alice.send('/start');
    await fake.say('x', { reply_markup: { inline_keyboard: [[button('Да'), button('Нет')]] } });
    expect(() => alice.tap('Может быть')).toThrow('no inline button "Может быть"; visible: Да | Нет');
  });

  it('shares the own contact and place from a one-time keyboard, which then goes away', async () => {
    alice.send('/start');
    const row = [
      { text: 'Номер', request_contact: true },
      { text: 'Место', request_location: true },
    ];
    await fake.say('?', { reply_markup: { keyboard: [row], one_time_keyboard: true } });
    alice.tapReplyKeyboard('Номер');
    expect(alice.replyKeyboard).toBeUndefined();
    await fake.say('?', { reply_markup: { keyboard: [row] } });
    alice.tapReplyKeyboard('Место');
    expect(alice.replyKeyboard).toBeDefined();
    await fake.say('!', { reply_markup: { remove_keyboard: true } });
    expect(alice.replyKeyboard).toBeUndefined();
    expect(await fake.updates()).toMatchObject([
      {},
      { message: { contact: { phone_number: '998901234567', user_id: 7 } } },
      { message: { location: { latitude: 41.311081 } } },
    ]);
  });

  it("sends somebody else's card with that person's id, or none", async () => {
    alice.shareContact({ phone: '998909999999', firstName: 'Боб' });
    alice.forwardContact({ phone: '998908888888', firstName: 'Ева', userId: 8 });
    const [typed, forwarded] = await fake.updates();
    expect(typed).not.toHaveProperty('message.contact.user_id');
    expect(forwarded).toMatchObject({
      message: { contact: { user_id: 8 }, forward_origin: { type: 'user' } },
    });
  });

  it('waits for what came after the own last action, edits included', async () => {
    alice.send('/start');
    await fake.say('Меню');
    const menu = await alice.waitFor('Меню');
    alice.send('ещё');
    await expect(alice.waitFor('Меню', 50)).rejects.toThrow('the chat shows:\nperson: /start\nbot: Меню');
    const waiting = alice.waitFor(/Меню 2/);
    await fake.call('editMessageText', { chat_id: 7, message_id: menu.id, text: 'Меню 2' });
    expect(await waiting).toBe(menu);
  });

  it('settles when all is fetched and answered and the bot is quiet', async () => {
    alice.send('/start');
    await expect(alice.settled({ timeoutMs: 150 })).rejects.toThrow('did not settle');
    await fake.updates();
    await alice.settled();
    await fake.say('x', { reply_markup: { inline_keyboard: [[button('a')]] } });
    alice.tap('a');
    await fake.updates();
    await expect(alice.settled({ timeoutMs: 150 })).rejects.toThrow('unanswered taps: a');
  });

  it('repeats an update under its old id', async () => {
    const id = alice.send('x');
    await fake.updates();
    await fake.updates({ offset: id + 1 });
    alice.resend(id);
    expect(await fake.updates({ offset: id + 1 })).toMatchObject([{ update_id: id }]);
    telegram.redeliver();
    expect(await fake.updates({ offset: id + 1 })).toMatchObject([{ update_id: id }]);
  });

  it('shows pictures under an address of this server, and says when the chat changes', async () => {
    const changes: number[] = [];
    telegram.on('change', ({ chatId }) => changes.push(chatId));
    alice.send('/start');
    await fake.client.sendPhoto(7, Input.fromBuffer(PNG));
    const path = alice.snapshot().messages[1]?.photo?.path ?? '';
    const shown = await fetch(`${telegram.url}${path}`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
    expect(changes).toEqual([7, 7]);
  });
});
