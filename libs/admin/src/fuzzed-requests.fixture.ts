import { anyJson, bodyBytes, spoiltJson } from '@rto/testing';
import fc from 'fast-check';
import type { DescribedRoutes, Route, Schema } from './described-routes.fixture';

export interface FuzzedRequest {
  readonly route: Route;
  /** Which of the ids that there are, or what stands in its place. */
  readonly id: number | string;
  readonly query: string;
  readonly body: Buffer | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const headers = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Record<string, string>>(JSON_TYPE) },
  fc.constantFrom<Record<string, string>>(
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=utf-16',
    ].map((type) => ({ 'content-type': type })),
    ...['gzip', 'br', 'zstd', 'identity'].map((encoding) => ({ ...JSON_TYPE, 'content-encoding': encoding })),
    {},
  ),
);
const oddTexts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '0',
    '-1',
    '1e9',
    '101',
    'NaN',
    '\u0000',
    '__proto__',
    'a'.repeat(3_000),
    '5a6b7c8d-1111-4222-8333-444455556666',
  ),
);
const ids = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 1_000 }) },
  oddTexts.map((text) => encodeURIComponent(text.toWellFormed()) || '%20'),
  fc.constantFrom('%', '%zz', '%ff%fe', '%c0%80', '..%2f', 'x;y', '%00'),
);

/** Requests that are near what a description says: valid ones, and ones with something spoilt. */
export function requestsOf(described: DescribedRoutes): fc.Arbitrary<FuzzedRequest> {
  const withBody = described.routes.filter((route) => described.bodySchema(route));
  return fc.constantFrom(...described.routes, ...withBody, ...withBody).chain((route) =>
    fc.record({
      route: fc.constant(route),
      id: ids,
      query: queriesOf(route),
      body: bodiesOf(described, route),
      headers,
    }),
  );
}

function bodiesOf(described: DescribedRoutes, route: Route): fc.Arbitrary<Buffer | undefined> {
  if (route.method === 'GET') return fc.constant(undefined);
  const schema = described.bodySchema(route);
  const names = Object.keys({ ...schema?.properties, ...described.exampleBody(route) });
  const valid = schema ? validBodies(described, route, schema) : fc.constant<unknown>({});
  const json = fc.oneof(
    { weight: 2, arbitrary: valid },
    { weight: 4, arbitrary: spoiltJson(fc, valid, names) },
    { weight: 1, arbitrary: anyJson(fc, names) },
  );
  const given = bodyBytes(fc, json);
  return schema ? given : fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, given);
}

/** As described: each member that is not required may be left out, each with a choice takes any of it. */
function validBodies(described: DescribedRoutes, route: Route, schema: Schema): fc.Arbitrary<unknown> {
  const example = described.exampleBody(route) ?? {};
  const members = Object.entries(example).map(([name, value]): [string, fc.Arbitrary<unknown>] => {
    const member = schema.properties?.[name];
    const choice = member?.items?.enum ?? member?.enum;
    if (name === 'connectedIntegrationId') return [name, fc.uuid().map((id) => id.replaceAll('-', ''))];
    if (choice) return [name, fc.uniqueArray(fc.constantFrom(...choice), { minLength: 1 })];
    return [
      name,
      typeof value === 'string'
        ? fc.oneof(fc.constant(value), fc.string({ minLength: 1 }))
        : fc.constant(value),
    ];
  });
  const requiredKeys = schema.required ? [...schema.required] : [];
  return fc.record(Object.fromEntries(members), { requiredKeys });
}

function queriesOf({ operation }: Route): fc.Arbitrary<string> {
  const names = operation.parameters.filter((parameter) => parameter.in === 'query');
  const right = names.map(({ name, schema }) =>
    fc
      .constantFrom(...(schema.enum ?? [schema.example]))
      .map((value) => `${name}=${encodeURIComponent(String(value))}`),
  );
  const odd = fc
    .tuple(
      fc.constantFrom(...names.map(({ name }) => name), '__proto__', 'unknown', ''),
      fc.constantFrom('', '[]', '[a]', '[__proto__][x]', '%00'),
      oddTexts,
    )
    .map(([name, more, value]) => `${name}${more}=${encodeURIComponent(value.toWellFormed())}`);
  const part = right.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.oneof(...right) }, odd) : odd;
  const some = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `?${parts.join('&')}`);
  return fc.oneof({ weight: names.length > 0 ? 1 : 8, arbitrary: fc.constant('') }, some);
}
