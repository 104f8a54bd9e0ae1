import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Config } from '@rto/config';
import { Money, OutcomeUnknownError, Quantity, RateLimitedError, RetryableError } from '@rto/kernel';
import { RegosDeliveryOrders } from './delivery-orders';
import {
  RegosAuthorizationError,
  RegosPageError,
  RegosRefusal,
  RegosTimeoutError,
  RegosUnavailableError,
} from './errors';
import { RegosItemGroups } from './item-groups';
import type { NewDeliveryOrder } from './model';
import { aConfig, CONNECTION, CONNECTION_ID, failureOf } from './regos.fixture';
import { RegosModule } from './regos.module';
import { RegosCallObserver, type ObservedCall } from './transport/call-observer';

type Play = (response: ServerResponse, request: IncomingMessage, index: number) => void;

const GROUPS = JSON.stringify({ ok: true, result: [{ id: 3, parent_id: 0, name: 'Напитки' }] });
const CREATED = JSON.stringify({ ok: true, result: { new_id: 54321 } });
/** Good in every respect but its length. */
const TOO_LONG = CREATED + ' '.repeat(21 * 1024 * 1024);
const TIMEOUT_MS = 300;

const order: NewDeliveryOrder = {
  date: new Date('2026-11-22T08:26:40Z'),
  sourceId: 4,
  priceTypeId: 2,
  stockId: 1,
  customerId: 812,
  externalCode: 'tg-1',
  phone: undefined,
  address: undefined,
  description: undefined,
  deliveryTypeId: undefined,
  paymentTypeId: undefined,
  cardId: undefined,
  deliveryAt: undefined,
  location: undefined,
  lines: [{ itemId: 1, quantity: Quantity.of('1'), price: Money.of('100', 'UZS') }],
};

const json =
  (body: string, status = 200, headers: Record<string, string> = {}): Play =>
  (response) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
const refusal = (code: number): Play =>
  json(JSON.stringify({ ok: false, result: { error: code, description: '' } }));

