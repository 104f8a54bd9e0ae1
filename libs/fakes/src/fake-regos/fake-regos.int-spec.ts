import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManualClock } from '@rto/kernel';
import { aShop } from './a-shop';
import { FakeRegos, type FakeRegosOptions } from './fake-regos';
import { anOrderBody, aShopWithCustomer, CONNECTION_ID, member } from './fake-regos.fixture';
import type { Fault } from './faults';

const ADD_FULL = 'DocOrderDelivery/AddFull';
const JSON_TYPE = { 'content-type': 'application/json;charset=utf-8' };

let regos: FakeRegos;
const closers: (() => Promise<unknown>)[] = [];

async function open(options: FakeRegosOptions = {}, handlerUrl?: string): Promise<void> {
  regos = new FakeRegos({ eventRepeatDelayMs: 5, ...options });
  await regos.listen();
  closers.push(() => regos.close());
  regos.addAccount({ connectedIntegrationId: CONNECTION_ID, shop: aShopWithCustomer(), handlerUrl });
}

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function post(method: string, body: unknown, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return fetch(`${regos.url}/gateway/out/${CONNECTION_ID}/v1/${method}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function ask(method: string, body: unknown): Promise<unknown> {
  return (await post(method, body)).json();
}

async function until(done: () => boolean): Promise<void> {
  for (let attempt = 0; !done() && attempt < 200; attempt += 1) await sleep(10);
  expect(done()).toBe(true);
}

describe('the fake REGOS over HTTP', () => {
  it('answers a refusal with status 200 and writes decimals with three places', async () => {
    await open();
    const refused = await post('Stock/Delete', {});
    expect(refused.status).toBe(200);
    expect(await refused.json()).toMatchObject({ ok: false, result: { error: 3200 } });
    const goods = await post('Item/GetExt', {
      stock_id: 1,
      price_type_id: 2,
      ids: [103],
      limit: 1,
      offset: 0,
    });
    expect(await goods.text()).toContain('"common":5.350,"allowed":5.350,"booked":0.000');
  });

  it('answers a removed connection with 9006, or where a page says so, with 404 and HTML', async () => {
    await open();
    regos.removeAccount(CONNECTION_ID);
    expect(await ask('CurrentTimeStamp/Get', {})).toMatchObject({ ok: false, result: { error: 9006 } });
    regos.switches.authorizationFails = 'page';
    const response = await post('CurrentTimeStamp/Get', {});
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/^<html>/);
  });

  it('notes a body that is not JSON and a missing content type', async () => {
    await open();
    expect((await post('Stock/Get', '{')).status).toBe(400);
    expect((await post('Stock/Get', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect(regos.violations).toHaveLength(2);
  });

  it('remembers every call with its body', async () => {
    await open();
    await ask('ItemGroup/Get', {});
    expect(regos.calls).toMatchObject([
      { method: 'ItemGroup/Get', connectedIntegrationId: CONNECTION_ID, body: {} },
    ]);
  });

  it('counts what the rate limit refuses', async () => {
    await open({ rateLimit: true, clock: new ManualClock() });
    for (let call = 0; call < 50; call += 1) await ask('CurrentTimeStamp/Get', {});
    expect(await ask('CurrentTimeStamp/Get', {})).toMatchObject({ ok: false, result: { error: 8213 } });
    expect(regos.count8213).toBe(1);
  });
});

describe('Bearer', () => {
  const bearer = { clientId: 'ours', clientSecret: 'hush' };
  const token = (secret: string): Promise<Response> =>
    fetch(`${regos.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'ours',
        client_secret: secret,
      }),
    });

  it('is demanded, given for the right secret, and ends with its time', async () => {
    const clock = new ManualClock();
    await open({ bearer, clock });
    expect(await ask('Stock/Get', {})).toMatchObject({ ok: false, result: { error: 9006 } });
    regos.switches.authorizationFails = 'page';
    expect((await post('Stock/Get', {})).status).toBe(401);
    expect(await (await token('wrong')).json()).toMatchObject({ error: 'invalid_client' });

    const access = String(member(await (await token('hush')).json(), 'access_token'));
    const headers = { ...JSON_TYPE, authorization: `Bearer ${access}` };
    expect((await post('CurrentTimeStamp/Get', {}, headers)).status).toBe(200);
    clock.advance(600_000);
    expect((await post('CurrentTimeStamp/Get', {}, headers)).status).toBe(401);
  });
});

