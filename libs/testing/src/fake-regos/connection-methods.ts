import { unixSeconds, type PastEvent } from './account';
import { type Call, method, type RegosMethod } from './method';
import { RegosError } from './regos-error';
import { flag, integer, listOf, object, text } from './shape';

/** History is kept for seven days (CONTRACT section 12). */
const HISTORY_SEC = 7 * 24 * 3600;

const getConnection = method(
  object({
    connected_integration_ids: listOf(text),
    keys: listOf(text),
    include_name: flag,
    include_schedule: flag,
  }),
  ({ connected_integration_ids: ids, keys }, { account }) => {
    const { connectedIntegrationId: id, integrationKey: key } = account;
    if ((ids && !ids.includes(id)) || (keys && !keys.includes(key))) return [];
    return [
      {
        connected_integration_id: id,
        key,
        is_active: account.active,
        is_public: true,
        alias: null,
        name: 'Telegram Bot Orders',
        webhooks: [],
        handler: 'TG_BOT',
        version: '1.0.0',
        endpoint: account.handlerUrl,
        scheduled: false,
        check_enabled: true,
        proxy_enabled: false,
      },
    ];
  },
);

const getWebhookInfo = method(object({ connected_integration_id: text }), (request, call) => {
  assertOwn(request.connected_integration_id, call);
  return {
    reputation_status: 'Good',
    blacklist_ttl_seconds: 0,
    total_success: 0,
    total_fail: 0,
    last_error_message: null,
    last_error_at: null,
  };
});

const getSettings = method(
  object({ connected_integration_id: text, integration_key: text, firm_id: integer }),
  (request, call) => {
    if (request.connected_integration_id === undefined) call.report('connected_integration_id is missing');
    assertOwn(request.connected_integration_id, call);
    return [...call.account.settings].map(([key, { value, lastUpdate }]) => ({
      key,
      value,
      last_update: lastUpdate,
    }));
  },
);

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
  tariff_parameters: { api_access: { is_enable: true }, webhook_able: { is_enable: true } },
}));

const getEvents = method(
  object({
    connected_integration_id: text,
    last_event_id: text,
    from_date: integer,
    limit: integer,
    actions: listOf(text),
  }),
  (request, call) => {
    assertOwn(request.connected_integration_id, call);
    if (request.limit === undefined) call.report('limit is missing');
    const { account, now } = call;
    const oldest = Math.max(request.from_date ?? 0, unixSeconds(now) - HISTORY_SEC);
    const after = account.events.findIndex(({ eventId }) => eventId === request.last_event_id);
    const wanted = account.events
      .slice(after + 1)
      .filter(({ occurredAt }) => unixSeconds(occurredAt) >= oldest)
      .filter(({ action }) => request.actions?.includes(action) ?? true);
    const page = wanted.slice(0, request.limit ?? 100);
    return {
      events: page.map(renderEvent),
      next_event_id: page.at(-1)?.eventId ?? request.last_event_id,
      has_more: page.length < wanted.length,
    };
  },
);

/** The connection, its settings and the account (CONTRACT section 12). */
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

function assertOwn(connectedIntegrationId: string | undefined, call: Call): void {
  if (
    connectedIntegrationId !== undefined &&
    connectedIntegrationId !== call.account.connectedIntegrationId
  ) {
    throw new RegosError(1007, 'Нет прав на чужую интеграцию');
  }
}
