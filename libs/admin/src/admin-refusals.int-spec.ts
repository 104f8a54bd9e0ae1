import { AdminApi, KEY } from './admin.fixture';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

describe('the admin API refuses', () => {
  let api: AdminApi;

  beforeAll(async () => {
    api = await AdminApi.start();
  });
  afterAll(() => api.stop());

  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer wrong' }],
    ['a key of another scheme', { authorization: `Basic ${KEY}` }],
    ['a key with more behind it', { authorization: `Bearer ${KEY}x` }],
  ])('answers 401 to %s, before it looks at the request', async (_name, headers) => {
    const answer = await api.call('POST', '/tenants', { nonsense: true }, { authorization: '', ...headers });
    expect(answer).toMatchObject({ status: 401, body: { status: 401, title: 'Unauthorized' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each([
    ['GET', '/tenants/'],
    ['PATCH', '/tenants/'],
    ['DELETE', '/tenants/'],
    ['GET', '/orders/'],
  ])('answers 404 to %s %s with an unknown and with a malformed id', async (method, path) => {
    for (const id of [UNKNOWN_ID, 'nonsense', '1%27--']) {
      const answer = await api.call(method, path + id, method === 'PATCH' ? { name: 'x' } : undefined);
      expect(answer).toMatchObject({ status: 404, type: 'application/problem+json; charset=utf-8' });
    }
  });

  it.each([
    ['GET', 'settings', undefined],
    ['PUT', 'settings', {}],
    ['POST', 'enable', undefined],
    ['POST', 'disable', undefined],
    ['GET', 'orders', undefined],
  ])('answers 404 to %s %s of an unknown tenant', async (method, what, body) => {
    expect((await api.call(method, `/tenants/${UNKNOWN_ID}/${what}`, body)).status).toBe(404);
  });

  it.each([
    ['an unknown field', { connectedIntegrationId: 'a', tokn: 'x' }, 'tokn'],
    ['a missing field', { name: 'x' }, 'connectedIntegrationId'],
    ['a connection id that is no word', { connectedIntegrationId: '../admin' }, 'connectedIntegrationId'],
    ['an empty name', { connectedIntegrationId: 'a', name: '' }, 'name'],
    ['an unknown setting', { connectedIntegrationId: 'a', settings: { STOK_ID: '1' } }, 'settings.STOK_ID'],
    [
      'a setting that is no text',
      { connectedIntegrationId: 'a', settings: { STOCK_ID: {} } },
      'settings.STOCK_ID',
    ],
    ['settings that are a list', { connectedIntegrationId: 'a', settings: [] }, 'settings'],
  ])('names the field of %s', async (_name, body, field) => {
    const answer = await api.call('POST', '/tenants', body);
    expect(answer.status).toBe(400);
    expect((answer.body['errors'] as { field: string }[]).map((error) => error.field)).toContain(field);
  });

  it.each([
    '/tenants?limit=0',
    '/tenants?limit=101',
    '/tenants?limit=x',
    '/tenants?cursor=nonsense',
    '/tenants?unknown=1',
    '/orders?state=lost',
    '/orders?tenantId=nonsense',
  ])('answers 400 to %s', async (path) => {
    expect(await api.call('GET', path)).toMatchObject({ status: 400, body: { title: 'Bad Request' } });
  });

  it('answers 400 to broken JSON and 413 to a body above 100 kB, as problems', async () => {
    expect(await api.call('POST', '/tenants', '{"a":')).toMatchObject({ status: 400, body: { status: 400 } });
    expect(await api.call('POST', '/tenants', { name: 'x'.repeat(101_000) })).toMatchObject({
      status: 413,
      type: 'application/problem+json; charset=utf-8',
      body: { status: 413 },
    });
  });

  it('tells what an address takes, without a key, and refuses every other method', async () => {
    const address = `/tenants/${UNKNOWN_ID}/settings`;
    const options = await api.call('OPTIONS', address, undefined, { authorization: '' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, PUT, OPTIONS']);
    const refused = await api.call('DELETE', `${address}/`);
    expect(refused).toMatchObject({ status: 405, type: 'application/problem+json; charset=utf-8' });
    expect(refused.headers.get('allow')).toBe('GET, HEAD, PUT, OPTIONS');
    expect((await api.call('OPTIONS', '/nowhere')).status).toBe(404);
  });

  it('takes an address with a slash at its end, and HEAD like GET without the body', async () => {
    const id = await api.tenant();
    expect((await api.call('GET', `/tenants/${id}/`)).body).toMatchObject({ id });
    expect(await api.call('HEAD', `/tenants/${id}`)).toMatchObject({ status: 200, body: {} });
    expect((await api.call('HEAD', `/tenants/${UNKNOWN_ID}`)).status).toBe(404);
    expect((await api.call('HEAD', '/tenants', undefined, { authorization: '' })).status).toBe(401);
  });

  it('counts wrong keys by the caller that a trusted proxy names, whatever the caller claims himself', async () => {
    const guess = (forwarded: string): Promise<number> =>
      api
        .call('GET', '/tenants', undefined, {
          authorization: 'Bearer a-wrong-key-of-some-length',
          'x-forwarded-for': forwarded,
        })
        .then(({ status }) => status);
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await guess(`198.51.100.${tries}, 203.0.113.7, 10.0.0.2`)).toBe(401); // 10.0.0.2: a second proxy
    }
    expect(await guess('203.0.113.7')).toBe(429);
    expect(await guess('203.0.113.8')).toBe(401);
  });

  it('answers 404 as a problem where there is no route', async () => {
    expect(await api.call('GET', '/nowhere')).toMatchObject({ status: 404, body: { status: 404 } });
  });

  it('says nothing of an error nobody foresaw', async () => {
    const tenantId = await api.tenant();
    const id = await api.order(tenantId, 1, 'a state of tomorrow');
    expect(await api.call('GET', `/orders/${id}`)).toMatchObject({
      status: 500,
      body: { status: 500, title: 'Internal Server Error', detail: 'The request could not be handled.' },
    });
  });
});