describe('faults', () => {
  const create = (fault: Fault): Promise<unknown> => {
    regos.faults.add({ times: 1, ...fault });
    return ask(ADD_FULL, anOrderBody());
  };
  const stored = (): number => regos.documents(CONNECTION_ID).length;

  it.each([
    ['lostBefore', 0],
    ['down', 0],
    ['lostAfter', 1],
    ['brokenJson', 1],
    ['emptyBody', 1],
    ['httpStatus', 0],
  ] as const)('%s loses the answer and stores %i documents', async (kind, documents) => {
    await open();
    await expect(create({ kind })).rejects.toThrow();
    expect(stored()).toBe(documents);
    expect(await ask(ADD_FULL, anOrderBody())).toMatchObject({ ok: true });
  });

  it('a page of a proxy comes as often as told, with its wait', async () => {
    await open();
    const retryAfter = 'Fri, 27 Nov 2026 10:00:00 GMT';
    regos.faults.add({ kind: 'httpStatus', status: 404, retryAfter, times: 1 });
    const page = await post('CurrentTimeStamp/Get', {});
    expect([page.status, page.headers.get('retry-after')]).toEqual([404, retryAfter]);
    expect(await ask('CurrentTimeStamp/Get', {})).toMatchObject({ ok: true });
  });

  it('lateCommit stores the document after the answer was lost', async () => {
    await open();
    await expect(create({ kind: 'lateCommit', ms: 40 })).rejects.toThrow();
    expect(stored()).toBe(0);
    await until(() => stored() === 1);
  });

  it('slow answers late, and stores even when nobody waits', async () => {
    await open();
    regos.faults.add({ kind: 'slow', ms: 60, times: 1 });
    const impatient = fetch(`${regos.url}/gateway/out/${CONNECTION_ID}/v1/${ADD_FULL}`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify(anOrderBody()),
      signal: AbortSignal.timeout(20),
    });
    await expect(impatient).rejects.toThrow();
    await until(() => stored() === 1);
  });

  it('a page of goods takes its time for each row, so that a smaller one comes in time', async () => {
    await open({ msPerRow: 60 });
    const page = (limit: number): Promise<Response> =>
      fetch(`${regos.url}/gateway/out/${CONNECTION_ID}/v1/Item/GetExt`, {
        method: 'POST',
        headers: JSON_TYPE,
        body: JSON.stringify({ stock_id: 1, price_type_id: 2, limit, offset: 0 }),
        signal: AbortSignal.timeout(150),
      });
    await expect(page(5)).rejects.toThrow();
    expect(member(await (await page(1)).json(), 'result')).toHaveLength(1);
  });

  it('refuse with a code and with 8213 that is not counted', async () => {
    await open();
    expect(await create({ kind: 'errorCode', code: 1029 })).toMatchObject({ result: { error: 1029 } });
    expect(await create({ kind: 'rateLimited' })).toMatchObject({ result: { error: 8213 } });
    expect([stored(), regos.count8213]).toEqual([0, 0]);
  });
});

