import { fuzz } from '@rto/testing';
import { AdminApi, CHAT, KEY } from './admin.fixture';
import { DescribedRoutes, type Route } from './described-routes.fixture';
import { requestsOf, type FuzzedRequest } from './fuzzed-requests.fixture';
import { WrittenRows, type WrittenRow } from './written-rows.fixture';

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

interface Heard {
  readonly status: number;
  readonly type: string | null;
  readonly body: Record<string, unknown>;
}

describe('the admin API', () => {
  let api: AdminApi;
  let described: DescribedRoutes;
  let written: WrittenRows;
  const ids: Record<string, string[]> = { tenants: [], orders: [], keys: [] };
  let orderNumber = 0;

  beforeAll(async () => {
    api = await AdminApi.start();
    described = await DescribedRoutes.of(api);
    written = await WrittenRows.of(api.database);
    for (let count = 0; count < 4; count += 1) await refill();
  }, 60_000);
  afterAll(() => api.stop());

  /** What requests remove and cancel comes back, so that there is always something to change. */
  async function refill(): Promise<void> {
    const tenantId = await api.person(await api.tenant());
    ids['tenants']?.push(tenantId);
    ids['orders']?.push(await api.order(tenantId, (orderNumber += 1), 'placed'));
    ids['keys']?.push(
      String((await api.call('POST', '/keys', { name: 'A key', scopes: ['orders:read'] })).body['id']),
    );
  }

  /** The id that a request names, when it is one of ours. */
  function subjectOf({ route, id }: FuzzedRequest): string {
    const known = ids[route.path.split('/')[1] ?? ''] ?? [];
    return typeof id === 'string' ? id : (known.at(-1 - (id % 4)) ?? '');
  }

  async function send({ route, query, body, headers }: FuzzedRequest, id: string): Promise<Heard> {
    const path = route.path.replace('{id}', id).replace('{chatId}', String(CHAT));
    api.clock.advance(1_000); // of which a key has fifty
    const response = await fetch(`${api.root}/admin/v1${path}${query}`, {
      method: route.method,
      headers: { authorization: `Bearer ${KEY}`, ...headers },
      body: body ? new Uint8Array(body) : null,
    });
    const text = await response.text();
    const type = response.headers.get('content-type');
    return { status: response.status, type, body: text === '' ? {} : (JSON.parse(text) as Heard['body']) };
  }

  function expectAsDescribed({ operation }: Route, { status, type, body }: Heard, hasOddId: boolean): void {
    // an odd id may lead past the route, where there is another one or none
    if (!hasOddId) expect(Object.keys(operation.responses)).toContain(String(status));
    if (status >= 300) {
      expect({ status, type }).toEqual({ status: expect.any(Number) as number, type: PROBLEM_TYPE });
      expect(body).toMatchObject({ type: 'about:blank', status, detail: expect.any(String) as string });
      return;
    }
    const schema = operation.responses[status]?.content?.['application/json']?.schema;
    if (!schema) return;
    expect({ type, differences: described.differences(schema, body) }).toEqual({
      type: JSON_TYPE,
      differences: [],
    });
  }

  it('answers as it describes, whatever it is sent, and changes only what it is told to change', async () => {
    await fuzz<FuzzedRequest>({
      name: 'admin requests',
      share: 0.1,
      cases: requestsOf(described),
      check: async (request) => {
        const before = await written.next();
        const id = subjectOf(request);
        const answer = await send(request, id);
        expect(answer.status).toBeLessThan(500);
        expectAsDescribed(request.route, answer, typeof request.id === 'string');
        if ((await written.next()) === before) return;
        const subject = request.route.path.includes('{id}') ? id : String(answer.body['id']);
        const rows = answer.status < 300 ? await written.since(before) : [];
        if (answer.status >= 300)
          expect({ answer, rows: await written.since(before) }).toEqual({ answer, rows: [] });
        expect(rows.filter((row) => !isOf(row, subject))).toEqual([]);
        if (/remove|cancel/.test(actionsOf(rows)) || request.route.path.startsWith('/keys')) await refill();
      },
      loopLimitMs: 100,
    });
    expect((await api.call('GET', '/tenants')).status).toBe(200);
  }, 1_200_000);
});

/** Whether a row is the subject itself, or says that it belongs to it. */
function isOf({ row }: WrittenRow, subject: string): boolean {
  const names = ['id', 'tenant_id', 'order_id', 'subject_id'];
  return names.some((name) => row[name] === subject) || row['id'] === subject;
}

function actionsOf(rows: readonly WrittenRow[]): string {
  return rows.map(({ row }) => JSON.stringify(row['action'])).join(' ');
}
