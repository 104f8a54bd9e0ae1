import { aConnection, AdminApi, SETTINGS, KEY } from './admin.fixture';

describe('the admin API', () => {
  let api: AdminApi;

  beforeAll(async () => {
    api = await AdminApi.start();
  });
  afterAll(() => api.stop());

  describe('tenants', () => {
    it('registers a shop and shows it without its connection id or token', async () => {
      const connectedIntegrationId = aConnection();
      const answer = await api.call('POST', '/tenants', {
        connectedIntegrationId,
        name: 'Market',
        settings: SETTINGS,
      });
      expect(answer.status).toBe(201);
      expect(answer.headers.get('location')).toBe(`/admin/v1/tenants/${String(answer.body['id'])}`);
      expect(answer.body).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        name: 'Market',
        state: 'active',
        problems: [],
        bot: null,
        createdAt: expect.stringMatching(/Z$/) as string,
        updatedAt: expect.stringMatching(/Z$/) as string,
      });
      expect(await api.call('GET', `/tenants/${String(answer.body['id'])}`)).toMatchObject({
        status: 200,
        body: answer.body,
      });
      expect(JSON.stringify(answer.body)).not.toContain(connectedIntegrationId);
    });

    it('answers 409 to a second registration of one connection', async () => {
      const body = { connectedIntegrationId: aConnection(), settings: SETTINGS };
      await api.call('POST', '/tenants', body);
      expect(await api.call('POST', '/tenants', body)).toMatchObject({
        status: 409,
        type: 'application/problem+json; charset=utf-8',
        body: { status: 409, title: 'Conflict' },
      });
    });

    it('registers while REGOS is away, and says what is missing in three languages', async () => {
      const answer = await api.call('POST', '/tenants', { connectedIntegrationId: aConnection() });
      expect(answer).toMatchObject({ status: 201, body: { state: 'misconfigured' } });
      expect(answer.body['problems']).toContainEqual({
        key: 'STOCK_ID',
        code: 'missing',
        message: {
          ru: 'Не заполнено поле «Склад». Выберите значение в настройках интеграции.',
          uz: '«Ombor» maydoni toʻldirilmagan. Integratsiya sozlamalarida qiymatni tanlang.',
          en: '“Stock” is empty. Choose a value in the settings of the integration.',
        },
      });
    });

    it('renames, disables, enables and removes', async () => {
      const id = await api.tenant();
      expect(await api.call('PATCH', `/tenants/${id}`, { name: 'New' })).toMatchObject({
        status: 200,
        body: { name: 'New' },
      });
      expect(await api.call('POST', `/tenants/${id}/disable`)).toMatchObject({
        status: 200,
        body: { state: 'disabled' },
      });
      expect(await api.call('POST', `/tenants/${id}/enable`)).toMatchObject({
        status: 200,
        body: { state: 'active' },
      });
      expect((await api.call('DELETE', `/tenants/${id}`)).status).toBe(204);
      expect(await api.call('GET', `/tenants/${id}`)).toMatchObject({
        status: 200,
        body: { state: 'removed' },
      });
    });

    it('masks the token in the settings and takes numbers and any case of a key', async () => {
      const id = await api.tenant();
      const put = await api.call('PUT', `/tenants/${id}/settings`, {
        ...SETTINGS,
        stock_id: 22,
        AUTO_APPROVE: true,
      });
      const expected = { ...SETTINGS, BOT_TOKEN: '********', STOCK_ID: '22', AUTO_APPROVE: 'true' };
      expect(put).toMatchObject({ status: 200, body: expected });
      expect((await api.call('GET', `/tenants/${id}/settings`)).body).toEqual(expected);
    });

    it('pages with a cursor to the last page', async () => {
      for (let count = 0; count < 3; count += 1) await api.tenant();
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await api.call('GET', `/tenants?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
        seen.push(...(body['items'] as { id: string }[]).map(({ id }) => id));
        cursor = body['nextCursor'] as string | null;
      }
      const all = (await api.call('GET', '/tenants?limit=100')).body['items'] as { id: string }[];
      expect(seen).toEqual(all.map(({ id }) => id));
    });
  });

  describe('orders', () => {
    it('lists the orders of a tenant, newest first, and of no other', async () => {
      const [one, other] = [await api.tenant(), await api.tenant()];
      const first = await api.order(one, 1);
      const second = await api.order(one, 2, 'placed');
      await api.order(other, 1);
      const { body } = await api.call('GET', `/tenants/${one}/orders`);
      const items = body['items'] as Record<string, unknown>[];
      expect(items.map((order) => order['id'])).toEqual([second, first]);
      expect(items[1]).toEqual({
        id: first,
        tenantId: one,
        number: 1,
        state: 'submitted',
        externalCode: `tg-${first}`,
        regosDocumentId: 54321,
        regosCode: 'ODL-0000123',
        regosStatus: 'New',
        total: '118500.5',
        currency: 'UZS',
        attempts: 1,
        lastError: null,
        placedAt: '2026-11-23T09:00:01.000Z',
        updatedAt: '2026-11-23T09:00:01.000Z',
      });
    });

    it('filters by state and tenant and pages', async () => {
      const tenantId = await api.tenant();
      const ids = [
        await api.order(tenantId, 1, 'refused'),
        await api.order(tenantId, 2),
        await api.order(tenantId, 3, 'refused'),
      ];
      const page = await api.call('GET', `/orders?state=refused&tenantId=${tenantId}&limit=1`);
      expect((page.body['items'] as { id: string }[]).map(({ id }) => id)).toEqual([ids[2]]);
      const next = await api.call(
        'GET',
        `/orders?state=refused&tenantId=${tenantId}&limit=1&cursor=${String(page.body['nextCursor'])}`,
      );
      expect((next.body['items'] as { id: string }[]).map(({ id }) => id)).toEqual([ids[0]]);
      expect(next.body['nextCursor']).toBeNull();
    });

    it('shows an order with its history, oldest first', async () => {
      const id = await api.order(await api.tenant(), 1);
      const { body } = await api.call('GET', `/orders/${id}`);
      expect(body['history']).toEqual([
        { at: '2026-11-23T09:00:01.000Z', state: 'placed', event: 'placed', detail: null },
        { at: '2026-11-23T09:00:02.000Z', state: 'submitted', event: 'submitted', detail: 'document 54321' },
      ]);
    });
  });

  it('describes every route at /docs, and sends safe headers', async () => {
    const headers = { authorization: `Bearer ${KEY}` };
    const page = await fetch(`${api.root}/docs`, { headers });
    expect(page.status).toBe(200);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const description = (await (await fetch(`${api.root}/docs-json`, { headers })).json()) as {
      paths: Record<string, object>;
    };
    expect(
      Object.entries(description.paths)
        .flatMap(([path, ways]) => Object.keys(ways).map((way) => `${way} ${path}`))
        .sort(),
    ).toEqual([
      'delete /admin/v1/keys/{id}',
      'delete /admin/v1/tenants/{id}',
      'delete /admin/v1/tenants/{id}/owners/{chatId}',
      'delete /admin/v1/tenants/{id}/people/{chatId}',
      'get /admin/v1/audit',
      'get /admin/v1/keys',
      'get /admin/v1/orders',
      'get /admin/v1/orders/{id}',
      'get /admin/v1/tenants',
      'get /admin/v1/tenants/{id}',
      'get /admin/v1/tenants/{id}/links',
      'get /admin/v1/tenants/{id}/missed-searches',
      'get /admin/v1/tenants/{id}/orders',
      'get /admin/v1/tenants/{id}/owners',
      'get /admin/v1/tenants/{id}/people/{chatId}',
      'get /admin/v1/tenants/{id}/settings',
      'patch /admin/v1/tenants/{id}',
      'post /admin/v1/keys',
      'post /admin/v1/orders/{id}/cancel',
      'post /admin/v1/orders/{id}/retry',
      'post /admin/v1/tenants',
      'post /admin/v1/tenants/{id}/check',
      'post /admin/v1/tenants/{id}/disable',
      'post /admin/v1/tenants/{id}/enable',
      'post /admin/v1/tenants/{id}/owners',
      'put /admin/v1/tenants/{id}/settings',
    ]);
  });
});
