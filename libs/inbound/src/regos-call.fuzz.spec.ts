import { fuzzCases, withoutHeapGrowth } from '@rto/testing';
import fc from 'fast-check';
import { readRegosCall, REGOS_ACTIONS } from './regos-call';

const ID = 'a'.repeat(32);
const MEMBERS = [
  ...['action', 'connected_integration_id', 'event_id', 'data', 'id', 'status', 'previous_integration_id'],
  ...['recipient', 'message', 'image_url', '__proto__', 'constructor', 'toString', 'length'],
];
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      ...REGOS_ACTIONS,
      ID,
      'DocOrderDeliveryStatusSet',
      'HandleWebhook',
      null,
      0,
      -1,
      '',
      true,
    ),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...MEMBERS), tie('value'), { maxKeys: 6 }),
  ),
}));
/** A body that is a call but for what `data` holds, so that chance comes as far as the code does. */
const nearCalls = value.chain((data) =>
  fc.record({
    action: fc.constantFrom(...REGOS_ACTIONS, 'HandleWebhook', 'ItemEdited'),
    connected_integration_id: fc.constant(ID),
    event_id: value,
    data: fc.constant(data),
  }),
);

describe('whatever REGOS, or somebody in its name, sends to the handler', () => {
  it('is a call of the closed list or none, and never an error', async () => {
    const numRuns = Math.ceil(fuzzCases(0.2) / 2);
    const half = async (): Promise<void> => {
      fc.assert(
        fc.property(fc.oneof(value, nearCalls), fc.option(value), (body, header) => {
          const call = readRegosCall(body, typeof header === 'string' ? header : undefined);
          if (!call) return;
          expect(REGOS_ACTIONS).toContain(call.action);
          expect(JSON.stringify(call).length).toBeLessThan(100_000);
        }),
        { numRuns },
      );
    };
    await withoutHeapGrowth(half);
  }, 600_000);
});
