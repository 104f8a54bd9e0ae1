import { spawn } from 'node:child_process';
import { aFolder, removeFolder } from '@rto/testing';
import { ADMIN_KEY, ENTRY, HANDLER_SECRET, RunningShop, until } from './running-shop';
import { closeWithoutComplaints, placeOrder, press, say } from './walking';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

interface OrderJson {
  readonly id: string;
  readonly state: string;
  readonly regosStatus: string | null;
  readonly history?: readonly { readonly event: string }[];
}

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

describe('the running service', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => closeWithoutComplaints(shop));

  describe('its admin API', () => {
    it('shows the tenant, and its settings with the secret masked', async () => {
      expect(await shop.admin('GET', `/tenants/${shop.tenant.id}`)).toMatchObject({
        id: shop.tenant.id,
        name: 'Тестовый магазин',
        state: 'active',
        problems: [],
        bot: { id: Number(shop.tenant.token.split(':')[0]) },
      });
      expect(await shop.admin('GET', `/tenants/${shop.tenant.id}/settings`)).toMatchObject({
        BOT_TOKEN: '********',
        STOCK_ID: '1',
      });
      const { items } = await shop.admin<Page<{ id: string }>>('GET', '/tenants');
      expect(items.map(({ id }) => id)).toContain(shop.tenant.id);
    });

    it('takes numbers and booleans for settings, and applies them at once', async () => {
      const body = { connectedIntegrationId: 'e2e-numbers', settings: { STOCK_ID: 1, AUTO_APPROVE: true } };
      const { id } = await shop.admin<{ id: string }>('POST', '/tenants', body);
      const values = await shop.admin('PUT', `/tenants/${id}/settings`, {
        STOCK_ID: 2,
        SHOW_ITEM_STOCK: false,
        MIN_ORDER_AMOUNT: 1500.5,
      });
      expect(values).toEqual({ STOCK_ID: '2', SHOW_ITEM_STOCK: 'false', MIN_ORDER_AMOUNT: '1500.5' });
      await shop.admin('DELETE', `/tenants/${id}`);
      expect(await shop.admin('GET', `/tenants/${id}`)).toMatchObject({ state: 'removed' });
    });

    it('follows an order from its placing to its status in REGOS', async () => {
      await placeOrder(await shop.visitor());
      const { items } = await shop.admin<Page<OrderJson>>('GET', `/orders?tenantId=${shop.tenant.id}`);
      const [order] = items;
      expect(order).toMatchObject({
        tenantId: shop.tenant.id,
        state: 'submitted',
        total: '37000',
        currency: 'UZS',
      });
      const one = await shop.admin<OrderJson>('GET', `/orders/${order?.id}`);
      expect(one.history?.map(({ event }) => event)).toEqual(expect.arrayContaining(['placed', 'submitted']));
      expect(await shop.admin('GET', `/tenants/${shop.tenant.id}/orders`)).toMatchObject({ items: [order] });
      expect(await shop.admin('GET', '/orders?state=refused')).toEqual({ items: [], nextCursor: null });
    });

    it.each([
      ['GET', `/tenants/${UNKNOWN_ID}`, 404],
      ['GET', '/tenants/nonsense', 404],
      ['POST', `/tenants/${UNKNOWN_ID}/enable`, 404],
      ['GET', `/orders/${UNKNOWN_ID}`, 404],
      ['GET', '/nowhere', 404],
      ['GET', '/tenants?limit=0', 400],
      ['GET', '/orders?state=lost', 400],
    ])('answers %s %s with %i as a problem', async (method, path, status) => {
      const answer = await call(method, `/admin/v1${path}`, ADMIN_KEY);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status });
    });

    it('answers 401 without its key, and shows figures and description to whoever has one', async () => {
      const refused = await call('GET', '/admin/v1/tenants', 'wrong');
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      for (const path of ['/docs', '/metrics', '/METRICS', '/metrics/']) {
        expect((await call('GET', path)).status).toBe(401);
        expect((await call('GET', path, ADMIN_KEY)).status).toBe(200);
      }
    });
  });

  it('tells its health, and figures of updates, calls and orders', async () => {
    expect(await (await call('GET', '/health/live')).json()).toEqual({ status: 'ok' });
    expect(await (await call('GET', '/health/ready')).json()).toEqual({
      status: 'ok',
      checks: { database: { status: 'up' }, jobs: { status: 'up' } },
    });
    const figures = await (await call('GET', '/metrics', ADMIN_KEY)).text();
    for (const figure of [
      /rto_updates_total\{kind="callback_query",outcome="done"\} [1-9]/,
      /rto_update_handling_seconds_count\{kind="message"\} [1-9]/,
      /rto_regos_calls_total\{method="DocOrderDelivery\/AddFull",outcome="ok"\} 1/,
      /rto_orders\{state="submitted"\} 1/,
    ]) {
      expect(figures).toMatch(figure);
    }
  });

  describe("REGOS's handler", () => {
    const check = { action: 'Check', connected_integration_id: 'a'.repeat(32) };

    it('is found by its secret only', async () => {
      for (const path of ['/regos/wrong', `/regos/${HANDLER_SECRET}x`, '/regos/']) {
        expect((await post(path, check)).status).toBe(404);
      }
      const right = await post(`/regos/${HANDLER_SECRET}`, check);
      expect([right.status, await right.json()]).toEqual([200, { ok: true, result: {} }]);
    });

    it.each([
      [{ action: 'SelfDestruct', connected_integration_id: 'a'.repeat(32) }],
      [{ action: 'Check' }],
      [[]],
    ])('refuses %j in its own envelope', async (body) => {
      const answer = await post(`/regos/${HANDLER_SECRET}`, body);
      expect([answer.status, await answer.json()]).toMatchObject([
        200,
        { ok: false, result: { error: 400 } },
      ]);
    });

    it('brings a change of status to the buyer, once', async () => {
      const chat = await shop.visitor('Olim');
      await placeOrder(chat);
      const { connectionId } = shop.tenant;
      const document = shop.regos.documents(connectionId).find(({ phone }) => phone === chat.person.phone);
      shop.regos.switches.eventCopies = 3;
      shop.regos.moveStatus(connectionId, document?.id ?? 0, 'Approved');
      await chat.waitFor(/принят магазином/);
      await chat.settled({ quietMs: 1_000 });
      shop.regos.switches.eventCopies = 1;
      expect(chat.messages.filter(({ words }) => words.includes('принят магазином'))).toHaveLength(1);
    });

    it('applies settings that were saved in REGOS within five seconds', async () => {
      const tenant = await shop.connect({ settings: { CATALOG_PAGE_SIZE: '5' } });
      const chat = await shop.visitor('Aziz', 'ru', tenant);
      await press(chat, 'Каталог', 'Выберите раздел');
      shop.regos.saveSettings(tenant.connectionId, { WELCOME_MESSAGE: 'Первое' });
      shop.regos.saveSettings(tenant.connectionId, { WELCOME_MESSAGE: 'Второе' });
      await until(async () => {
        const values = await shop.admin<Record<string, string>>('GET', `/tenants/${tenant.id}/settings`);
        return values['WELCOME_MESSAGE'] === 'Второе';
      }, 5_000);
      await say(chat, '/start', 'Второе');
    });

    it('believes nothing of what a call says: settings come from REGOS alone', async () => {
      const settings = [{ key: 'STOCK_ID', value: '2' }];
      const { connectionId } = shop.tenant;
      const forged = { action: 'UpdateSettings', connected_integration_id: connectionId, data: { settings } };
      expect((await post(`/regos/${HANDLER_SECRET}`, forged)).status).toBe(200);
      const reads = (): number =>
        shop.regos.calls.filter(
          ({ method, connectedIntegrationId }) =>
            method === 'ConnectedIntegrationSetting/Get' && connectedIntegrationId === connectionId,
        ).length;
      await until(() => reads() >= 2);
      expect(await shop.admin('GET', `/tenants/${shop.tenant.id}/settings`)).toMatchObject({ STOCK_ID: '1' });
    });
  });

  describe('a start that cannot succeed says why in one line', () => {
    const folder = aFolder();
    afterAll(() => removeFolder(folder));

    it.each([
      ['a wrong variable', { HTTP_PORT: '70000' }, /^HTTP_PORT: must be a whole number.*for example/],
      ['a missing key', { DATABASE_URL: 'postgres://a@127.0.0.1:1/x' }, /^ENCRYPTION_KEY: is required/],
      [
        'a PostgreSQL that is not there',
        { DATABASE_URL: 'postgres://shop:sekret@127.0.0.1:1/x', ENCRYPTION_KEY: 'A'.repeat(43) + '=' },
        /DATABASE_URL: the database cannot be used: connect ECONNREFUSED/,
      ],
    ])('with %s', async (_name, environment, line) => {
      const { code, output } = await runToEnd({ DATA_DIR: folder, ...environment });
      expect(code).toBe(1);
      expect(output.trim()).toMatch(line);
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(output).not.toContain('sekret');
    });

    it('with the folder of a running process', async () => {
      const { code, output } = await runToEnd({ DATA_DIR: shop.dataDir });
      expect([code, output.trim().split('\n')]).toEqual([1, [expect.stringContaining('in use by process')]]);
    }, 60_000);

    it('with the port of a running process', async () => {
      const { code, output } = await runToEnd({ DATA_DIR: folder, HTTP_PORT: new URL(shop.url).port });
      // what the embedded database may lose is said before, at every start
      const lines = output.trim().split('\n');
      const reasons = lines.filter((line) => !line.includes('"context":"OrderJournal"'));
      expect([code, reasons]).toEqual([1, [expect.stringContaining('HTTP_PORT: ')]]);
    }, 60_000);
  });

  function call(method: string, path: string, key?: string): Promise<Response> {
    return fetch(shop.url + path, {
      method,
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    });
  }

  function post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(shop.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  }
});

/** Starts the service beside the running one and waits for its end. */
async function runToEnd(
  environment: Record<string, string>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const env = { HTTP_HOST: '127.0.0.1', HTTP_PORT: '0', ADMIN_API_KEY: ADMIN_KEY, ...environment };
  const child = spawn(process.execPath, [ENTRY], {
    env: { REGOS_HANDLER_SECRET: HANDLER_SECRET, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}
