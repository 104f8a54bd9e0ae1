import { RateLimitedError, RetryableError } from '@rto/kernel';
import type { Transport } from './http-transport';
import { TelegramRefusal, TokenRejectedError } from './telegram-errors';
import { TenantTelegram, Upload } from './tenant-telegram';

const TOKEN = '123456789:AAsecretTokenOfTheBot-0123456789_abcd';

/** An answer of Telegram, or an error of the network. */
type Answer = { readonly status?: number; readonly text: string } | Error;

interface Sent {
  readonly url: string;
  readonly body: string | FormData;
  readonly signal: AbortSignal;
}

describe('TenantTelegram', () => {
  let answers: (Answer | 'silence')[];
  let sent: Sent[];
  let telegram: TenantTelegram;

  beforeEach(() => {
    jest.useFakeTimers();
    answers = [];
    sent = [];
    const transport: Transport = ({ url, body, signal }) => {
      sent.push({ url, body, signal });
      const answer = answers.shift() ?? ok(true);
      if (answer === 'silence') {
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      }
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({ status: answer.status ?? 200, text: answer.text });
    };
    telegram = new TenantTelegram(TOKEN, { apiUrl: 'http://telegram', timeoutMs: 1_000, transport });
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const ok = (result: unknown): Answer => ({ text: JSON.stringify({ ok: true, result }) });
  const refused = (code: number, parameters = {}): Answer => ({
    status: code,
    text: JSON.stringify({ ok: false, error_code: code, description: 'no', parameters }),
  });
  const networkError = (code: string): Error =>
    Object.assign(new Error(`connect http://telegram/bot${TOKEN}`), { code });
  /** As `fetch` words it. */
  const uploadError = (code: string): Error => new TypeError('fetch failed', { cause: networkError(code) });
  /** How the call ends, while time runs as fast as it is waited for. */
  async function outcome(call: Promise<unknown>): Promise<unknown> {
    const settled = call.catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(120_000);
    return settled;
  }

  it('sends JSON without the members that have no value', async () => {
    await telegram.call('sendMessage', { chat_id: 1, text: 'a', reply_markup: undefined, entities: null });
    expect(sent[0]?.url).toBe(`http://telegram/bot${TOKEN}/sendMessage`);
    expect(sent[0]?.body).toBe('{"chat_id":1,"text":"a"}');
  });

  it('sends an upload with its objects as JSON', async () => {
    const photo = new Upload(Buffer.from('png'), 'qr.png', 'image/png');
    await telegram.call('sendPhoto', { chat_id: 1, photo, reply_markup: { inline_keyboard: [] } });
    const form = sent[0]?.body as FormData;
    expect(form.get('chat_id')).toBe('1');
    expect(form.get('reply_markup')).toBe('{"inline_keyboard":[]}');
    expect(form.get('photo')).toMatchObject({ name: 'qr.png', type: 'image/png', size: 3 });
  });

  it('waits out a short 429 and then sends again', async () => {
    answers = [refused(429, { retry_after: 3 }), ok({ message_id: 7 })];
    const call = telegram.call('sendMessage', {});
    await jest.advanceTimersByTimeAsync(2_900);
    expect(sent).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(200);
    expect(await call).toEqual({ message_id: 7 });
  });

  it('leaves a long 429 to the caller, with its time', async () => {
    answers = [refused(429, { retry_after: 300 })];
    const error = await outcome(telegram.call('sendMessage', {}));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: 300_000 });
    expect(sent).toHaveLength(1);
  });

  it('repeats what the network or a proxy lost, three times in all', async () => {
    answers = [networkError('ECONNRESET'), { status: 502, text: '<html>' }, ok(1)];
    expect(await outcome(telegram.call('sendMessage', {}))).toBe(1);
    answers = [networkError('ECONNRESET'), networkError('ECONNRESET'), uploadError('ECONNREFUSED'), ok(1)];
    expect(await outcome(telegram.call('sendMessage', {}))).toMatchObject({
      message: 'Telegram sendMessage: ECONNREFUSED',
    });
  });

  it('never repeats getUpdates, whose caller has its own pace', async () => {
    answers = [networkError('ECONNRESET'), ok([])];
    expect(await outcome(telegram.call('getUpdates', {}))).toBeInstanceOf(RetryableError);
    expect(sent).toHaveLength(1);
  });

  it('does not repeat a refusal', async () => {
    answers = [refused(400), ok(1)];
    expect(await outcome(telegram.call('sendMessage', {}))).toBeInstanceOf(TelegramRefusal);
    expect(sent).toHaveLength(1);
  });

  describe('told that the token is dead', () => {
    const dead: Answer = { status: 401, text: '{"ok":false,"error_code":401,"description":"Unauthorized"}' };
    const methods = (): (string | undefined)[] => sent.map(({ url }) => url.split('/').at(-1));

    it('asks getMe, and believes it when getMe says so too', async () => {
      answers = [dead, dead];
      expect(await outcome(telegram.call('sendMessage', {}))).toBeInstanceOf(TokenRejectedError);
      expect(methods()).toEqual(['sendMessage', 'getMe']);
    });

    it.each([ok({ id: 1 }), { status: 502, text: '<html>' }, new Error('cut off')])(
      'calls again when getMe says otherwise, or nothing',
      async (answer) => {
        answers = [dead, answer, ok(7)];
        expect(await outcome(telegram.call('sendMessage', {}))).toBe(7);
      },
    );

    it('asks once for calls that fail together', async () => {
      answers = [dead, dead, dead];
      const calls = ['sendMessage', 'sendPhoto'].map((method) => telegram.call(method, {}));
      const ended = await Promise.all(calls.map(outcome));
      expect(ended.every((error) => error instanceof TokenRejectedError)).toBe(true);
      expect(methods()).toEqual(['sendMessage', 'sendPhoto', 'getMe']);
    });
  });

  it.each(['{"message":"Not Found"}', '{"error_code":401,"description":"Unauthorized"}', '<h1>404</h1>'])(
    'takes the page of a server in between for no answer of Telegram: %s',
    async (text) => {
      answers = [{ status: 404, text }, ok(7)];
      expect(await outcome(telegram.call('sendMessage', {}))).toBe(7);
    },
  );

  it('gives a silent call up after its time, and a poll after its own time on top', async () => {
    answers = ['silence', 'silence', 'silence'];
    expect(await outcome(telegram.call('sendMessage', {}))).toMatchObject({
      message: 'Telegram sendMessage: timed out',
    });
    answers = ['silence'];
    const poll = telegram.call('getUpdates', {}, { extraTimeoutMs: 25_000 }).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(25_900);
    expect(sent.at(-1)?.signal.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(200);
    expect(await poll).toBeInstanceOf(RetryableError);
  });

  it('ends with its caller, and leaves no listener behind in the signal of a caller that lives on', async () => {
    const caller = new AbortController();
    const added = jest.spyOn(caller.signal, 'addEventListener');
    const removed = jest.spyOn(caller.signal, 'removeEventListener');
    await telegram.call('getUpdates', {}, { signal: caller.signal });
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
    expect(jest.getTimerCount()).toBe(0);
    answers = ['silence'];
    const poll = telegram.call('getUpdates', {}, { signal: caller.signal });
    caller.abort();
    await expect(poll).rejects.toThrow(/aborted/);
  });

  it('never shows the token in an error', async () => {
    for (const answer of [networkError('ECONNREFUSED'), new TypeError(`bad http://telegram/bot${TOKEN}/x`)]) {
      answers = [answer, answer, answer];
      const error = (await outcome(telegram.call('sendMessage', {}))) as Error;
      expect(`${error.stack ?? ''}${JSON.stringify(error)}${String(error.cause)}`).not.toContain('AAsecret');
    }
  });
});
