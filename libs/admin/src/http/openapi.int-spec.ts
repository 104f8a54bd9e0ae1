import { SCOPES } from '../access/admin-key';
import { aConnection, AdminApi, CHAT, type Answer } from '../admin.fixture';
import { DescribedRoutes, type Route, type Schema } from '../described-routes.fixture';
import { newKeyText } from '../access/key-text';

/** Of docs/product.md 4. */
const ROUTES = [
  'GET /audit',
  ...['GET /keys', 'POST /keys', 'DELETE /keys/{id}'],
  ...['GET /orders', 'GET /orders/{id}', 'POST /orders/{id}/retry', 'POST /orders/{id}/cancel'],
  ...['GET /tenants', 'POST /tenants', 'GET /tenants/{id}', 'PATCH /tenants/{id}', 'DELETE /tenants/{id}'],
  ...['POST /tenants/{id}/enable', 'POST /tenants/{id}/disable', 'POST /tenants/{id}/check'],
  ...['GET /tenants/{id}/people/{chatId}', 'DELETE /tenants/{id}/people/{chatId}'],
  ...['GET /tenants/{id}/settings', 'PUT /tenants/{id}/settings', 'GET /tenants/{id}/orders'],
  'GET /tenants/{id}/links',
  ...['GET /tenants/{id}/owners', 'POST /tenants/{id}/owners', 'DELETE /tenants/{id}/owners/{chatId}'],
  'GET /tenants/{id}/missed-searches',
];

