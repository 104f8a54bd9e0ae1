import { adminKeys, auditLog } from '@rto/database';
import { eq } from 'drizzle-orm';
import { DATABASE_KINDS } from '@rto/testing';
import { AdminApi, KEY } from '../admin.fixture';
import { FIRST_KEY } from '../access/admin-key';
import { newKeyText } from '../access/key-text';
import { RequestLimits } from '../access/request-limits';

const MINUTE_MS = 60_000;

describe.each(DATABASE_KINDS)('admin keys on %s', (kind) => {
  let api: AdminApi;

  beforeAll(async () => {
    api = await AdminApi.start({ database: kind });
  });
  afterAll(async () => {
    await api.stop();
  });
  beforeEach(() => api.clock.advance(MINUTE_MS)); // nobody's wrong keys count for the next test

  const create = (body: object) => api.call('POST', '/keys', body);

  it('shows a key once and stores only its hash', async () => {
    const { status, body } = await create({ name: 'Desk', scopes: ['orders:read'] });
    const key = String(body['key']);
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Desk', scopes: ['orders:read'], hint: key.slice(0, 8) });
    const listed = await api.call('GET', '/keys');
    const stored = JSON.stringify([
      await api.database.db.acrossTenants.select().from(adminKeys),
      await api.database.db.acrossTenants.select().from(auditLog),
      listed.body,
    ]);
    expect(stored).not.toContain(key.slice(8));
    expect(listed.body['items']).toContainEqual({
      ...body,
      key: undefined,
    });
  });

  it('lets a key do what its scopes say, and no more', async () => {
    const id = await api.tenant();
    const reader = await api.key('tenants:read');
    expect(await api.statusWith(reader, 'GET', `/tenants/${id}`)).toBe(200);
    expect(await api.statusWith(reader, 'PATCH', `/tenants/${id}`, { name: 'x' })).toBe(403);
    expect(await api.statusWith(reader, 'GET', '/orders')).toBe(403);
    expect(await api.statusWith(reader, 'GET', '/keys')).toBe(403);
    expect(await api.statusWith(await api.key('admin'), 'GET', '/keys')).toBe(200);
  });

  it('refuses a revoked key at once, in every process, and says that it is gone', async () => {
    const peer = await api.peer();
    const { body } = await create({ name: 'Short', scopes: ['orders:read'] });
    const [key, id] = [String(body['key']), String(body['id'])];
    expect(await peer.statusWith(key, 'GET', '/orders')).toBe(200);
    expect((await api.call('DELETE', `/keys/${id}`)).status).toBe(204);
    expect(await peer.statusWith(key, 'GET', '/orders')).toBe(401);
    expect(await api.statusWith(key, 'GET', '/orders')).toBe(401);
    expect((await api.call('DELETE', `/keys/${id}`)).status).toBe(404);
    expect(JSON.stringify((await api.call('GET', '/keys?limit=100')).body)).not.toContain(id);
  });

  it('refuses a key from its expiry on, and one that expires in the past', async () => {
    const expiresAt = new Date(api.clock.now().getTime() + MINUTE_MS).toISOString();
    const key = String((await create({ name: 'Trial', scopes: ['orders:read'], expiresAt })).body['key']);
    api.clock.advance(MINUTE_MS - 1);
    expect(await api.statusWith(key, 'GET', '/orders')).toBe(200);
    api.clock.advance(1);
    expect(await api.statusWith(key, 'GET', '/orders')).toBe(401);
    expect((await create({ name: 'Late', scopes: ['orders:read'], expiresAt })).status).toBe(400);
  });

  it('writes the last use, at most once a minute', async () => {
    const { body } = await create({ name: 'Busy', scopes: ['orders:read'] });
    const lastUse = async () => {
      await api.statusWith(String(body['key']), 'GET', '/orders');
      const [row] = await api.database.db.acrossTenants
        .select()
        .from(adminKeys)
        .where(eq(adminKeys.id, String(body['id'])));
      return row?.lastUsedAt;
    };
    const first = api.clock.now();
    expect(await lastUse()).toEqual(first);
    api.clock.advance(MINUTE_MS - 1);
    expect(await lastUse()).toEqual(first);
    api.clock.advance(1);
    expect(await lastUse()).toEqual(api.clock.now());
  });

  it('keeps ADMIN_API_KEY out of reach: listed last, never deleted', async () => {
    const { body } = await api.call('GET', '/keys?limit=100');
    expect((body['items'] as { id: string }[]).at(-1)).toMatchObject({ id: FIRST_KEY.id, createdAt: null });
    expect((await api.call('DELETE', `/keys/${FIRST_KEY.id}`)).status).toBe(409);
    expect((await api.call('GET', '/keys')).status).toBe(200);
  });

  it('pages through the keys to ADMIN_API_KEY without gap or repeat', async () => {
    for (let count = 0; count < 3; count += 1) await api.key('orders:read');
    const all = (await api.call('GET', '/keys?limit=100')).body['items'] as { id: string }[];
    const seen = await api.pages<{ id: string }>('/keys?limit=1');
    expect(seen).toEqual(all);
  });

  it('asks the database neither about a key with a wrong checksum nor about ADMIN_API_KEY', async () => {
    const select = jest.spyOn(api.database.db.acrossTenants, 'select');
    const key = newKeyText();
    const mistyped = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');
    expect(await api.statusWith(mistyped, 'GET', '/keys')).toBe(401);
    expect(await api.statusWith(KEY, 'DELETE', '/keys/nonsense')).toBe(404);
    expect(select).not.toHaveBeenCalled();
    expect(await api.statusWith(key, 'GET', '/keys')).toBe(401);
    expect(select).toHaveBeenCalledTimes(1);
    select.mockRestore();
  });

  it('stops guessing after ten wrong keys a minute, and holds up no right key from the same address', async () => {
    const fresh = await api.key('orders:read');
    const select = jest.spyOn(api.database.db.acrossTenants, 'select');
    const guesses = await Promise.all(
      Array.from({ length: 15 }, () => api.statusWith(newKeyText(), 'GET', '/keys')),
    );
    expect(select.mock.calls.length).toBeLessThanOrEqual(2);
    select.mockRestore();
    expect(guesses.sort()).toEqual([...Array<number>(10).fill(401), ...Array<number>(5).fill(429)]);
    const late = await api.call('GET', '/orders', undefined, { authorization: `Bearer ${newKeyText()}` });
    expect(late).toMatchObject({ status: 429, body: { status: 429, title: 'Too Many Requests' } });
    expect(late.headers.get('retry-after')).toBe('60');
    expect(await api.statusWith(fresh, 'GET', '/orders')).toBe(200);
    api.clock.advance(MINUTE_MS);
    expect(await api.statusWith(newKeyText(), 'GET', '/orders')).toBe(401);
  });

  it('does not count right keys as guesses', async () => {
    const keys = await Promise.all(Array.from({ length: 12 }, () => api.key('orders:read')));
    for (const key of keys) expect(await api.statusWith(key, 'GET', '/orders')).toBe(200);
  });

  it('take a right key that comes many times at once for one try', async () => {
    const key = await api.key('orders:read');
    const calls = Array.from({ length: 30 }, () => api.statusWith(key, 'GET', '/orders'));
    expect(new Set(await Promise.all(calls))).toEqual(new Set([200]));
  });

  it('limits one key without a word to the others', async () => {
    const busy = await create({ name: 'Busy', scopes: ['orders:read'] });
    const [key, other] = [String(busy.body['key']), await api.key('orders:read')];
    const limits = api.app.get(RequestLimits);
    for (let count = 1; count < 3_000; count += 1) await limits.take(`key:${String(busy.body['id'])}`, 3_000);
    expect(await api.statusWith(key, 'GET', '/orders')).toBe(200);
    expect(await api.statusWith(key, 'GET', '/orders')).toBe(429);
    expect(await api.statusWith(other, 'GET', '/orders')).toBe(200);
    api.clock.advance(MINUTE_MS);
    expect(await api.statusWith(key, 'GET', '/orders')).toBe(200);
  });
});
