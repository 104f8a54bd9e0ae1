/** A call of REGOS, normalised (CONTRACT section 13). Its content is never believed: whatever counts is re-read. */
export interface RegosCall {
  readonly action: string;
  readonly connectedIntegrationId: string;
  /** Name and payload of the event a HandleWebhook carries. */
  readonly event: { readonly name: string; readonly documentId: number | undefined } | undefined;
}

/**
 * Reads a call in either shape: the event inside `data`, or as the action itself.
 * @returns undefined when it is no call: no action, no id, or a header that names another id. An action nobody
 * knows is a call: it gets its refusal.
 */
export function readRegosCall(body: unknown, headerId: string | undefined): RegosCall | undefined {
  if (!isRecord(body) || typeof body['action'] !== 'string') return undefined;
  const bodyId = body['connected_integration_id'];
  const id = headerId ?? bodyId;
  if (typeof id !== 'string' || id.length === 0 || id.length > 64) return undefined;
  if (headerId !== undefined && bodyId !== undefined && bodyId !== headerId) return undefined;
  const name = normalise(body['action']);
  const data = isRecord(body['data']) ? body['data'] : {};
  if (name === 'handlewebhook') {
    const payload = isRecord(data['data']) ? data['data'] : {};
    return { action: name, connectedIntegrationId: id, event: eventOf(data['action'], payload) };
  }
  if (!EVENT.test(body['action'])) return { action: name, connectedIntegrationId: id, event: undefined };
  return { action: 'handlewebhook', connectedIntegrationId: id, event: eventOf(body['action'], data) };
}

/** REGOS's own spelling varies: `ReConnect`, `re_connect`. */
function normalise(action: string): string {
  return action.toLowerCase().replace(/[^a-z]/g, '');
}

/** What REGOS's events are named after; no action of its own begins so. @source CONTRACT section 14 */
const EVENT = /^(?:Doc|Item|PriceType|Stock|Delivery|Payment|Retail|Promo)/i;

function eventOf(name: unknown, payload: Record<string, unknown>): RegosCall['event'] {
  if (typeof name !== 'string') return undefined;
  const id = payload['id'];
  return { name, documentId: typeof id === 'number' && Number.isSafeInteger(id) ? id : undefined };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