interface Ask {
  readonly path?: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const UNKNOWN_ID = '5a6b7c8d-1111-4222-8333-444455556666';
const MALFORMED_IDS = [
  'nonsense',
  '1%27--',
  `${UNKNOWN_ID}x`,
  UNKNOWN_ID.slice(1),
  '%00',
  '-1',
  '..%2Ftenants',
];

describe('every route of the OpenAPI description', () => {
  let api: AdminApi;
  let described: DescribedRoutes;
  let tenantId: string;
  let orderNumber = 0;

  beforeAll(async () => {
    api = await AdminApi.start();
    described = await DescribedRoutes.of(api);
    tenantId = await api.tenant();
  });
  afterAll(() => api.stop());

  const placedOrder = (): Promise<string> => api.order(tenantId, (orderNumber += 1), 'placed');
  const newKey = async (): Promise<string> =>
    String((await api.call('POST', '/keys', { name: 'A key', scopes: ['admin'] })).body['id']);
  /** What the id of a route is the id of. */
  const existingId = async ({ path }: Route): Promise<string> => {
    if (path.includes('/people/')) return api.person(await api.tenant());
    if (path.includes('/owners/')) {
      const id = await api.tenant();
      await api.call('POST', `/tenants/${id}/owners`, { chatId: CHAT });
      return id;
    }
    if (path.startsWith('/tenants')) return api.tenant();
    return path.startsWith('/orders') ? placedOrder() : newKey();
  };
  const takesBody = ({ method }: Route): boolean => method !== 'GET';

  async function send(route: Route, ask: Ask): Promise<Answer> {
    api.clock.advance(6_001); // ten wrong keys a minute are answered 401
    const path =
      (ask.path ?? route.path).replace('{id}', UNKNOWN_ID).replace('{chatId}', String(CHAT)) +
      (ask.query ?? '');
    const body = 'body' in ask ? ask.body : described.exampleBody(route);
    return api.call(route.method, path, body, ask.headers);
  }

  /** Routes that do not answer with this status, as a problem, and as their description says. */
  async function wrong(expected: number, asks: (route: Route) => readonly Ask[]): Promise<string[]> {
    const found: string[] = [];
    for (const route of described.routes) {
      for (const ask of asks(route)) {
        const { status, type, body } = await send(route, ask);
        const isRight =
          status === expected && body['status'] === expected && typeof body['detail'] === 'string';
        const isDescribed = String(expected) in route.operation.responses;
        if (isRight && isDescribed && type === 'application/problem+json; charset=utf-8') continue;
        found.push(`${route.method} ${route.path} ${JSON.stringify(ask).slice(0, 200)}: ${status}`);
      }
    }
    return found;
  }

  it('is one of those that the product has, and says how it can refuse', () => {
    expect(described.routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(ROUTES.toSorted());
    for (const { path, operation } of described.routes) {
      const refusals = ['400', '401', '403', '429', ...(path.includes('{id}') ? ['404'] : [])];
      for (const status of refusals) {
        const content = operation.responses[status]?.content?.['application/problem+json'];
        expect([path, status, content?.example]).toEqual([
          path,
          status,
          expect.objectContaining({ type: 'about:blank', status: Number(status) }),
        ]);
      }
    }
  });

  it('names its scope, and an example of everything it takes and gives', () => {
    expect(described.routes.length).toBeGreaterThanOrEqual(18);
    for (const { operation } of described.routes) expect(SCOPES).toContain(operation['x-required-scope']);
    const parameters = described.routes.flatMap(({ operation }) => operation.parameters);
    expect(parameters.filter(({ schema }) => !('example' in schema))).toEqual([]);
    const isPlain = ({ $ref, allOf, items }: Schema): boolean => !$ref && !allOf && !items?.$ref;
    const bare = Object.entries(described.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties).flatMap(([member, schema]) =>
        isPlain(schema) && !('example' in schema) ? [`${name}.${member}`] : [],
      ),
    );
    expect(bare).toEqual([]);
  });

  it('takes its own example and answers as described', async () => {
    for (const route of described.routes) {
      const path = route.path.replace('{id}', await existingId(route));
      const example = described.exampleBody(route);
      const isNewTenant = example && 'connectedIntegrationId' in example;
      const body = isNewTenant ? { ...example, connectedIntegrationId: aConnection() } : example;
      const answer = await send(route, { path, body });
      const success = Object.entries(route.operation.responses).find(([status]) => status.startsWith('2'));
      const schema = success?.[1].content?.['application/json']?.schema;
      const differences = schema ? described.differences(schema, answer.body) : [];
      expect({ route: `${route.method} ${route.path}`, status: answer.status, differences }).toEqual({
        route: `${route.method} ${route.path}`,
        status: Number(success?.[0]),
        differences: [],
      });
    }
  });

  it('answers 401 without a key and with a wrong one', async () => {
    const headers = ['', 'Bearer', 'Bearer wrong', `Bearer ${newKeyText()}`, `Basic ${newKeyText()}`];
    expect(await wrong(401, () => headers.map((authorization) => ({ headers: { authorization } })))).toEqual(
      [],
    );
  });

  it('answers 403 to a key with every scope but its own, and lets in one with only that', async () => {
    const [without, only] = [new Map<string, string>(), new Map<string, string>()];
    for (const scope of SCOPES) {
      without.set(scope, await api.key(...SCOPES.filter((one) => one !== scope && one !== 'admin')));
      only.set(scope, await api.key(scope));
    }
    const bearer = (keys: Map<string, string>, { operation }: Route): Ask => ({
      headers: { authorization: `Bearer ${keys.get(operation['x-required-scope'] ?? '')}` },
    });
    expect(await wrong(403, (route) => [bearer(without, route)])).toEqual([]);
    for (const route of described.routes) {
      const body = takesBody(route) ? { unknownField: 1 } : undefined;
      const { status } = await send(route, { query: '?unknownField=1', body, ...bearer(only, route) });
      expect(`${route.method} ${route.path} ${status}`).toBe(`${route.method} ${route.path} 400`);
    }
  });

  it('answers 404 to the id of something else, an unknown one and a malformed one', async () => {
    const ids = { tenants: tenantId, orders: await placedOrder(), keys: await newKey() };
    expect(
      await wrong(404, ({ path }) => {
        if (!path.includes('{id}')) return [];
        const foreign = Object.entries(ids).flatMap(([kind, id]) =>
          path.startsWith(`/${kind}`) ? [] : [id],
        );
        return [UNKNOWN_ID, ...foreign, ...MALFORMED_IDS].map((id) => ({ path: path.replace('{id}', id) }));
      }),
    ).toEqual([]);
  });

  it('answers 400 to a field it does not know, in the body and in the query', async () => {
    const unknown = { unknownField: 1 };
    expect(
      await wrong(400, (route) => [
        { query: '?unknownField=1' },
        ...(takesBody(route)
          ? [{ body: { ...described.exampleBody(route), ...unknown } }, { body: [unknown] }]
          : []),
      ]),
    ).toEqual([]);
  });

  it('answers 400 to a field of another type, and to a required one that is missing', async () => {
    const other = ({ type, $ref }: Schema): unknown => (type === 'object' || $ref ? 'text' : { other: {} });
    expect(
      await wrong(400, (route) => {
        const example = described.exampleBody(route);
        const schema = described.bodySchema(route);
        const repeated = route.operation.parameters
          .filter((parameter) => parameter.in === 'query')
          .map(({ name }) => ({ query: `?${name}=a&${name}=b` }));
        const mistyped = Object.keys(example ?? {}).map((name) => ({
          body: { ...example, [name]: other(schema?.properties?.[name] ?? { type: 'string' }) },
        }));
        const missing = (schema?.required ?? []).map((name) => ({ body: { ...example, [name]: undefined } }));
        return [...repeated, ...mistyped, ...missing];
      }),
    ).toEqual([]);
  });

  it('answers 413 to a body above 100 kB', async () => {
    const body = { name: 'x'.repeat(101_000) };
    expect(await wrong(413, (route) => (takesBody(route) ? [{ body }] : []))).toEqual([]);
  });

  it('answers 400 to what is no JSON, 415 to what does not say that it is', async () => {
    const broken = ['{"a":', 'null', '"text"', '{}{}'];
    expect(await wrong(400, (route) => (takesBody(route) ? broken.map((body) => ({ body })) : []))).toEqual(
      [],
    );
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'a'];
    expect(
      await wrong(415, (route) =>
        takesBody(route) ? types.map((type) => ({ body: 'name=x', headers: { 'content-type': type } })) : [],
      ),
    ).toEqual([]);
  });

  it('answers 400 to a body that is nested to exhaust the stack', async () => {
    const nested = (open: string, close: string, depth: number): string =>
      open.repeat(depth) + close.repeat(depth);
    const bodies = [
      nested('[', ']', 40_000),
      `{"settings":${nested('{"a":', '}', 15_000).replace('}', '1}')}}`,
    ];
    expect(await wrong(400, (route) => (takesBody(route) ? bodies.map((body) => ({ body })) : []))).toEqual(
      [],
    );
  });
});
