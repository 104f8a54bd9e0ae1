import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { CHAT, CONNECTIONS, FuzzedHandler, type HandlerAnswer } from './fuzzed-handler.fixture';

const JSON_TYPE = { 'content-type': 'application/json' };
const [SHOP = '', OTHER_SHOP = ''] = CONNECTIONS;
const LIMIT_BYTES = 8 * 1024 * 1024;

const check = (id = SHOP): Buffer =>
  Buffer.from(JSON.stringify({ action: 'Check', connected_integration_id: id, data: {} }));
const campaign = (recipients: readonly (string | number)[], message = 'Скидка', id = SHOP): Buffer =>
  Buffer.from(
    JSON.stringify({
      action: 'SendMessages',
      connected_integration_id: id,
      data: recipients.map((recipient) => ({ recipient, message })),
    }),
  );
const refusal = (error: number): HandlerAnswer => ({
  status: 200,
  body: { ok: false, result: { error, description: expect.any(String) as string } },
});

describe('the handler of REGOS', () => {
  let handler: FuzzedHandler;

  beforeAll(async () => {
    handler = await FuzzedHandler.open();
  }, 60_000);
  const hangUps: (() => void)[] = [];
  afterEach(() => hangUps.splice(0).forEach((hangUp) => hangUp()));
  afterAll(() => handler?.close());

  it.each([1_000, 5_000])(
    'takes a campaign for %d people, and says of each whether it goes out',
    async (people) => {
      // every second one has blocked the bot
      const recipients = Array.from({ length: people }, (_, index) => String(index + 1_000));
      await handler.begin(recipients.map(Number), (chatId) => chatId % 2 === 1);
      const message = 'Скидка до пятницы. '.repeat(14);
      const { status, body } = await handler.post(campaign(recipients, message), JSON_TYPE);
      expect([status, body['ok']]).toEqual([200, true]);
      expect(body['result']).toEqual(
        recipients.map((recipient, index) =>
          index % 2 === 0
            ? { recipient, ok: true }
            : { recipient, ok: false, error: expect.stringContaining('has blocked it') as string },
        ),
      );
      expect(await handler.campaignChats(SHOP, message)).toEqual(
        recipients.filter((_, index) => index % 2 === 0).map(Number),
      );
      expect(await handler.campaignChats(OTHER_SHOP, message)).toEqual([]);
    },
    30_000,
  );

  it('writes a campaign once when REGOS calls again', async () => {
    const body = campaign([CHAT, CHAT], 'Дважды');
    await handler.post(body, JSON_TYPE);
    await handler.post(body, JSON_TYPE);
    expect(await handler.campaignChats(SHOP, 'Дважды')).toEqual([CHAT]);
  });

  it('says what is wrong when a call names more people than it takes', async () => {
    const people = Array.from({ length: 20_001 }, () => CHAT);
    expect(await handler.post(campaign(people, 'a'), JSON_TYPE)).toEqual(refusal(413));
  });

  it.each<[string, number, Buffer, Record<string, string>]>([
    ['too large', 413, Buffer.alloc(LIMIT_BYTES + 1, ' '), JSON_TYPE],
    ['too large when unpacked', 413, gzipSync(Buffer.alloc(2 * LIMIT_BYTES, ' ')), gzip()],
    ['no JSON', 400, Buffer.from('{'), JSON_TYPE],
    ['no object', 400, Buffer.from('"Check"'), JSON_TYPE],
    ['empty', 400, Buffer.alloc(0), JSON_TYPE],
    ['not packed as it says', 400, Buffer.from('{}'), gzip()],
    ['packed in an unknown way', 415, check(), { ...JSON_TYPE, 'content-encoding': 'zip' }],
    ['in an unknown alphabet', 415, check(), { 'content-type': 'application/json; charset=koi8' }],
    ['of an unknown action', 400, Buffer.from(`{"action":"Sell","connected_integration_id":"${SHOP}"}`), {}],
  ])('answers a body that is %s in REGOS’s envelope with %d', async (_, error, body, headers) => {
    expect(await handler.post(body, headers)).toEqual(refusal(error));
  });

  it.each<[string, Record<string, string>]>([
    ['no type', {}],
    ['another type', { 'content-type': 'text/plain' }],
    ['the type of a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a type that is none', { 'content-type': 'json' }],
  ])('takes JSON under %s', async (_, headers) => {
    expect(await handler.post(check(), headers)).toEqual({ status: 200, body: { ok: true, result: {} } });
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('answers %s in REGOS’s envelope', async (method) => {
    expect(await handler.post(undefined, {}, { method })).toEqual(refusal(405));
  });

  it('answers an address below its own in REGOS’s envelope', async () => {
    expect(await handler.post(check(), JSON_TYPE, { below: '/external/x' })).toEqual(refusal(404));
  });

  it('is nowhere for another secret, before anything of the body has come', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { ...JSON_TYPE, 'content-length': LIMIT_BYTES };
      const asked = httpRequest(handler.address('wrong-secret'), { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        asked.destroy();
      });
      asked.on('error', reject);
      asked.flushHeaders();
    });
    expect(answer).toBe(404);
  });

  it('reads four large calls at a time, and small ones all the while', async () => {
    const before = handler.begun;
    const slow = await Promise.all(Array.from({ length: 4 }, () => beginLargeCall(handler.address())));
    hangUps.push(...slow);
    while (handler.begun < before + slow.length) await wait(5);
    let isAnswered = false;
    const fifth = handler
      .post(Buffer.concat([check(), Buffer.alloc(200_000, ' ')]), JSON_TYPE)
      .finally(() => (isAnswered = true));
    expect((await handler.post(check(), JSON_TYPE)).body).toEqual({ ok: true, result: {} });
    expect(isAnswered).toBe(false);
    slow[0]?.(); // hangs up
    expect((await fifth).body).toEqual({ ok: true, result: {} });
  });

  it.each(['Connect', 'UpdateSettings', 'SendMessages'])(
    'answers %s with 503 in REGOS’s envelope while the database is away, so that it comes again',
    async (action) => {
      const connection = action === 'Connect' ? CONNECTIONS[3] : OTHER_SHOP;
      const data = action === 'SendMessages' ? [{ recipient: String(CHAT), message: 'Скидка' }] : {};
      const body = { action, connected_integration_id: connection, data };
      const answer = await handler.withoutDatabase(() =>
        handler.post(Buffer.from(JSON.stringify(body)), JSON_TYPE),
      );
      expect(answer).toEqual({ ...refusal(503), status: 503 });
    },
  );
});

function gzip(): Record<string, string> {
  return { ...JSON_TYPE, 'content-encoding': 'gzip' };
}

/** Sends the first half of a large body. @returns hangs up */
async function beginLargeCall(address: string): Promise<() => void> {
  const { hostname, port, pathname } = new URL(address);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n${' '.repeat(200_000)}`,
  );
  return () => socket.destroy();
}
