import { fuzz } from '@rto/testing';
import fc from 'fast-check';
import { callBodies } from './fuzzed-calls.fixture';
import { readRegosCall, REGOS_ACTIONS } from './regos-call';

const ID = 'a'.repeat(32);

describe('whatever REGOS, or somebody in its name, sends to the handler', () => {
  it(
    'is a call of the closed list or none, and never an error',
    () =>
      fuzz({
        name: 'handler calls',
        share: 0.1,
        cases: fc.tuple(callBodies([ID], 5), fc.option(fc.oneof(fc.constant(ID), fc.string()))),
        check: ([body, header]) => {
          const call = readRegosCall(body, header ?? undefined);
          if (!call) return;
          expect(REGOS_ACTIONS).toContain(call.action);
          expect(JSON.stringify(call).length).toBeLessThan(100_000);
        },
      }),
    600_000,
  );
});
