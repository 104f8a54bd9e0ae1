import { OutcomeUnknownError } from '@rto/kernel';
import { RegosRestingError } from '../errors';
import type { RegosConnection } from '../model';
import { aRegos, CONNECTION, failureOf, networkError, ok, refused, type Player } from '../regos.fixture';
import { RegosBreakers, REST_MS } from './breakers';
import { ExchangeError } from './http-exchange';

const OTHER: RegosConnection = { tenantId: 'tenant-2', connectedIntegrationId: 'f'.repeat(32) };
const SICKNESSES: readonly [string, Player][] = [
  ['answers 503', () => ({ status: 503, body: '<html>' })],
  ['is not there in time', () => ({ status: 504, body: '' })],
  ['breaks connections', () => Promise.reject(networkError('ECONNRESET'))],
  ['cannot be reached', () => Promise.reject(networkError('ECONNREFUSED'))],
];

describe('circuit breakers', () => {
  /** What the shop answers now. */
  let play: Player;
  let regos: ReturnType<typeof aRegos>;

  beforeEach(() => {
    jest.useFakeTimers();
    regos = aRegos((request, index) =>
      request.url.includes(OTHER.connectedIntegrationId) ? ok([]) : play(request, index),
    );
  });
  afterEach(() => jest.useRealTimers());

  const read = (connection = CONNECTION): Promise<unknown> =>
    regos.transport.read(connection, 'Item/GetExt', {}, 'person');
  const write = (): Promise<unknown> => regos.transport.write(CONNECTION, 'DocOrderDelivery/AddFull', {});
  const sent = (): number => regos.requests.length;
  async function failTimes(count: number): Promise<void> {
    for (let call = 0; call < count; call++) await failureOf(write());
  }

  it.each(SICKNESSES)('leave a shop alone that %s, and say when it is worth a try', async (_, sick) => {
    play = sick;
    await failTimes(5);
    for (const call of [read, write]) {
      const failure = await failureOf(call());
      expect(failure).toBeInstanceOf(RegosRestingError);
      expect(failure).toMatchObject({ retryAfterMs: REST_MS });
      expect(failure).not.toBeInstanceOf(OutcomeUnknownError);
    }
    expect(sent()).toBe(5);
  });

  it('leave the other shops as they are', async () => {
    play = () => ({ status: 503, body: '' });
    await failTimes(5);
    expect(await read(OTHER)).toEqual([]);
  });

  it.each<[string, Player]>([
    ['refuses', () => refused(1007)],
    ['says that it has too much to do', () => refused(9999)],
    ['cannot be passed on', () => ({ status: 404, body: '<html>' })],
    ['is cut short', () => ({ body: '{"ok":tr' })],
  ])('stay closed while what comes is an answer, though it %s', async (_, answers) => {
    play = answers;
    await failTimes(12);
    expect(sent()).toBe(12);
  });

  it('stay closed while answers are too long: whoever asked reads less', async () => {
    const breakers = new RegosBreakers();
    const tooLong = () => Promise.reject(new ExchangeError('the answer is too long', true, true, true));
    for (let call = 0; call < 12; call++) await failureOf(breakers.send(CONNECTION, tooLong));
    breakers.assertReady(CONNECTION);
  });

  it('stay closed after a rate limit', async () => {
    play = () => refused(8213);
    for (let call = 0; call < 8; call++) {
      await failureOf(write());
      await jest.advanceTimersByTimeAsync(31_000);
    }
    play = () => ok([]);
    expect(await read()).toEqual([]);
  });

  it('stay closed while most of what is asked succeeds', async () => {
    play = (_, index) => (index % 3 === 0 ? { status: 502, body: '' } : ok([]));
    for (let call = 0; call < 12; call++) await write().catch(() => undefined);
    expect(sent()).toBe(12);
  });

  it('count calls that hang together, also those that left before the first failure', async () => {
    let cut = (): void => undefined;
    const hanging = new Promise<never>((_, reject) => (cut = () => reject(networkError('ECONNRESET'))));
    play = () => hanging;
    const calls = Promise.allSettled(Array.from({ length: 6 }, write));
    await jest.advanceTimersByTimeAsync(0);
    cut();
    await calls;
    expect(await failureOf(write())).toBeInstanceOf(RegosRestingError);
  });

  it('let one call try the shop after a rest, and the others wait for what becomes of it', async () => {
    play = () => ({ status: 503, body: '' });
    await failTimes(5);
    await jest.advanceTimersByTimeAsync(REST_MS);
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    play = () => answered.then(() => ok([]));
    const first = read();
    await jest.advanceTimersByTimeAsync(0);
    expect(await failureOf(read())).toBeInstanceOf(RegosRestingError);
    expect(sent()).toBe(6);
    answer();
    expect(await first).toEqual([]);
    expect(await read()).toEqual([]);
  });

  it('let the shop rest again when it is still sick', async () => {
    play = () => ({ status: 503, body: '' });
    await failTimes(5);
    await jest.advanceTimersByTimeAsync(REST_MS);
    await failTimes(3);
    expect(sent()).toBe(6);
    expect(await failureOf(read())).toMatchObject({ retryAfterMs: REST_MS });
  });

  it('spend no turn on a shop that rests', async () => {
    play = () => ({ status: 503, body: '' });
    await failTimes(5);
    const acquire = jest.spyOn(regos.limiter, 'acquire');
    await failTimes(3);
    expect(acquire).not.toHaveBeenCalled();
  });
});
