import { RetryableError } from '@rto/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { TelegramRefusal } from '../client/telegram-errors';
import { TenantTelegram } from '../client/tenant-telegram';
import { StaffAudience } from './staff-audience';

const CHAT = -1001234567890;
const PUBLIC = { id: CHAT, type: 'supergroup', title: 'Staff', username: 'our_staff' };
const PRIVATE = { id: CHAT, type: 'supergroup', title: 'Staff' };

describe('who reads the chat of a staff', () => {
  let answer: object | Error;
  let asked: number;
  let audience: StaffAudience;
  const telegram = new TenantTelegram('7:token', { apiUrl: 'http://127.0.0.1:1', timeoutMs: 1 });
  telegram.call = async <Result>(): Promise<Result> => {
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer as Result;
  };

  beforeEach(() => {
    asked = 0;
    audience = new StaffAudience();
  });
  const isPublic = (tenantId = 'one', chatId = CHAT) => audience.isPublic(tenantId, chatId, telegram);

  it('is asked once for many messages, of each shop and each chat', async () => {
    answer = PUBLIC;
    expect([await isPublic(), await isPublic()]).toEqual([true, true]);
    expect(asked).toBe(1);
    answer = PRIVATE;
    expect([await isPublic('two'), await isPublic('one', CHAT - 1), await isPublic()]).toEqual([
      false,
      false,
      true,
    ]);
    expect(asked).toBe(3);
  });

  it('is asked again after a while: a group can be opened at any time', async () => {
    audience = new StaffAudience(20);
    answer = PRIVATE;
    expect(await isPublic()).toBe(false);
    answer = PUBLIC;
    await sleep(40);
    expect(await isPublic()).toBe(true);
  });

  it('is unknown without an answer, and nothing is to go there', async () => {
    answer = new RetryableError('no answer');
    await expect(isPublic()).rejects.toThrow(RetryableError);
  });

  it('is the business of the message when the chat is refused, and is not remembered', async () => {
    answer = new TelegramRefusal('chat not found');
    expect(await isPublic()).toBe(false);
    answer = PUBLIC;
    expect(await isPublic()).toBe(true);
  });

  it('is nobody else in a chat with one person', async () => {
    expect(await isPublic('one', 500)).toBe(false);
    expect(asked).toBe(0);
  });
});
