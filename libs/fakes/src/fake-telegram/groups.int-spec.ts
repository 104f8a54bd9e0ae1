import type { Group } from './group';
import { button, Harness, TOKEN } from './harness';
import type { JsonObject, WireUser } from './wire';

const AZIZ: WireUser = { id: 501, is_bot: false, first_name: 'Азиз' };

describe('a group of staff', () => {
  let fake: Harness;
  let group: Group;

  beforeEach(async () => {
    fake = await new Harness().start();
    group = fake.telegram.addGroup(TOKEN, { id: -100_500, isSupergroup: true });
  });
  afterEach(() => fake.telegram.close());

  const send = (extra: object = {}, method = 'sendMessage') =>
    fake.call(method, { chat_id: group.id, text: 'Заказ', ...extra });
  const refused = (description: string) => ({ ok: false, description: `Bad Request: ${description}` });

  it('takes messages into topics that are there', async () => {
    expect(await send({ message_thread_id: 7 })).toMatchObject(refused('message thread not found'));
    group.openTopic(7);
    expect(await send({ message_thread_id: 7 })).toMatchObject({
      ok: true,
      result: { message_thread_id: 7 },
    });
    expect(await send({ message_thread_id: 8 })).toMatchObject(refused('message thread not found'));
    expect(group.messages.map(({ threadId }) => threadId)).toEqual([7]);
  });

  it('has venues as replies to messages that are there', async () => {
    await send();
    const [card] = group.messages;
    const venue = { latitude: 41.3, longitude: 69.2, title: 'Заказ', address: 'Чиланзар 5', text: undefined };
    const replying = (message_id: number | undefined, extra: object = {}) =>
      send({ ...venue, reply_parameters: { message_id, ...extra } }, 'sendVenue');
    expect(await replying(card?.id)).toMatchObject({ ok: true });
    expect(group.messages.at(-1)?.repliesTo).toBe(card);
    expect(await replying(9_999)).toMatchObject(refused('message to be replied not found'));
    expect(await replying(9_999, { allow_sending_without_reply: true })).toMatchObject({ ok: true });
    expect(await send({ ...venue, address: '' }, 'sendVenue')).toMatchObject({ ok: false });
  });

  it('tells of taps by the person, and of answers by whom they come from', async () => {
    await send({ reply_markup: { inline_keyboard: [[button('Принять', 'x')]] } });
    const [card] = group.messages;
    if (!card) throw new Error('no card');
    group.tap('Принять', card, AZIZ);
    group.say('нет товара', undefined, card);
    const [tap, answer] = await fake.updates();
    const chat = { id: group.id, type: 'supergroup' };
    expect(tap).toMatchObject({
      callback_query: { from: AZIZ, data: 'x', message: { message_id: card.id, chat } },
    });
    expect((answer?.['message'] as JsonObject)['reply_to_message']).toMatchObject({ message_id: card.id });
    expect(answer).toMatchObject({ message: { from: { username: 'GroupAnonymousBot' }, sender_chat: chat } });
  });

  it('says which administrators stay anonymous', async () => {
    const member = () => fake.call('getChatMember', { chat_id: group.id, user_id: AZIZ.id });
    expect(await member()).toMatchObject({ result: { status: 'member' } });
    group.hide(AZIZ);
    expect(await member()).toMatchObject({ result: { status: 'administrator', is_anonymous: true } });
  });

  it('links to nobody who does not want it', async () => {
    const link = (id: number) =>
      send({ reply_markup: { inline_keyboard: [[{ text: 'Написать', url: `tg://user?id=${id}` }]] } });
    expect(fake.alice.person.id).toBe(7);
    expect(await link(7)).toMatchObject({ ok: true });
    fake.telegram.person({ id: 8, firstName: 'Тайна', isPrivate: true });
    expect(await link(8)).toMatchObject(refused('BUTTON_USER_PRIVACY_RESTRICTED'));
  });

  it('keeps a message that Telegram will not change', async () => {
    await send();
    const [card] = group.messages;
    if (card) card.isFixed = true;
    const edit = { chat_id: group.id, message_id: card?.id, text: 'Другой' };
    expect(await fake.call('editMessageText', edit)).toMatchObject(refused("message can't be edited"));
  });
});
