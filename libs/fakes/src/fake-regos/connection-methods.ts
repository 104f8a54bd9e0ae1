import { type Account, type PastEvent, type Setting, unixSeconds } from './account';
import { listMethod, type Question, questionShape, selector } from './list-method';
import { type Call, method, type RegosMethod } from './method';
import { RegosError } from './regos-error';
import { flag, integer, listOf, object, text } from './shape';

/** History is kept for seven days (docs/regos.md 12). */
const HISTORY_SEC = 7 * 24 * 3600;

/** A local connection is listed only where it is asked for: `is_public` is true unless told (docs/regos.md 21.3). */
const getConnection = listMethod<Account>({
  selectors: {
    connected_integration_ids: { shape: listOf(text), field: 'connected_integration_ids', operator: 'In' },
    keys: { shape: listOf(text), field: 'keys', operator: 'In' },
    is_public: selector(flag, 'is_public'),
  },
  fields: {
    connected_integration_ids: (row) => row.connectedIntegrationId,
    keys: (row) => row.integrationKey,
    is_public: (row) => row.isPublic,
  },
  parameters: { include_name: flag, include_schedule: flag },
  paged: false,
  rows: ({ account }, question) =>
    account.isPublic || question.textOf('is_public') !== undefined ? [account] : [],
  render: (account) => ({
    connected_integration_id: account.connectedIntegrationId,
    key: account.integrationKey || null,
    is_active: account.active,
    is_public: account.isPublic,
    alias: null,
    name: 'Telegram Bot Orders',
    webhooks: [],
    handler: 'TG_BOT',
    version: '1.0.0',
    endpoint: account.handlerUrl,
    scheduled: false,
    check_enabled: true,
    proxy_enabled: false,
  }),
});

const getWebhookInfo = method(object({ connected_integration_id: text }), (request, call) => {
  assertOwn(request.connected_integration_id, call);
  return {
    reputation_status: 'White',
    blacklist_ttl_seconds: null,
    total_success: 0,
    total_fail: 0,
    last_error_message: null,
    last_error_at: null,
  };
});

const OWN = 'connected_integration_id';

const getSettings = listMethod<{ readonly owner: string; readonly key: string; readonly setting: Setting }>({
  selectors: { [OWN]: selector(text, OWN) },
  fields: { [OWN]: (row) => row.owner },
  parameters: { integration_key: text, firm_id: integer },
  paged: false,
  rows: (call, question) => {
    const owner = assertNamed(question, call);
    return [...call.account.settings].map(([key, setting]) => ({ owner, key, setting }));
  },
  render: ({ key, setting: { value, lastUpdate } }) => ({ key, value, last_update: lastUpdate }),
});

const settingRow = object(
  { key: text, value: text, connected_integration_id: text, integration_key: text, firm_id: integer },
  ['key', 'value'],
);

const editSettings = method(listOf(settingRow, 1023), (rows, call) => {
  for (const row of rows) {
    if (row.integration_key !== undefined) call.report('integration_key disappears after 16.03.2027');
    assertOwn(row.connected_integration_id, call);
  }
  for (const { key, value } of rows) saveSetting(key, value, call);
  call.settingsSaved();
  return null;
});

const getInfo = method(object({}), (_request, { account: { tariff, apiLogin } }) => ({
  api_login: apiLogin,
  tariff_id: 1,
  tariff_name: tariff.name,
  paid_until: tariff.paidUntil,
  status: 'Active',
  tariff_parameters: { api_access: { is_enable: true }, webhook_able: { is_enable: tariff.events } },
}));

const readEventQuestion = questionShape({
  selectors: {
    [OWN]: selector(text, OWN),
    last_event_id: selector(text, 'last_event_id'),
    from_date: selector(integer, 'from_date'),
    actions: { shape: listOf(text), field: 'actions', operator: 'In' },
  },
  fields: {
    [OWN]: () => undefined,
    last_event_id: () => undefined,
    from_date: () => undefined,
    actions: () => undefined,
  },
  parameters: { limit: integer },
});

/** Exactly one anchor: the last event that the client saw, or a moment (docs/regos.md 21.5). */
const getEvents: RegosMethod = (body, call) => {
  const question = readEventQuestion(body, call);
  if (!call.account.tariff.events) throw new RegosError(7501, 'События недоступны на вашем тарифе');
  assertNamed(question, call);
  const limit = question.parameter('limit');
  if (limit === undefined) call.report('limit is missing');
  const wanted = eventsAfter(question, call);
  const page = wanted.slice(0, typeof limit === 'number' ? limit : 100);
  return {
    result: {
      events: page.map(renderEvent),
      next_event_id: page.at(-1)?.eventId ?? question.textOf('last_event_id'),
      has_more: page.length < wanted.length,
    },
  };
};

function eventsAfter(question: Question, { account, now }: Call): PastEvent[] {
  const lastId = question.textOf('last_event_id');
  const from = question.textOf('from_date');
  if ((lastId === undefined) === (from === undefined)) {
    throw new RegosError(1130, 'last_event_id, from_date: нужен ровно один');
  }
  const oldest = unixSeconds(now) - HISTORY_SEC;
  const kept = account.events.filter(({ occurredAt }) => unixSeconds(occurredAt) >= oldest);
  const after = kept.findIndex(({ eventId }) => eventId === lastId);
  if (lastId !== undefined && after === -1) throw new RegosError(1044, 'last_event_id: событие не найдено');
  const actions = question.conditions.find(({ field }) => field === 'actions')?.values;
  return kept
    .slice(after + 1)
    .filter(({ occurredAt }) => unixSeconds(occurredAt) >= Number(from ?? 0))
    .filter(({ action }) => actions?.includes(action) ?? true);
}

/** The connection, its settings and the account (docs/regos.md 12). */
export const CONNECTION_METHODS: Readonly<Record<string, RegosMethod>> = {
  'ConnectedIntegration/Get': getConnection,
  'ConnectedIntegration/GetWebhookInfo': getWebhookInfo,
  'ConnectedIntegrationSetting/Get': getSettings,
  'ConnectedIntegrationSetting/Edit': editSettings,
  'Sys/GetInfo': getInfo,
  'CurrentTimeStamp/Get': method(object({}), (_request, { now }) => unixSeconds(now)),
  'Event/Get': getEvents,
};

/** Keys come in any letter case; an empty value clears. */
function saveSetting(key: string, value: string, { account, now }: Call): void {
  const known = [...account.settings.keys()].find((each) => each.toLowerCase() === key.toLowerCase()) ?? key;
  if (value === '') account.settings.delete(known);
  else account.saveSetting(known, value, now);
}

function renderEvent({ eventId, occurredAt, action, data }: PastEvent) {
  return { event_id: eventId, occurred_at: occurredAt.toISOString(), action, data };
}

/** The connection that a question is about, named in the dialect that is understood. */
function assertNamed(question: Question, call: Call): string {
  const named = question.textOf(OWN);
  if (named === undefined) throw new RegosError(1002, `${OWN} is required`);
  assertOwn(named, call);
  return named;
}

function assertOwn(connectedIntegrationId: string | undefined, call: Call): void {
  if (
    connectedIntegrationId !== undefined &&
    connectedIntegrationId !== call.account.connectedIntegrationId
  ) {
    throw new RegosError(1007, 'Нет прав на чужую интеграцию');
  }
}
