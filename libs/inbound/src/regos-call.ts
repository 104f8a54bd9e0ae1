import { Row } from '@rto/regos';

/** The closed list of what REGOS may ask for (docs/regos.md 13). */
export const REGOS_ACTIONS = [
  'connect',
  'disconnect',
  'reconnect',
  'updatesettings',
  'handlewebhook',
  'sendmessages',
  'check',
] as const;
export type RegosAction = (typeof REGOS_ACTIONS)[number];

/** A text that REGOS asks us to bring to a chat. */
export interface RegosMessage {
  readonly recipient: string;
  readonly message: string | undefined;
  /** As it came: not to be handed on before it is looked at. */
  readonly imageUrl: string | undefined;
}

/** What happened, and to which row; documents of the till have a uuid instead. */
export interface RegosEvent {
  readonly name: string;
  readonly documentId?: number;
  readonly uuid?: string;
}

/** A call of REGOS, normalised. Its content is never believed: whatever counts is re-read. */
export interface RegosCall {
  readonly action: RegosAction;
  readonly connectedIntegrationId: string;
  /** Stays the same when a delivery is repeated. */
  readonly eventId?: string;
  /** Of a Reconnect. */
  readonly previousId?: string;
  /** Of a HandleWebhook. */
  readonly event?: RegosEvent;
  /** Of SendMessages. */
  readonly messages?: readonly RegosMessage[];
}

/** What REGOS's events are named after; no action of its own begins so. @source docs/regos.md 14 */
const EVENT = /^(?:Doc|Item|PriceType|Stock|Delivery|Payment|Retail|Promo|Currency)/i;
/** Of a cheque: opaque, whatever its name says. */
const UUID = /^[\w-]{1,64}$/;
/** Four messages of Telegram. */
const MAX_CAMPAIGN_LENGTH = 4 * 4096;
/** More is no address that anything can open, and is refused as one. */
const MAX_ADDRESS_LENGTH = 100_000;
/** The form of a connection id: opaque, as REGOS describes it. Longer or stranger text cannot be one. */
const CONNECTION_ID = /^[\w-]{16,64}$/;

/**
 * Reads a call in either shape: the event inside `data`, or as the action itself.
 * @returns undefined when it is no call: no action that is known, no id, or a header that names another id
 */
export function readRegosCall(body: unknown, headerId: string | undefined): RegosCall | undefined {
  if (!isRecord(body)) return undefined;
  const bodyId = body['connected_integration_id'];
  const connectedIntegrationId = headerId ?? bodyId;
  if (typeof connectedIntegrationId !== 'string' || !CONNECTION_ID.test(connectedIntegrationId))
    return undefined;
  if (headerId !== undefined && bodyId !== undefined && bodyId !== headerId) return undefined;
  if (typeof body['action'] !== 'string') return undefined;
  const named = normalise(body['action']);
  const action = REGOS_ACTIONS.find((candidate) => candidate === named);
  const eventId = line(body['event_id'], 100);
  const call = { connectedIntegrationId, ...(eventId === undefined ? {} : { eventId }) };
  // the flat form: the event's name stands where the action is expected
  if (action === undefined) {
    return EVENT.test(body['action']) ? withEvent(call, body['action'], body['data']) : undefined;
  }
  if (action === 'handlewebhook') {
    const data = isRecord(body['data']) ? body['data'] : {};
    return withEvent(call, data['action'], data['data']);
  }
  return { ...call, action, ...details(action, body['data']) };
}

function withEvent(call: Omit<RegosCall, 'action'>, name: unknown, payload: unknown): RegosCall | undefined {
  if (typeof name !== 'string' || !/^[A-Za-z]{3,64}$/.test(name)) return undefined;
  const row = new Row(payload);
  const documentId = row.reference('id');
  const uuid = row.text('uuid');
  const event: RegosEvent = {
    name,
    ...(documentId !== undefined && { documentId }),
    ...(uuid !== undefined && UUID.test(uuid) && { uuid }),
  };
  return { ...call, action: 'handlewebhook', event };
}

function details(action: RegosAction, data: unknown): Partial<RegosCall> {
  if (action === 'reconnect' && isRecord(data)) {
    const previousId = text(data['previous_integration_id'] ?? data['old_connected_integration_id'], 64);
    return previousId === undefined ? {} : { previousId };
  }
  if (action === 'sendmessages' && Array.isArray(data)) return { messages: data.flatMap(readMessage) };
  return {};
}

/** Also what cannot be sent is kept, so that each message of the list has its answer. */
function readMessage(row: unknown): RegosMessage[] {
  if (!isRecord(row)) return [{ recipient: '', message: undefined, imageUrl: undefined }];
  const { recipient } = row;
  return [
    {
      recipient: typeof recipient === 'number' ? String(recipient) : (text(recipient, 32) ?? ''),
      message: text(row['message'], MAX_CAMPAIGN_LENGTH),
      imageUrl: text(row['image_url'], MAX_ADDRESS_LENGTH),
    },
  ];
}

/** REGOS's own spelling varies: `ReConnect`, `re_connect`. */
function normalise(action: string): string {
  return action.toLowerCase().replace(/[^a-z]/g, '');
}

function text(value: unknown, maxLength: number): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= maxLength ? value : undefined;
}

/** One line of text: the database takes neither a zero character nor half of a surrogate pair. */
function line(value: unknown, maxLength: number): string | undefined {
  const found = text(value, maxLength);
  return found !== undefined && /[\p{Cc}\p{Cs}]/u.test(found) ? undefined : found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
