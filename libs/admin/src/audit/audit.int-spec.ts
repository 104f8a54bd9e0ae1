import { auditLog } from '@rto/database';
import { inspect } from 'node:util';
import { DATABASE_KINDS } from '@rto/testing';
import { aConnection, AdminApi, CHAT, SETTINGS } from '../admin.fixture';
import { AUDIT_ACTIONS } from './audit-trail';

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly subjectId: string;
  readonly at: string;
}

describe.each(DATABASE_KINDS)('the audit on %s', (kind) => {
  let api: AdminApi;

  beforeAll(async () => {
    api = await AdminApi.start({ database: kind });
  });
  afterAll(async () => {
    await api.stop();
  });
  beforeEach(() => api.clock.advance(1_000));

  const entries = async (query: string): Promise<Entry[]> =>
    (await api.call('GET', `/audit?limit=100&${query}`)).body['items'] as Entry[];

  it('names who did what to whom, for every change and for nothing else', async () => {
    const id = await api.tenant();
    await api.call('PATCH', `/tenants/${id}`, { name: 'New name' });
    await api.call('PUT', `/tenants/${id}/settings`, { ...SETTINGS, WELCOME_MESSAGE: 'hi' });
    await api.call('POST', `/tenants/${id}/disable`);
    await api.call('POST', `/tenants/${id}/enable`);
    await api.call('GET', `/tenants/${id}`);
    await api.call('DELETE', `/tenants/${id}`);
    const actor = { id: '00000000-0000-0000-0000-000000000000', name: 'ADMIN_API_KEY' };
    const about = { actor, tenantId: id, subjectId: id, at: api.clock.now().toISOString() };
    const lines = (await entries(`tenantId=${id}`)).sort((a, b) => a.action.localeCompare(b.action));
    expect(lines).toMatchObject([
      { ...about, action: 'tenant.disable', detail: {} },
      { ...about, action: 'tenant.enable', detail: {} },
      { ...about, action: 'tenant.register', detail: { name: null, settings: Object.keys(SETTINGS) } },
      { ...about, action: 'tenant.remove', detail: {} },
      { ...about, action: 'tenant.rename', detail: { name: 'New name' } },
      {
        ...about,
        action: 'tenant.settings',
        detail: { settings: [...Object.keys(SETTINGS), 'WELCOME_MESSAGE'] },
      },
    ]);
  });

  it('has a line for each kind of action', async () => {
    const id = await api.tenant();
    await api.person(id);
    const [given, kept] = [await api.order(id, 1, 'needs_attention'), await api.order(id, 2, 'placed')];
    const { body: key } = await api.call('POST', '/keys', { name: 'Desk', scopes: ['orders:read'] });
    const actions: [method: string, path: string, body?: object][] = [
      ['PATCH', `/tenants/${id}`, { name: 'New name' }],
      ['PUT', `/tenants/${id}/settings`, SETTINGS],
      ['POST', `/tenants/${id}/disable`],
      ['POST', `/tenants/${id}/enable`],
      ['POST', `/orders/${given}/retry`],
      ['POST', `/orders/${given}/cancel`],
      ['POST', `/orders/${kept}/cancel`],
      ['POST', `/tenants/${id}/owners`, { chatId: CHAT }],
      ['DELETE', `/tenants/${id}/owners/${CHAT}`],
      ['GET', `/tenants/${id}/people/${CHAT}`],
      ['DELETE', `/tenants/${id}/people/${CHAT}`],
      ['DELETE', `/tenants/${id}`],
      ['DELETE', `/keys/${String(key['id'])}`],
    ];
    for (const [method, path, body] of actions) {
      const { status } = await api.call(method, path, body);
      expect([method, path, status]).toEqual([method, path, status < 300 ? status : 'done']);
    }
    const subjects = new Set([id, given, kept, key['id']]);
    const lines = (await entries('')).filter(({ subjectId }) => subjects.has(subjectId));
    expect([...new Set(lines.map(({ action }) => action))].sort()).toEqual([...AUDIT_ACTIONS].sort());
  });

  it('is silent about what was refused', async () => {
    const before = (await api.database.db.acrossTenants.select().from(auditLog)).length;
    const connectedIntegrationId = aConnection();
    await api.tenant(connectedIntegrationId);
    await api.call('POST', '/tenants', { connectedIntegrationId, settings: SETTINGS });
    await api.call('DELETE', `/keys/${crypto.randomUUID()}`);
    await api.call('PATCH', `/tenants/${crypto.randomUUID()}`, { name: 'x' });
    expect(await api.database.db.acrossTenants.select().from(auditLog)).toHaveLength(before + 1);
  });

  it('holds no secret', async () => {
    const connectedIntegrationId = aConnection();
    await api.tenant(connectedIntegrationId);
    const key = await api.key('orders:read');
    const all = JSON.stringify(await api.database.db.acrossTenants.select().from(auditLog));
    for (const secret of [connectedIntegrationId, SETTINGS.BOT_TOKEN, key, key.slice(8)]) {
      expect(all).not.toContain(secret);
    }
  });

  it.each([
    'UPDATE public.audit_log SET action = action',
    'DELETE FROM public.audit_log',
    'TRUNCATE public.audit_log',
  ])('stays as it is: the database refuses %s', async (statement) => {
    await api.tenant();
    const before = (await entries('')).length;
    expect(before).toBeGreaterThan(0);
    // in an error of either database the words stand in different places
    const refusal = await api.database.pool.query(statement).then(
      () => 'done',
      (error: unknown) => inspect(error),
    );
    expect(refusal).toContain('audit_log is append only');
    expect(await entries('')).toHaveLength(before);
  });

  it('takes a change back that it cannot write down', async () => {
    const id = await api.tenant();
    const { body: key } = await api.call('POST', '/keys', { name: 'Kept', scopes: ['orders:read'] });
    const keysBefore = (await api.call('GET', '/keys?limit=100')).body;
    const connectedIntegrationId = aConnection();
    await api.database.pool.query('ALTER TABLE public.audit_log RENAME TO audit_away');
    const failed = [
      await api.call('PATCH', `/tenants/${id}`, { name: 'Unseen' }),
      await api.call('PUT', `/tenants/${id}/settings`, {}),
      await api.call('POST', `/tenants/${id}/disable`),
      await api.call('DELETE', `/tenants/${id}`),
      await api.call('POST', '/tenants', { connectedIntegrationId, settings: SETTINGS }),
      await api.call('POST', '/keys', { name: 'Unseen', scopes: ['admin'] }),
      await api.call('DELETE', `/keys/${String(key['id'])}`),
    ];
    await api.database.pool.query('ALTER TABLE public.audit_away RENAME TO audit_log');
    expect(failed.map(({ status }) => status)).toEqual(Array(7).fill(500));
    const { body } = await api.call('GET', `/tenants/${id}`);
    expect(body).toMatchObject({ state: 'active' });
    expect(body['name']).not.toBe('Unseen');
    expect((await api.call('GET', `/tenants/${id}/settings`)).body).toMatchObject({ STOCK_ID: '2' });
    expect((await api.call('GET', '/keys?limit=100')).body).toEqual(keysBefore);
    const again = await api.call('POST', '/tenants', { connectedIntegrationId, settings: SETTINGS });
    expect(again.status).toBe(201);
  });

  it('filters by tenant, by key and by time, and pages without gap or repeat', async () => {
    const [one, other] = [await api.tenant(), await api.tenant()];
    const { body: key } = await api.call('POST', '/keys', { name: `Desk ${one}`, scopes: ['tenants:write'] });
    const from = api.clock.now().toISOString();
    for (const id of [one, other, one]) {
      api.clock.advance(1_000);
      await api.statusWith(String(key['key']), 'PATCH', `/tenants/${id}`, { name: 'By the desk' });
    }
    const to = api.clock.now().toISOString();
    const byDesk = await entries(`actor=${String(key['id'])}`);
    expect(byDesk).toHaveLength(3);
    expect(await entries(`actor=${encodeURIComponent(`Desk ${one}`)}`)).toEqual(byDesk);
    expect(await entries(`actor=${String(key['id'])}&tenantId=${one}`)).toEqual([byDesk[0], byDesk[2]]);
    expect(await entries(`tenantId=${one}&from=${from}&to=${to}`)).toMatchObject([
      { action: 'tenant.rename' },
      { action: 'tenant.register' },
    ]);
    const seen = await api.pages<Entry>('/audit?limit=2');
    expect(seen).toHaveLength((await api.database.db.acrossTenants.select().from(auditLog)).length);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
  });

  it.each(['from=yesterday', 'to=2026-13-01', 'from=2026-11-23T09:00:00', 'from=0000-01-01', 'actor=%00'])(
    'answers 400 to %s',
    async (query) => {
      expect((await api.call('GET', `/audit?${query}`)).status).toBe(400);
    },
  );
});
