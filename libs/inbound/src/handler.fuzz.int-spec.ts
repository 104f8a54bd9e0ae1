import { bodyBytes, fuzz } from '@rto/testing';
import fc from 'fast-check';
import { callBodies } from './fuzzed-calls.fixture';
import { CHAT, CONNECTIONS, FuzzedHandler } from './fuzzed-handler.fixture';

const JSON_TYPE = { 'content-type': 'application/json' };
const headers = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Record<string, string>>(JSON_TYPE) },
  fc
    .constantFrom(...CONNECTIONS, '', 'x', '__proto__')
    .map((id) => ({ ...JSON_TYPE, 'connected-integration-id': id })),
  fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/plain' },
    { ...JSON_TYPE, 'content-encoding': 'gzip' },
    {},
  ),
);

describe('REGOS’s handler', () => {
  let handler: FuzzedHandler;

  beforeAll(async () => {
    handler = await FuzzedHandler.open();
  }, 60_000);
  afterAll(() => handler?.close());

  it(
    'answers whatever is sent with its secret, and believes nothing of it',
    () =>
      fuzz({
        name: 'handler bodies',
        share: 0.05,
        cases: fc.tuple(bodyBytes(fc, callBodies(CONNECTIONS, CHAT)), headers),
        check: async ([body, given]) => {
          const answer = await handler.post(body, given);
          expect(answer).toEqual({
            status: 200,
            body: { ok: expect.any(Boolean) as boolean, result: expect.anything() as unknown },
          });
          await handler.expectUntouched();
        },
        loopLimitMs: 100,
      }),
    1_200_000,
  );
});
