import { Input } from 'telegraf';
import type { Chat } from './chat';
import type { FakeTelegram } from './fake-telegram';
import { button, Harness, OTHER_TOKEN, PNG, TOKEN } from './harness';

describe('what the fake Telegram refuses', () => {
  let fake: Harness;
  let telegram: FakeTelegram;
  let alice: Chat;

  beforeEach(async () => {
    fake = await new Harness().start();
    ({ telegram, alice } = fake);
  });

  afterEach(() => telegram.close());

  it('knows no chat whose person never wrote', async () => {
    expect(await fake.say('x')).toMatchObject({
      error_code: 400,
      description: 'Bad Request: chat not found',
    });
  });

  it('keeps 4096 characters of text and 1024 of a caption, counted after entity parsing', async () => {
    alice.send('/start');
    const long = `<b>${'&lt;'.repeat(4096)}</b>`;
    expect(await fake.say(long, { parse_mode: 'HTML' })).toMatchObject({ ok: true });
    expect((await fake.say('x'.repeat(4097))).description).toBe('Bad Request: message is too long');
    expect((await fake.say('')).description).toBe('Bad Request: message text is empty');
    expect((await fake.say('<b> </b>', { parse_mode: 'HTML' })).description).toBe(
      'Bad Request: text must be non-empty',
    );
    const photo = { chat_id: 7, photo: 'https://shop.uz/1.png' };
    expect(await fake.call('sendPhoto', { ...photo, caption: 'y'.repeat(1024) })).toMatchObject({ ok: true });
    expect((await fake.call('sendPhoto', { ...photo, caption: 'y'.repeat(1025) })).description).toBe(
      'Bad Request: message caption is too long',
    );
  });

  it('reads reply_markup as JSON text too, and refuses broken JSON', async () => {
    alice.send('/start');
    const markup = JSON.stringify({ inline_keyboard: [[button('a')]] });
    expect(await fake.say('x', { reply_markup: markup })).toMatchObject({ ok: true });
    expect((await fake.say('x', { reply_markup: '{oops' })).description).toBe(
      "Bad Request: can't parse reply keyboard markup JSON object",
    );
  });

  it('refuses an edit that changes nothing, by text, formatting and buttons', async () => {
    alice.send('/start');
    await fake.say('<b>x</b>', { parse_mode: 'HTML' });
    const edit = { chat_id: 7, message_id: alice.lastMessage?.id, parse_mode: 'HTML' };
    expect(
      (await fake.call('editMessageText', { ...edit, text: '<strong>x</strong> ' })).description,
    ).toContain('message is not modified');
    expect(await fake.call('editMessageText', { ...edit, text: '<i>x</i>' })).toMatchObject({ ok: true });
    const reply_markup = { inline_keyboard: [[button('a')]] };
    expect(
      await fake.call('editMessageReplyMarkup', { ...edit, parse_mode: undefined, reply_markup }),
    ).toMatchObject({ ok: true });
    expect(alice.lastMessage).toMatchObject({ editedTimes: 2, html: '<i>x</i>' });
  });

  it('edits and deletes only what is there, and deletes for two days', async () => {
    alice.send('/start');
    await fake.say('x');
    const message = { chat_id: 7, message_id: alice.lastMessage?.id };
    expect((await fake.call('editMessageCaption', { ...message, caption: 'c' })).description).toBe(
      'Bad Request: there is no caption in the message to edit',
    );
    fake.clock.advance(49 * 60 * 60 * 1000);
    expect((await fake.call('deleteMessage', message)).description).toContain("message can't be deleted");
    fake.clock.advance(-49 * 60 * 60 * 1000);
    expect(await fake.call('deleteMessage', message)).toMatchObject({ ok: true });
    expect((await fake.call('deleteMessage', message)).description).toBe(
      'Bad Request: message to delete not found',
    );
    expect((await fake.call('editMessageText', { ...message, text: 'y' })).description).toBe(
      'Bad Request: message to edit not found',
    );
    expect(alice.lastMessage?.from).toBe('person');
  });

  it('refuses to edit the message of a reply keyboard', async () => {
    alice.send('/start');
    await fake.say('Номер?', { reply_markup: { keyboard: [['Нет']] } });
    const edit = { chat_id: 7, message_id: alice.lastMessage?.id, text: 'y' };
    expect((await fake.call('editMessageText', edit)).description).toBe(
      "Bad Request: message can't be edited",
    );
  });

  it('turns a text message into a picture, and refuses the way back', async () => {
    alice.send('/start');
    await fake.say('x');
    const message = { chat_id: 7, message_id: alice.lastMessage?.id };
    const media = { type: 'photo', media: 'https://shop.uz/1.png', caption: 'c' };
    expect(await fake.call('editMessageMedia', { ...message, media })).toMatchObject({ ok: true });
    expect(alice.lastMessage).toMatchObject({ caption: 'c', text: undefined });
    expect((await fake.call('editMessageText', { ...message, text: 'y' })).description).toBe(
      'Bad Request: there is no text in the message to edit',
    );
  });

  it('refuses to answer a tap after its time', async () => {
    alice.send('/start');
    await fake.say('x', { reply_markup: { inline_keyboard: [[button('a')]] } });
    alice.tap('a');
    const id = telegram.unansweredCallbacks()[0]?.id;
    expect(
      (await fake.call('answerCallbackQuery', { callback_query_id: id, text: 'z'.repeat(201) })).ok,
    ).toBe(false);
    fake.clock.advance(15_001);
    expect((await fake.call('answerCallbackQuery', { callback_query_id: id })).description).toBe(
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
    expect(telegram.unansweredCallbacks()).toHaveLength(1);
  });

  it('answers 401 for a revoked or unknown token, 404 for garbage and unknown methods', async () => {
    const waiting = fake.call('getUpdates', { timeout: 5 }, OTHER_TOKEN);
    await fake.seen(1);
    telegram.revoke(OTHER_TOKEN);
    expect(await waiting).toMatchObject({ error_code: 401 });
    expect(await fake.call('getMe', {}, OTHER_TOKEN)).toMatchObject({
      error_code: 401,
      description: 'Unauthorized',
    });
    expect(await fake.call('getMe', {}, '300:CCC')).toMatchObject({ error_code: 401 });
    expect(await fake.call('getMe', {}, 'garbage')).toMatchObject({
      error_code: 404,
      description: 'Not Found',
    });
    expect(await fake.call('getMee')).toMatchObject({ error_code: 404 });
    expect(await fake.call('getme')).toMatchObject({ ok: true, result: { id: 100, username: 'tea_bot' } });
  });

  it('answers 403 while the person blocks the bot, and tells the bot of it', async () => {
    alice.send('/start');
    telegram.block(7);
    expect(await fake.say('x')).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    telegram.unblock(7);
    expect(await fake.say('x')).toMatchObject({ ok: true });
    expect((await fake.updates()).map((update) => Object.keys(update)[1])).toEqual([
      'message',
      'my_chat_member',
      'my_chat_member',
    ]);
  });

  it('answers 429 with the wait when the limits are on, edits included', async () => {
    telegram.limits.enabled = true;
    alice.send('/start');
    const answers = [];
    for (let index = 0; index < 6; index += 1) answers.push(await fake.say(String(index)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    expect(answers.at(-1)).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    const edit = { chat_id: 7, message_id: alice.lastMessage?.id, text: 'edited' };
    expect(await fake.call('editMessageText', edit)).toMatchObject({ error_code: 429 });
  });

  it('takes pictures only: PNG or JPEG, at most 10 MB, or a plausible address', async () => {
    alice.send('/start');
    const upload = (bytes: Buffer): Promise<unknown> => fake.client.sendPhoto(7, Input.fromBuffer(bytes));
    await expect(upload(Buffer.from('<svg/>'))).rejects.toThrow('IMAGE_PROCESS_FAILED');
    await expect(upload(Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]))).rejects.toThrow('too big');
    for (const photo of ['ftp://shop.uz/1.png', 'tea.png', 'https://']) {
      expect((await fake.call('sendPhoto', { chat_id: 7, photo })).description).toBe(
        'Bad Request: wrong file identifier/HTTP URL specified',
      );
    }
  });

  it('knows a file id in the bot that got it and in no other', async () => {
    alice.send('/start');
    telegram.person({ id: 7, firstName: 'Алиса' }).chatWith(OTHER_TOKEN).send('/start');
    const { photo } = await fake.client.sendPhoto(7, Input.fromBuffer(PNG));
    const again = { chat_id: 7, photo: photo[0]?.file_id };
    expect(await fake.call('sendPhoto', again)).toMatchObject({ ok: true });
    expect((await fake.call('sendPhoto', again, OTHER_TOKEN)).description).toContain('wrong file identifier');
  });

  it('records parameters that the method does not have, and nulls', async () => {
    alice.send('/start');
    await fake.say('x', {
      reply_to: 1,
      reply_markup: { inline_keyboard: [[{ ...button('a'), url: null }]] },
    });
    expect(telegram.violations).toEqual([
      { method: 'sendMessage', problem: 'unknown parameter "reply_to"' },
      { method: 'sendMessage', problem: 'null in "reply_markup.inline_keyboard[0][0].url"' },
    ]);
  });

  describe('of whoever cannot be written to', () => {
    const toGroup = (chat_id: number, method = 'sendMessage', extra: object = { text: 'x' }) =>
      fake.call(method, { chat_id, ...extra });

    it('names the supergroup that a group became, whatever is sent to the group', async () => {
      const group = telegram.addGroup(TOKEN, { id: -4_001 });
      expect(await toGroup(group.id)).toMatchObject({ ok: true });
      const supergroup = telegram.upgradeGroup(group);
      const moved = {
        error_code: 400,
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: supergroup.id },
      };
      expect(await toGroup(group.id)).toMatchObject(moved);
      expect(await toGroup(group.id, 'sendPhoto', { photo: 'https://shop.uz/1.png' })).toMatchObject(moved);
      expect(await toGroup(supergroup.id)).toMatchObject({ ok: true });
      expect(supergroup.words).toEqual(['x']);
    });

    it('says why it does not let a bot write in a group, until it does', async () => {
      const group = telegram.addGroup(TOKEN, { id: -1_004_002, isSupergroup: true });
      const refusal = async (): Promise<unknown> => (await toGroup(group.id)).description;
      group.kick();
      expect(await refusal()).toBe('Forbidden: bot was kicked from the supergroup chat');
      group.letIn();
      expect(await refusal()).toBeUndefined();
      group.silence();
      expect(await refusal()).toBe('Bad Request: have no rights to send a message');
      group.closeTopic();
      expect(await refusal()).toBe('Bad Request: TOPIC_CLOSED');
      group.forbidPhotos();
      expect(await refusal()).toBeUndefined();
      const photo = await toGroup(group.id, 'sendPhoto', { photo: 'https://shop.uz/1.png' });
      expect(photo.description).toBe('Bad Request: not enough rights to send photos to the chat');
    });

    it('tells a person who never wrote from one whom it does not know, and both from a deleted account', async () => {
      const group = telegram.addGroup(TOKEN, { id: -4_003 });
      group.say('Салом', telegram.person({ id: 7, firstName: 'Алиса' }).wire);
      expect((await fake.say('x')).description).toBe(
        "Forbidden: bot can't initiate conversation with a user",
      );
      alice.send('/start');
      expect(await fake.say('x')).toMatchObject({ ok: true });
      alice.deactivate();
      expect((await fake.say('x')).description).toBe('Forbidden: user is deactivated');
    });

    it('throws away what a bot did not ask for at the time it arises', async () => {
      alice.send('/start');
      await fake.updates({ allowed_updates: ['message'] });
      alice.block();
      await fake.updates({ allowed_updates: ['message', 'my_chat_member'] });
      alice.unblock();
      const kinds = (await fake.updates()).map((update) => Object.keys(update)[1]);
      expect(kinds).toEqual(['message', 'my_chat_member']);
    });
  });

  it('knows the methods that an older server knows, and no others', async () => {
    telegram.missingMethods.add('setMyShortDescription');
    expect(await fake.call('setMyShortDescription')).toMatchObject({
      error_code: 404,
      description: 'Not Found: method not found',
    });
    expect(await fake.call('getMe')).toMatchObject({ ok: true });
  });

  it('answers in the name of a token that lives as a server in between may', async () => {
    telegram.faults.add({ kind: 'status', status: 401, method: 'sendMessage', times: 1 });
    expect(await fake.say('x')).toMatchObject({ error_code: 401, description: 'Unauthorized' });
    expect(await fake.call('getMe')).toMatchObject({ ok: true });
  });
});
