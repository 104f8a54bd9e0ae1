import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Chat } from './chat';
import { button, Harness, TOKEN } from './harness';

interface Received {
  readonly secret: string | string[] | undefined;
  readonly update: Readonly<Record<string, unknown>>;
  readonly response: ServerResponse;
}

describe('the webhook of the fake Telegram', () => {
  let fake: Harness;
  let alice: Chat;
  let server: Server;
  let received: Received[];
  let answer: (received: Received) => void;

  beforeEach(async () => {
    fake = await new Harness().start();
    ({ alice } = fake);
    received = [];
    answer = ({ response }) => response.end();
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const secret = request.headers['x-telegram-bot-api-secret-token'];
        const update = JSON.parse(body) as Received['update'];
        received.push({ secret, update, response });
        answer({ secret, update, response });
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });

  afterEach(async () => {
    await fake.telegram.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  const setWebhook = (extra: object = {}): Promise<unknown> => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/hook`;
    return fake.call('setWebhook', { url, secret_token: 'se-cret_1', ...extra });
  };
  const arrived = async (count: number): Promise<void> => {
    while (received.length < count) await new Promise((done) => setImmediate(done));
  };

  it('gets what waited and what comes, with the secret', async () => {
    const first = alice.send('before');
    await setWebhook();
    await arrived(1);
    const second = alice.send('after');
    await arrived(2);
    expect(received.map(({ update }) => update['update_id'])).toEqual([first, second]);
    expect(received.map(({ secret }) => secret)).toEqual(['se-cret_1', 'se-cret_1']);
  });

  it('is left alone for as long as it asked', async () => {
    answer = ({ response }) => {
      response.writeHead(received.length < 2 ? 503 : 200, { 'retry-after': '40' }).end();
    };
    await setWebhook();
    const startedAtMs = performance.now();
    alice.send('x');
    await arrived(2);
    expect(performance.now() - startedAtMs).toBeGreaterThan(190); // 40 units of 5 ms
  });

  it('is spared what waited, when it asks so', async () => {
    alice.send('old');
    await setWebhook({ drop_pending_updates: true });
    const id = alice.send('new');
    await arrived(1);
    expect(received.map(({ update }) => update['update_id'])).toEqual([id]);
  });

  it('gets a refused update again, and the next one only then', async () => {
    answer = ({ response }) => {
      response.writeHead(received.length < 3 ? 503 : 200, { 'retry-after': '2' }).end();
    };
    await setWebhook();
    const first = alice.send('1');
    const second = alice.send('2');
    await arrived(4);
    expect(received.map(({ update }) => update['update_id'])).toEqual([first, first, first, second]);
    await alice.settled();
    const info = await fake.call('getWebhookInfo');
    expect(info.result).toMatchObject({
      pending_update_count: 0,
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
    });
  });

  it('gets a tap while a message of the same person is still in work', async () => {
    alice.send('/start');
    await fake.say('x', { reply_markup: { inline_keyboard: [[button('a')]] } });
    await fake.updates({ offset: -1 });
    await setWebhook({ drop_pending_updates: true });
    answer = () => undefined;
    alice.send('slow');
    await arrived(1);
    alice.send('waits in line');
    alice.tap('a');
    await arrived(2);
    expect(Object.keys(received[1]?.update ?? {})).toContain('callback_query');
    expect(received).toHaveLength(2);
  });

  it('gets no more at once than it allows connections', async () => {
    await setWebhook({ max_connections: 2 });
    answer = () => undefined;
    for (let id = 900; id < 905; id += 1) {
      fake.telegram.person({ id, firstName: 'Aziz', languageCode: 'ru' }).chatWith(TOKEN).send('x');
    }
    await arrived(2);
    await new Promise((done) => setTimeout(done, 50));
    expect(received).toHaveLength(2);
    received[0]?.response.end();
    await arrived(3);
    expect(received).toHaveLength(3);
    for (const { response } of received) response.end();
    answer = ({ response }) => response.end();
    await arrived(5);
  });

  it('gets only the kinds it asked for', async () => {
    await setWebhook({ allowed_updates: ['message'] });
    alice.send('/start');
    await arrived(1);
    fake.telegram.block(7, TOKEN);
    expect(fake.telegram.bot(TOKEN).updates.pendingCount).toBeLessThanOrEqual(1);
    alice.send('x');
    await arrived(2);
    expect(received.map(({ update }) => Object.keys(update)[1])).toEqual(['message', 'message']);
  });

  it('is not set with a secret that Telegram refuses', async () => {
    expect(await setWebhook({ secret_token: 'no spaces' })).toMatchObject({
      description: 'Bad Request: secret token contains unallowed characters',
    });
  });
});
