import { RetryableError } from '@rto/kernel';
import { TenantTelegram } from '../client/tenant-telegram';
import { TypingSign } from './typing-sign';

describe('the sign that an answer is on its way', () => {
  const telegram = new TenantTelegram('1:token', { apiUrl: 'https://telegram.example', timeoutMs: 1_000 });
  let calls: unknown[];
  beforeEach(() => {
    jest.useFakeTimers();
    calls = [];
    jest.spyOn(telegram, 'call').mockImplementation(async (...call) => void calls.push(call));
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('is not shown when the answer takes less than a second', async () => {
    const sign = new TypingSign(telegram, 700);
    await jest.advanceTimersByTimeAsync(900);
    sign.stop();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(calls).toEqual([]);
  });

  it('is shown for as long as the answer takes, and no longer', async () => {
    const sign = new TypingSign(telegram, 700);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(calls).toEqual([['sendChatAction', { chat_id: 700, action: 'typing' }, { attempts: 1 }]]);
    await jest.advanceTimersByTimeAsync(9_000);
    expect(calls).toHaveLength(3);
    sign.stop();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(calls).toHaveLength(3);
  });

  it('disturbs nothing when Telegram does not take it', async () => {
    jest.spyOn(telegram, 'call').mockRejectedValue(new RetryableError('away'));
    const sign = new TypingSign(telegram, 700);
    await jest.advanceTimersByTimeAsync(6_000);
    sign.stop();
    expect(telegram.call).toHaveBeenCalledTimes(2);
  });
});
