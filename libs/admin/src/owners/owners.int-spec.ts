import { SearchMisses } from '@rto/catalog';
import { Owners, TenantService } from '@rto/settings';
import { AdminApi, CHAT } from '../admin.fixture';

describe('the owners of a shop', () => {
  let api: AdminApi;
  let tenantId: string;
  beforeAll(async () => {
    api = await AdminApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    tenantId = await api.tenant();
  });

  const path = (more = ''): string => `/tenants/${tenantId}/owners${more}`;
  const isOwner = (): Promise<boolean> => api.app.get(Owners, { strict: false }).isOwner(tenantId, CHAT);

  it('are named and removed, with lines in the audit that do not say who it was', async () => {
    expect((await api.call('GET', path())).body).toEqual({ items: [] });
    for (let times = 0; times < 2; times += 1) {
      const named = await api.call('POST', path(), { chatId: CHAT });
      expect([named.status, named.body]).toEqual([
        200,
        { items: [{ chatId: CHAT, name: null, namedBy: 'operator', since: expect.any(String) as unknown }] },
      ]);
    }
    expect(await isOwner()).toBe(true);
    expect((await api.call('DELETE', path(`/${CHAT}`))).status).toBe(204);
    expect((await api.call('DELETE', path(`/${CHAT}`))).status).toBe(404);
    expect(await isOwner()).toBe(false);
    const { body } = await api.call('GET', `/audit?tenantId=${tenantId}`);
    const lines = (body['items'] as { action: string }[]).filter(({ action }) => action.startsWith('owner.'));
    expect(lines.map(({ action }) => action).sort()).toEqual(['owner.name', 'owner.remove']);
    expect(JSON.stringify(lines)).not.toContain(String(CHAT));
  });

  it('are ten at most, and chats of persons', async () => {
    for (let chatId = 1; chatId <= 10; chatId += 1) await api.call('POST', path(), { chatId });
    expect((await api.call('POST', path(), { chatId: CHAT })).status).toBe(409);
    for (const chatId of [0, -5, 1.5, '7', null]) {
      expect((await api.call('POST', path(), { chatId })).status).toBe(400);
    }
  });

  it('never see the code in what the API shows', async () => {
    const code = 'K7-secret_9';
    const before = (await api.call('GET', `/tenants/${tenantId}/settings`)).body;
    await api.call('PUT', `/tenants/${tenantId}/settings`, { ...before, OWNER_CODE: code });
    const shown = await api.call('GET', `/tenants/${tenantId}/settings`);
    expect(shown.body['OWNER_CODE']).toBe('********');
    await api.call('PUT', `/tenants/${tenantId}/settings`, shown.body);
    const { settings } = await api.app.get(TenantService, { strict: false }).get(tenantId);
    expect(settings.ownerCode).toBe(code);
    const audit = await api.call('GET', `/audit?tenantId=${tenantId}`);
    expect(JSON.stringify(audit.body)).not.toContain(code);
  });
});

describe('what people searched in vain', () => {
  it('is told of the last days, the most frequent first, of this shop alone', async () => {
    const api = await AdminApi.start();
    try {
      const tenantId = await api.tenant();
      const tenant = await api.app.get(TenantService, { strict: false }).get(tenantId);
      const misses = api.app.get(SearchMisses, { strict: false });
      await misses.count(tenant, 'хлеб');
      api.clock.advance(24 * 3_600_000);
      for (const text of ['Кола', 'кола', 'хлеб', 'кола']) await misses.count(tenant, text);
      const ask = async (of: string, query = ''): Promise<unknown> =>
        (await api.call('GET', `/tenants/${of}/missed-searches${query}`)).body;
      const [cola, bread] = [
        { query: 'кола', times: 3 },
        { query: 'хлеб', times: 2 },
      ];
      expect(await ask(tenantId)).toEqual({ days: 7, items: [cola, bread] });
      expect(await ask(tenantId, '?days=1')).toEqual({ days: 1, items: [cola, { ...bread, times: 1 }] });
      expect(await ask(await api.tenant())).toEqual({ days: 7, items: [] });
      for (const days of ['0', '32', 'x']) {
        expect((await api.call('GET', `/tenants/${tenantId}/missed-searches?days=${days}`)).status).toBe(400);
      }
    } finally {
      await api.stop();
    }
  });
});
