import { anyJson, spoiltJson } from '@rto/testing';
import fc from 'fast-check';
import { REGOS_ACTIONS } from './regos-call';

const MEMBERS = [
  ...['action', 'connected_integration_id', 'event_id', 'data', 'id', 'status'],
  ...['previous_integration_id', 'recipient', 'message', 'image_url'],
];

/** Bodies near those of REGOS, valid ones among them, that name one of these connections. */
export function callBodies(connectionIds: readonly string[], chatId: number): fc.Arbitrary<unknown> {
  const action = fc.constantFrom(
    ...REGOS_ACTIONS,
    ...['HandleWebhook', 'SendMessages', 'ItemEdited', 'DocOrderDeliveryStatusSet'],
  );
  const id = fc.constantFrom(...connectionIds);
  const event = fc.record({ action, data: fc.constant({ id: 7, status: { id: 1 } }) });
  const text = fc.oneof(fc.constantFrom('Скидка', 'a\u0000', '\ud800'), fc.string({ unit: 'binary' }));
  const message = fc.record({
    recipient: fc.constantFrom<string | number>(String(chatId), chatId, '-100', '7'),
    message: text,
    image_url: fc.oneof(fc.constant('https://x.example/a'), text),
  });
  const data = fc.oneof(
    event,
    fc.array(message, { maxLength: 3 }),
    fc.record({ previous_integration_id: id }),
  );
  const event_id = fc.oneof(fc.uuid(), text);
  const calls = fc.record(
    { action, connected_integration_id: id, event_id, data },
    { requiredKeys: ['action', 'connected_integration_id', 'data'] },
  );
  return fc.oneof(
    { weight: 1, arbitrary: calls },
    { weight: 3, arbitrary: spoiltJson(fc, calls, MEMBERS) },
    { weight: 1, arbitrary: anyJson(fc, MEMBERS) },
  );
}
