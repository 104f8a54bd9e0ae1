import { AdminApi, SETTINGS, KEY } from '../admin.fixture';

interface FindingBody {
  readonly code: string;
  readonly severity: string;
  readonly key: string | null;
  readonly message: Record<string, string>;
}

describe('POST /tenants/{id}/check', () => {
  let api: AdminApi;

  beforeAll(async () => {
    api = await AdminApi.start();
  });
  afterAll(() => api.stop());

  it('answers what it found though neither REGOS nor Telegram can be reached', async () => {
    const tenantId = await api.tenant();
    await api.call('PUT', `/tenants/${tenantId}/settings`, { ...SETTINGS, ORDERS_DISABLED: 'true' });
    const answer = await api.call('POST', `/tenants/${tenantId}/check`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ tenantId, checkedAt: expect.stringMatching(/^20.*Z$/) as string });
    const findings = answer.body['findings'] as FindingBody[];
    expect(findings.map(({ code, severity, key }) => [code, severity, key])).toEqual([
      ['regos_unreachable', 'error', null],
      ['orders_disabled', 'warning', 'ORDERS_DISABLED'],
      ['approval_by_hand', 'warning', 'AUTO_APPROVE'],
      ['telegram_unreachable', 'warning', null],
    ]);
    for (const { message } of findings) expect(Object.keys(message)).toEqual(['ru', 'uz', 'en']);
  });

  it.each(['00000000-0000-4000-8000-000000000000', 'nonsense'])(
    'answers 404 for the tenant %s',
    async (id) => {
      expect((await api.call('POST', `/tenants/${id}/check`)).status).toBe(404);
    },
  );

  it('is described in the OpenAPI file', async () => {
    const description = (await (
      await fetch(`${api.root}/docs-json`, { headers: { authorization: `Bearer ${KEY}` } })
    ).json()) as {
      paths: Record<string, Record<string, { responses: Record<string, object> }>>;
    };
    const route = description.paths['/admin/v1/tenants/{id}/check']?.['post'];
    expect(JSON.stringify(route?.responses['200'])).toContain('CheckupDto');
  });
});
