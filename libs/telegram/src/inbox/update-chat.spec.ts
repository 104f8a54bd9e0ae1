import type { ChatMemberUpdated } from 'telegraf/types';
import { anUpdate } from './hosting.fixture';
import { personOf } from './update-chat';
import { wakeUp } from './wake-up';

describe('the person who did something', () => {
  it('is whoever writes or taps in a private chat', () => {
    expect(personOf(anUpdate(1, 'hello', 7))).toBe(7);
    const from = { id: 7, is_bot: false, first_name: 'Aziz' };
    const callback_query = { id: '1', from, chat_instance: '', data: '' };
    expect(personOf({ update_id: 2, callback_query })).toBe(7);
  });

  it('is nobody in a group, of a membership, and when we wake a screen ourselves', () => {
    expect(personOf(anUpdate(1, 'hello', -1001))).toBeUndefined();
    const from = { id: 7, is_bot: false, first_name: 'Aziz' };
    const chat = { id: 7, type: 'private' as const, first_name: 'Aziz' };
    const bot = { user: { id: 100, is_bot: true, first_name: 'Shop' } };
    const my_chat_member: ChatMemberUpdated = {
      chat,
      from,
      date: 0,
      old_chat_member: { ...bot, status: 'member' },
      new_chat_member: { ...bot, status: 'kicked', until_date: 0 },
    };
    expect(personOf({ update_id: 2, my_chat_member })).toBeUndefined();
    expect(personOf(wakeUp(7))).toBeUndefined();
  });
});
