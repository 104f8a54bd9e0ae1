import { AdminApi, KEY } from '../admin.fixture';

const PAGES = ['/docs', '/docs-json', '/DOCS', '/docs/', '/docs/swagger-ui.css'];
const basic = (password: string): string => `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;

describe('the internal pages', () => {
  describe('without INTERNAL_PORT', () => {
    let api: AdminApi;
    beforeAll(async () => {
      api = await AdminApi.start();
    });
    afterAll(() => api?.stop());

    const statusOf = async (path: string, authorization?: string): Promise<number> =>
      (await fetch(`${api.root}${path}`, { headers: authorization ? { authorization } : {} })).status;

    it('are shown to whoever has a key, and a browser is told to ask for it', async () => {
      const reader = await api.key('orders:read');
      for (const path of PAGES) {
        const stranger = await fetch(`${api.root}${path}`);
        expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([
          401,
          'Basic realm="operators", charset="UTF-8"',
        ]);
        expect([await statusOf(path, basic(KEY)), await statusOf(path, `Bearer ${KEY}`)]).toEqual([200, 200]);
        expect(await statusOf(path, `Bearer ${reader}`)).toBe(200);
      }
      expect(await statusOf('/docs', basic('a-wrong-key-of-some-length'))).toBe(401);
    });

    it('are not to be cached, and neither is any answer of the API', async () => {
      const headers = { authorization: `Bearer ${KEY}` };
      for (const path of ['/docs', '/admin/v1/tenants', '/admin/v1/nowhere', '/admin/v1/keys/1']) {
        expect((await fetch(`${api.root}${path}`, { headers })).headers.get('cache-control')).toBe(
          'no-store',
        );
      }
      expect((await fetch(`${api.root}/admin/v1/tenants`)).headers.get('cache-control')).toBe('no-store');
    });
  });

  describe('with INTERNAL_PORT', () => {
    let api: AdminApi;
    beforeAll(async () => {
      api = await AdminApi.start({ internalPort: true });
    });
    afterAll(() => api?.stop());

    it('are there alone, without a key, and nothing else is', async () => {
      const headers = { authorization: `Bearer ${KEY}` };
      const statuses = (root: string, paths: readonly string[]): Promise<number[]> =>
        Promise.all(paths.map(async (path) => (await fetch(`${root}${path}`, { headers })).status));
      expect(await statuses(api.root, PAGES)).toEqual(PAGES.map(() => 404));
      expect(await statuses(api.internalRoot, PAGES)).toEqual(PAGES.map(() => 200));
      expect((await fetch(`${api.internalRoot}/docs`)).status).toBe(200);
      const outside = ['/admin/v1/tenants', '/regos/secret', '/telegram/address', '/'];
      expect(await statuses(api.internalRoot, outside)).toEqual(outside.map(() => 404));
      expect(await statuses(api.root, ['/admin/v1/tenants'])).toEqual([200]);
    });
  });
});