describe('events', () => {
  async function handler(
    answers: number[],
  ): Promise<{ url: string; seen: { header: unknown; body: unknown }[] }> {
    const seen: { header: unknown; body: unknown }[] = [];
    const server: Server = createServer((incoming, response) => {
      void readJson(incoming).then((body) => {
        seen.push({ header: incoming.headers['connected-integration-id'], body });
        response.writeHead(answers.shift() ?? 200).end('{"ok":true}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/regos/secret`, seen };
  }

  async function readJson(incoming: IncomingMessage): Promise<unknown> {
    const chunks: string[] = [];
    for await (const chunk of incoming) chunks.push(String(chunk));
    return JSON.parse(chunks.join(''));
  }

  async function place(): Promise<number> {
    return Number(member(member(await ask(ADD_FULL, anOrderBody()), 'result'), 'new_id'));
  }

  it('tell the handler of staff moves, with the id in header and body', async () => {
    const { url, seen } = await handler([]);
    await open({}, url);
    const id = await place();
    regos.moveStatus(CONNECTION_ID, id, 'Approved');
    await until(() => seen.length === 2);
    expect(seen).toContainEqual({
      header: CONNECTION_ID,
      body: expect.objectContaining({
        action: 'HandleWebhook',
        connected_integration_id: CONNECTION_ID,
        data: { action: 'DocOrderDeliveryStatusSet', data: { id, status: 'Approved' } },
      }) as unknown,
    });
  });

  it('are repeated under the same event_id, at most three times', async () => {
    const { url, seen } = await handler([500, 500, 500, 500, 500]);
    await open({}, url);
    regos.deleteItem(CONNECTION_ID, 101);
    await until(() => regos.deliveries.length === 1);
    expect(regos.deliveries).toMatchObject([{ attempts: 4, status: 500 }]);
    expect(new Set(seen.map(({ body }) => member(body, 'event_id'))).size).toBe(1);
  });

  it('can be lost and doubled', async () => {
    const { url, seen } = await handler([]);
    await open({ eventCopies: 0 }, url);
    regos.setPrice(CONNECTION_ID, 101, '20000');
    regos.switches.eventCopies = 2;
    regos.editItem(CONNECTION_ID, 101, { name: 'Сок' });
    await until(() => seen.length === 2);
    expect(seen.map(({ body }) => member(member(body, 'data'), 'action'))).toEqual([
      'ItemEdited',
      'ItemEdited',
    ]);
  });

  it('announce saved settings and the life of a connection', async () => {
    const { url, seen } = await handler([]);
    await open({}, url);
    const delivery = await regos.announce(CONNECTION_ID, 'Connect');
    expect(delivery).toMatchObject({ status: 200, attempts: 1 });
    regos.saveSettings(CONNECTION_ID, { STOCK_ID: '2' });
    await until(() => seen.length === 2);
    expect(seen.map(({ body }) => member(body, 'action'))).toEqual(['Connect', 'UpdateSettings']);
  });
});

describe('staff', () => {
  it('see orders with their lines and change goods', async () => {
    await open();
    const changes: string[] = [];
    regos.on('change', (id) => changes.push(id));
    await ask(ADD_FULL, anOrderBody({ document: { location: { latitude: 41.285123, longitude: 69.2 } } }));
    expect(regos.documents(CONNECTION_ID)).toMatchObject([
      {
        externalCode: 'tg-1',
        status: 'New',
        moves: ['Approved', 'Canceled'],
        amount: '37000',
        location: { latitude: 41.285123, longitude: 69.2 },
        customer: { firstName: 'Aziz' },
        lines: [{ itemId: 101, quantity: '2', price: '18500' }],
      },
    ]);
    regos.setStock(CONNECTION_ID, 101, '2');
    const order = anOrderBody({ operations: [{ item_id: 101, quantity: 1, price: 18500 }] });
    expect(await ask(ADD_FULL, order)).toMatchObject({ result: { error: 1029 } });
    expect(new Set(changes)).toEqual(new Set([CONNECTION_ID]));
  });

  it('keep two accounts apart', async () => {
    await open();
    const other = 'f'.repeat(32);
    regos.addAccount({ connectedIntegrationId: other, shop: aShop() });
    await ask(ADD_FULL, anOrderBody());
    expect(regos.documents(other)).toEqual([]);
    expect(() => regos.moveStatus(other, 54_322, 'Approved')).toThrow('не найден');
  });
});
