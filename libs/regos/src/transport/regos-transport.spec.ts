import { Logger } from '@nestjs/common';
import { OutcomeUnknownError, RateLimitedError, RetryableError } from '@rto/kernel';
import { RegosAuthorizationError, RegosRefusal, RegosTimeoutError, RegosUnavailableError } from '../errors';
import {
  aRegos,
  CONNECTION,
  CONNECTION_ID,
  failureOf,
  networkError,
  ok,
  refused,
  type CannedAnswer,
  type Player,
} from '../regos.fixture';

const credentials = { clientId: 'our-app', clientSecret: 'secret' };
const down: Player = () => Promise.reject(networkError('ECONNRESET'));

/** The first answer once, then the second for ever. */
function firstThen(first: CannedAnswer, second: CannedAnswer): Player {
  return (_, index) => (index === 0 ? first : second);
}

describe('transport', () => {
  it('posts JSON to the gateway with the headers of the contract', async () => {
    const { transport, requests } = aRegos(() => ok([]));
    await transport.read(CONNECTION, 'Item/GetExt', { limit: 1, search: undefined }, 'person');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toBe(`https://regos.example/gateway/out/${CONNECTION_ID}/v1/Item/GetExt`);
    expect(requests[0]?.body).toEqual({ limit: 1 });
    expect(requests[0]?.headers).toMatchObject({
      'Content-Type': 'application/json;charset=utf-8',
      Accept: 'application/json',
      'Accept-Encoding': 'gzip',
    });
    expect(requests[0]?.headers['X-Request-Id']).toMatch(/^[0-9a-f]{12}$/);
    expect(requests[0]?.headers).not.toHaveProperty('Authorization');
  });

  it('sends the Bearer token of the installation', async () => {
    const play: Player = ({ method }) =>
      method === 'token' ? { body: { access_token: 'token-1', expires_in: 600 } } : ok([]);
    const { transport, requests } = aRegos(play, { regos: { credentials } });
    await transport.read(CONNECTION, 'ItemGroup/Get', {}, 'person');
    expect(requests[1]?.headers).toMatchObject({ Authorization: 'Bearer token-1' });
  });

  it('writes on a connection of its own and reads on kept ones', async () => {
    const { transport, requests } = aRegos(() => ok({}));
    await transport.write(CONNECTION, 'RetailCustomer/Add', {});
    await transport.read(CONNECTION, 'RetailCustomer/Get', {}, 'person');
    expect(requests.map(({ keepsConnection }) => keepsConnection)).toEqual([false, true]);
  });

  it('repeats a failed read once', async () => {
    const { transport, requests } = aRegos(firstThen({ status: 502, body: '' }, ok([1])));
    expect(await transport.read(CONNECTION, 'Item/GetExt', {}, 'person')).toEqual([1]);
    expect(requests).toHaveLength(2);
  });

  it('gives up a read after the second failure', async () => {
    const { transport, requests } = aRegos(down);
    const failure = await failureOf(transport.read(CONNECTION, 'Item/GetExt', {}, 'person'));
    expect(failure).toBeInstanceOf(RegosUnavailableError);
    expect(requests).toHaveLength(2);
  });

  it('leaves a read that came too late to who asked for it, where nobody waits', async () => {
    const tooLate: Player = () => ({ status: 504, body: '<html>' });
    for (const [priority, requested] of [
      ['person', 2],
      ['background', 1],
    ] as const) {
      const { transport, requests } = aRegos(tooLate);
      const failure = await failureOf(transport.read(CONNECTION, 'Item/GetExt', {}, priority));
      expect(failure).toBeInstanceOf(RegosTimeoutError);
      expect(requests).toHaveLength(requested);
    }
  });

  it('does not repeat a refused read', async () => {
    const { transport, requests } = aRegos(() => refused(1007));
    expect(await failureOf(transport.read(CONNECTION, 'Item/GetExt', {}, 'person'))).toBeInstanceOf(
      RegosRefusal,
    );
    expect(requests).toHaveLength(1);
  });

  it.each<[string, Player]>([
    ['a reset', down],
    ['a 502', () => ({ status: 502, body: '<html>' })],
    ['an internal fault', () => refused(3000)],
  ])('never repeats a write: after %s its outcome is unknown', async (_, play) => {
    const { transport, requests } = aRegos(play);
    const failure = await failureOf(transport.write(CONNECTION, 'DocOrderDelivery/AddFull', {}));
    expect(failure).toBeInstanceOf(OutcomeUnknownError);
    expect(requests).toHaveLength(1);
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
    'knows that a write which never connected (%s) is not done',
    async (code) => {
      const { transport } = aRegos(() => Promise.reject(networkError(code)));
      const failure = await failureOf(transport.write(CONNECTION, 'DocOrderDelivery/AddFull', {}));
      expect(failure).toBeInstanceOf(RetryableError);
      expect(failure).not.toBeInstanceOf(OutcomeUnknownError);
    },
  );

  it('does not send a write whose turn came too late: whoever waited for it has given it up', async () => {
    const { transport, requests } = aRegos(() => ok({ new_id: 5 }));
    const late = await failureOf(transport.write(CONNECTION, 'DocOrderDelivery/AddFull', {}, -1));
    expect(late).toBeInstanceOf(RegosUnavailableError);
    expect(requests).toEqual([]);
    await transport.write(CONNECTION, 'DocOrderDelivery/AddFull', {}, 10_000);
    expect(requests).toHaveLength(1);
  });

  it('shows neither the connection id nor an error of the HTTP client', async () => {
    const { transport } = aRegos(down);
    const failure = (await failureOf(transport.write(CONNECTION, 'Item/GetExt', { a: 'b' }))) as Error;
    expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toContain(CONNECTION_ID);
    expect(failure.cause).toBeUndefined();
  });

  it('tells the observer of every request and nothing secret', async () => {
    const { transport, observed } = aRegos(firstThen(refused(9999), ok([])));
    await transport.read(CONNECTION, 'Item/GetExt', {}, 'person');
    expect(observed).toMatchObject([
      { tenantId: 'tenant-1', method: 'Item/GetExt', outcome: 'unavailable', code: 9999 },
      { tenantId: 'tenant-1', method: 'Item/GetExt', outcome: 'ok', code: undefined },
    ]);
    expect(JSON.stringify(observed)).not.toContain(CONNECTION_ID);
  });

  describe('on HTTP 401', () => {
    let issued = 0;
    const play =
      (refuse: (token: string) => boolean): Player =>
      ({ method, headers }) => {
        if (method === 'token') return { body: { access_token: `token-${++issued}`, expires_in: 600 } };
        return refuse(String(headers['Authorization'])) ? { status: 401, body: '' } : ok({ new_id: 5 });
      };
    beforeEach(() => (issued = 0));

    it('renews the token and repeats once, even a write: it was not carried out', async () => {
      const { transport, requests } = aRegos(
        play((token) => token === 'Bearer token-1'),
        { regos: { credentials } },
      );
      expect(await transport.write(CONNECTION, 'RetailCustomer/Add', {})).toEqual({ new_id: 5 });
      expect(requests.map(({ method }) => method)).toEqual([
        'token',
        'RetailCustomer/Add',
        'token',
        'RetailCustomer/Add',
      ]);
    });

    it('reports the second one as an error of the installation, for which orders wait', async () => {
      const { transport, requests } = aRegos(
        play(() => true),
        { regos: { credentials } },
      );
      const failure = await failureOf(transport.read(CONNECTION, 'Item/GetExt', {}, 'person'));
      expect(failure).toBeInstanceOf(RegosAuthorizationError);
      expect(failure).toBeInstanceOf(RetryableError);
      expect(failure).not.toBeInstanceOf(OutcomeUnknownError);
      expect(requests).toHaveLength(4);
    });

    it('takes it for the page of a proxy without credentials: nobody is to be renewed or blamed', async () => {
      const { transport, requests } = aRegos(play(() => true));
      const failure = await failureOf(transport.read(CONNECTION, 'Item/GetExt', {}, 'person'));
      expect(failure).toMatchObject({ name: 'RegosPageError', code: 401 });
      expect(requests).toHaveLength(2); // a read is repeated once
    });
  });

  describe('on 9006, as REGOS says that it does not let us in', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    const only =
      (accepted: string): Player =>
      ({ method, headers }, index) => {
        if (method === 'token') return { body: { access_token: `token-${index}`, expires_in: 600 } };
        return headers['Authorization'] === `Bearer ${accepted}` ? ok({ new_id: 5 }) : refused(9006);
      };

    it('renews the token and repeats once', async () => {
      const { transport, requests } = aRegos(only('token-2'), { regos: { credentials } });
      expect(await transport.write(CONNECTION, 'RetailCustomer/Add', {})).toEqual({ new_id: 5 });
      expect(requests.map(({ method }) => method)).toEqual([
        ...['token', 'RetailCustomer/Add'],
        ...['token', 'RetailCustomer/Add'],
      ]);
    });

    it('believes it of the shop after that, and asks for no more tokens for a minute', async () => {
      const { transport, requests } = aRegos(only('none'), { regos: { credentials } });
      for (let call = 0; call < 10; call += 1) {
        await jest.advanceTimersByTimeAsync(1_000);
        const failure = await failureOf(transport.read(CONNECTION, 'Item/GetExt', {}, 'person'));
        expect(failure).toMatchObject({ name: 'RegosRefusal', code: 9006, kind: 'stop' });
      }
      expect(requests.filter(({ method }) => method === 'token')).toHaveLength(2);
    });
  });

  it.each([
    ['30', 30_000],
    ['86400', 30_000],
    ['Mon, 30 Nov 2026 12:00:07 GMT', 7_000],
    ['Tue, 01 Dec 2026 12:00:00 GMT', 30_000],
    ['Mon, 30 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads Retry-After: %s as a wait of %s ms', async (retryAfter, retryAfterMs) => {
    const headers = { 'retry-after': retryAfter, date: 'Mon, 30 Nov 2026 12:00:00 GMT' };
    const { transport } = aRegos(() => ({ status: 429, headers, body: '' }));
    const failure = await failureOf(transport.write(CONNECTION, 'DocOrderDelivery/AddFull', {}));
    expect(failure).toMatchObject({ name: 'RateLimitedError', retryAfterMs });
  });

  it('says loudly that REGOS does not know a filter of ours, in a batch as well', async () => {
    const complaints: unknown[] = [];
    const log = jest
      .spyOn(Logger.prototype, 'error')
      .mockImplementation((line) => void complaints.push(line));
    const payload = { filters: [{ Field: 'colour', Operator: 'Equal', Value: 'red' }] };
    const step = { key: 'a', response: { ok: false, result: { error: 7501, description: '' } } };
    const single = aRegos(() => refused(7501)).transport.read(CONNECTION, 'Stock/Get', payload, 'person');
    const steps = [{ key: 'a', path: 'Stock/Get', payload }];
    const batch = await aRegos(() => ok([step])).transport.readEach(CONNECTION, steps, 'person');
    expect(await failureOf(single)).toMatchObject({ kind: 'bug' });
    expect(batch.get('a')).toMatchObject({ status: 'rejected', reason: { kind: 'bug' } });
    expect(complaints).toHaveLength(2);
    log.mockRestore();
  });

  it('sends nothing while the token endpoint is down, so a write is not done', async () => {
    const { transport, requests } = aRegos(down, { regos: { credentials } });
    const failure = await failureOf(transport.write(CONNECTION, 'DocOrderDelivery/AddFull', {}));
    expect(failure).toBeInstanceOf(RetryableError);
    expect(failure).not.toBeInstanceOf(OutcomeUnknownError);
    expect(requests.map(({ method }) => method)).toEqual(['token']);
  });

  describe('at the rate limit', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('waits a second and repeats a read once', async () => {
      const { transport, requests } = aRegos(firstThen(refused(8213), ok([1])));
      const reading = transport.read(CONNECTION, 'Item/GetExt', {}, 'order');
      await jest.advanceTimersByTimeAsync(999);
      expect(requests).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(1);
      expect(await reading).toEqual([1]);
    });

    it('does not wait with a person for a long Retry-After', async () => {
      const { transport, requests } = aRegos(() => ({
        status: 429,
        headers: { 'retry-after': '20' },
        body: '',
      }));
      const failure = await failureOf(transport.read(CONNECTION, 'Item/GetExt', {}, 'person'));
      expect(failure).toBeInstanceOf(RateLimitedError);
      expect(failure).toMatchObject({ retryAfterMs: 20_000 });
      expect(requests).toHaveLength(1);
    });

    it('leaves the repetition of a write to the queue, and pauses everybody of the shop', async () => {
      const { transport, requests } = aRegos(firstThen(refused(8213), ok([])));
      const failure = await failureOf(transport.write(CONNECTION, 'DocOrderDelivery/AddFull', {}));
      expect(failure).toBeInstanceOf(RateLimitedError);
      const reading = transport.read(CONNECTION, 'Item/GetExt', {}, 'order');
      await jest.advanceTimersByTimeAsync(999);
      expect(requests).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(1);
      await reading;
      expect(requests).toHaveLength(2);
    });

    it('pauses for a limit inside a step of a batch', async () => {
      const step = { key: 'a', response: { ok: false, result: { error: 8213, description: '' } } };
      const { transport, requests } = aRegos(() => ok([step]));
      const steps = [{ key: 'a', path: 'RetailCustomer/Get', payload: {} }];
      const answers = await transport.readEach(CONNECTION, steps, 'person');
      expect(answers.get('a')).toMatchObject({ reason: expect.any(RateLimitedError) as unknown });
      const reading = transport.read(CONNECTION, 'Item/GetExt', {}, 'order');
      await jest.advanceTimersByTimeAsync(999);
      expect(requests).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(1);
      await reading;
    });
  });

  describe('batch', () => {
    const steps = [
      { key: 'one', path: 'RetailCustomer/Get', payload: { limit: 1, offset: 0 } },
      { key: 'two', path: 'Stock/Get', payload: {} },
    ];
    const answered = [
      { key: 'two', status: 200, response: { ok: true, result: [2] } },
      { key: 'one', status: 200, response: { ok: true, result: [] } },
    ];

    it.each([
      ['an array', answered],
      ['an object with responses', { responses: answered }],
    ])('reads answers in %s by their keys', async (_, result) => {
      const { transport, requests } = aRegos(() => ok(result));
      const results = await transport.readEach(CONNECTION, steps, 'person');
      expect([...results]).toEqual([
        ['one', { status: 'fulfilled', value: [] }],
        ['two', { status: 'fulfilled', value: [2] }],
      ]);
      expect(requests[0]?.method).toBe('batch');
      expect(requests[0]?.body).toEqual({ stop_on_error: false, requests: steps });
    });

    it('fails the step that REGOS left out, alone', async () => {
      const { transport } = aRegos(() => ok(answered.slice(0, 1)));
      const results = await transport.readEach(CONNECTION, steps, 'person');
      expect([...results.values()].map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    });
  });
});