/** The lib as Nest composes it, against a server on loopback that plays raw answers. */
describe('REGOS over HTTP', () => {
  let server: Server;
  let module: TestingModule;
  let play: Play;
  let requests: { url: string; authorization: string | undefined; contentType: string | undefined }[];
  let observed: ObservedCall[];
  const late: ServerResponse[] = [];

  beforeEach(async () => {
    requests = [];
    observed = [];
    server = createServer((request, response) => {
      const { authorization, 'content-type': contentType } = request.headers;
      requests.push({ url: request.url ?? '', authorization, contentType });
      const index = requests.length - 1;
      request.resume().once('end', () => play(response, request, index));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    await module.close();
    for (const response of late.splice(0)) response.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function start(regos: Partial<Config['regos']> = {}): Promise<void> {
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const config = aConfig({ apiUrl, authUrl: `${apiUrl}/oauth/token`, timeoutMs: TIMEOUT_MS, ...regos });
    const observer: RegosCallObserver = {
      observe: (call) => void observed.push(call),
      waited: () => undefined,
    };
    @Global()
    @Module({
      providers: [
        { provide: Config, useValue: config },
        { provide: RegosCallObserver, useValue: observer },
      ],
      exports: [Config, RegosCallObserver],
    })
    class Surroundings {}
    module = await Test.createTestingModule({ imports: [Surroundings, RegosModule] }).compile();
  }

  const groups = () => module.get(RegosItemGroups).getAll(CONNECTION, 'person');
  const create = () => module.get(RegosDeliveryOrders).addFull(CONNECTION, order);

  it('reads an answer', async () => {
    await start();
    play = json(GROUPS);
    expect(await groups()).toEqual([{ id: 3, parentId: undefined, name: 'Напитки' }]);
    expect(requests[0]).toMatchObject({
      url: `/gateway/out/${CONNECTION_ID}/v1/ItemGroup/Get`,
      contentType: 'application/json;charset=utf-8',
    });
    expect(observed).toMatchObject([{ tenantId: 'tenant-1', method: 'ItemGroup/Get', outcome: 'ok' }]);
  });

  it.each<[string, Record<string, string>]>([
    ['with its header', { 'Content-Encoding': 'gzip' }],
    ['without a header', {}],
  ])('unzips an answer %s', async (_, headers) => {
    await start();
    play = (response) => response.writeHead(200, headers).end(gzipSync(GROUPS));
    expect(await groups()).toHaveLength(1);
  });

  it.each<[string, Play]>([
    ['no answer in time', (response) => void late.push(response)],
    ['an answer that drips past the time limit', (response) => (response.write('{'), late.push(response))],
    ['a reset', (_, request) => void request.socket.destroy()],
    [
      'a reset within the body',
      (response, request) => response.write('{"ok"', () => request.socket.destroy()),
    ],
    ['HTML with 502', json('<html>Bad Gateway</html>', 502)],
    ['503', json('', 503)],
    ['a redirect', json('', 302, { Location: '/elsewhere' })],
    ['broken JSON', json('{"ok": true, "result": [')],
    ['an empty body', json('')],
    ['broken gzip', (response) => response.end(Buffer.from([0x1f, 0x8b, 1, 2, 3]))],
    ['ok with an error', json('{"ok": true, "result": {"error": 3000}}')],
    ['an internal fault', refusal(3000)],
  ])('after %s a write is of unknown outcome and was sent once, a read was sent twice', async (_, fault) => {
    await start();
    play = fault;
    expect(await failureOf(create())).toBeInstanceOf(OutcomeUnknownError);
    expect(requests).toHaveLength(1);
    const failure = await failureOf(groups());
    expect(failure).toBeInstanceOf(RetryableError);
    expect(failure).not.toBeInstanceOf(OutcomeUnknownError);
    expect(requests).toHaveLength(3);
  });

  it('ends a write at the configured time limit', async () => {
    await start({ timeoutMs: 100 });
    play = (response) => void late.push(response);
    expect(await failureOf(create())).toMatchObject({
      message: expect.stringContaining('within 100 ms') as string,
    });
  });

  it('ignores a proxy of the environment', async () => {
    await start();
    play = json(GROUPS);
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:1';
    try {
      expect(await groups()).toHaveLength(1);
    } finally {
      delete process.env['HTTP_PROXY'];
    }
  });

  it('goes on after a fault that passes', async () => {
    await start();
    play = (response, request, index) =>
      index === 0 ? void request.socket.destroy() : json(GROUPS)(response, request, index);
    expect(await groups()).toHaveLength(1);
  });

  it.each(['127.0.0.1', 'localhost', 'no-such-host.invalid'])(
    'knows that an order is not done when %s cannot be reached',
    async (host) => {
      const closed = createServer();
      await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
      const { port } = closed.address() as AddressInfo;
      await new Promise((resolve) => closed.close(resolve));
      await start({ apiUrl: `http://${host}:${port}`, timeoutMs: 5_000 });
      const failure = await failureOf(create());
      expect(failure).toBeInstanceOf(RetryableError);
      expect(failure).not.toBeInstanceOf(OutcomeUnknownError);
    },
  );

  it.each([400, 415])('takes HTTP %i for a refusal', async (status) => {
    await start();
    play = json('<html>', status);
    expect(await failureOf(create())).toBeInstanceOf(RegosRefusal);
  });

  it.each([401, 403, 404, 410])('takes HTTP %i for the page of a proxy', async (status) => {
    await start();
    play = json('<html>', status);
    expect(await failureOf(create())).toBeInstanceOf(RegosPageError);
  });

  it('takes 8213 and 429 for not done and knows how long to wait', async () => {
    await start();
    play = refusal(8213);
    expect(await failureOf(create())).toBeInstanceOf(RateLimitedError);
    play = json('', 429, { 'Retry-After': '3' });
    expect(await failureOf(create())).toMatchObject({ name: 'RateLimitedError', retryAfterMs: 3_000 });
    expect(observed.map(({ outcome }) => outcome)).toEqual(['rateLimited', 'rateLimited']);
  });

  describe('with credentials', () => {
    const credentials = { clientId: 'app', clientSecret: 'secret' };
    let tokens: number;

    function playWithTokens(accepts: (authorization: string | undefined) => boolean): void {
      tokens = 0;
      play = (response, request, index) => {
        if (request.url === '/oauth/token') {
          const grant = { access_token: `token-${++tokens}`, token_type: 'Bearer', expires_in: 600 };
          json(JSON.stringify(grant))(response, request, index);
        } else if (accepts(request.headers.authorization)) json(CREATED)(response, request, index);
        else json('', 401)(response, request, index);
      };
    }

    it('renews a token that REGOS forgot', async () => {
      await start({ credentials });
      playWithTokens((authorization) => authorization === 'Bearer token-2');
      expect(await create()).toBe(54321);
      expect(requests.map(({ authorization }) => authorization)).toEqual([
        undefined,
        'Bearer token-1',
        undefined,
        'Bearer token-2',
      ]);
    });

    it('waits for the operator when fresh tokens are refused too', async () => {
      await start({ credentials });
      playWithTokens(() => false);
      expect(await failureOf(create())).toBeInstanceOf(RegosAuthorizationError);
      expect(tokens).toBe(2);
    });
  });

  it('gives a read in the background more time than one that somebody waits for', async () => {
    await start();
    play = (response, request, index) =>
      void setTimeout(() => json(GROUPS)(response, request, index), TIMEOUT_MS + 100);
    const groups = module.get(RegosItemGroups);
    expect(await failureOf(groups.getAll(CONNECTION, 'person'))).toBeInstanceOf(RegosUnavailableError);
    expect(await groups.getAll(CONNECTION, 'background')).toHaveLength(1);
  });

  it('does not read an answer that is too long', async () => {
    await start({ timeoutMs: 10_000 });
    play = (response) => response.end(TOO_LONG);
    expect(await failureOf(create())).toMatchObject({
      name: 'RegosOutcomeUnknownError',
      message: expect.not.stringContaining('within') as string,
    });
  });

  it.each([
    ['plain', TOO_LONG],
    ['zipped', gzipSync(TOO_LONG)],
  ])('tells of a %s one that a shorter one may come', async (_case, answer) => {
    await start({ timeoutMs: 10_000 });
    play = (response) => response.end(answer);
    const reading = module.get(RegosItemGroups).getAll(CONNECTION, 'background');
    expect(await failureOf(reading)).toBeInstanceOf(RegosTimeoutError);
  });

  it('does not unzip an answer without end', async () => {
    await start({ timeoutMs: 10_000 });
    play = (response) => response.end(gzipSync(TOO_LONG));
    expect(await failureOf(create())).toBeInstanceOf(OutcomeUnknownError);
  });

  it('shows the connection id to nobody', async () => {
    await start();
    play = (_, request) => void request.socket.destroy();
    const failure = (await failureOf(create())) as Error;
    expect(`${failure.stack} ${JSON.stringify(failure)} ${JSON.stringify(observed)}`).not.toContain(
      CONNECTION_ID,
    );
  });
});
