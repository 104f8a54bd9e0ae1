import { ADMIN_KEY, RunningShop } from './running-shop';

const basic = (password: string): string => `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;

describe('the board of queues', () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => shop?.close());

  const get = (path: string, authorization?: string, method = 'GET'): Promise<Response> =>
    fetch(`${shop.url}/admin/queues${path}`, { method, headers: authorization ? { authorization } : {} });

  it('asks a browser for the key, and lets in who has it', async () => {
    const stranger = await get('/');
    expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="operators", charset="UTF-8"',
    ]);
    expect((await get('/', basic('a-wrong-key-of-some-length'))).status).toBe(401);
    for (const right of [basic(ADMIN_KEY), `Bearer ${ADMIN_KEY}`]) {
      const page = await get('/', right);
      expect([page.status, page.headers.get('www-authenticate')]).toEqual([200, null]);
      expect(await page.text()).toContain('Telegram Bot Orders');
    }
    expect((await get('/api/queues')).status).toBe(401);
  });

  it('needs the scope admin', async () => {
    const { key } = await shop.admin<{ key: string }>('POST', '/keys', {
      name: 'Reader',
      scopes: ['tenants:read', 'orders:read'],
    });
    expect((await get('/', basic(key))).status).toBe(403);
  });

  it('shows every queue, kept in the database here, and changes none', async () => {
    const answer = await get('/api/queues?page=1&jobsPerPage=10', basic(ADMIN_KEY));
    const { queues } = (await answer.json()) as { queues: { name: string; readOnlyMode: boolean }[] };
    expect(queues.map((queue) => queue.name)).toEqual(
      expect.arrayContaining(['orders', 'notices', 'inbound']),
    );
    expect(queues.every((queue) => queue.readOnlyMode)).toBe(true);
    expect((await get('/api/queues/orders/pause', basic(ADMIN_KEY), 'PUT')).status).toBe(405);
  });

  it('takes nothing from elsewhere', async () => {
    const policy = (await get('/', basic(ADMIN_KEY))).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('https:');
  });
});
