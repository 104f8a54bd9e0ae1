import { ApiError, badRequest } from '../api-error';
import { epochSeconds } from '../message';
import type { ApiCall, ApiMethods } from './method';

const MAX_POLL_SEC = 50;
const MAX_UPDATES = 100;
const MAX_CONNECTIONS = 100;
const DEFAULT_CONNECTIONS = 40;

export const updateMethods: ApiMethods = {
  getMe: { params: [], run: ({ bot }) => bot.user },
  getUpdates: { params: ['offset', 'limit', 'timeout', 'allowed_updates'], run: getUpdates },
  setWebhook: {
    params: [
      'url',
      'certificate',
      'ip_address',
      'max_connections',
      'allowed_updates',
      'drop_pending_updates',
      'secret_token',
    ],
    run: setWebhook,
  },
  deleteWebhook: {
    params: ['drop_pending_updates'],
    run: async ({ bot, params }) => {
      await bot.setWebhook(undefined);
      if (params.flag('drop_pending_updates')) bot.updates.dropPending();
      return true;
    },
  },
  getWebhookInfo: { params: [], run: getWebhookInfo },
};

async function getUpdates({ bot, params, signal }: ApiCall): Promise<unknown> {
  if (bot.webhook) {
    throw new ApiError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  readAllowedUpdates(bot, params);
  const limit = Math.min(Math.max(params.number('limit') ?? MAX_UPDATES, 1), MAX_UPDATES);
  const timeoutSec = Math.min(Math.max(params.number('timeout') ?? 0, 0), MAX_POLL_SEC);
  return bot.updates.poll(
    { offset: params.number('offset') ?? 0, limit, timeoutMs: timeoutSec * 1000 },
    signal,
  );
}

async function setWebhook({ bot, params }: ApiCall): Promise<true> {
  const url = params.text('url') ?? '';
  const secretToken = params.text('secret_token');
  const maxConnections = params.number('max_connections') ?? DEFAULT_CONNECTIONS;
  if (url !== '' && (!/^https?:\/\//i.test(url) || !URL.canParse(url))) {
    throw badRequest('bad webhook: invalid webhook URL specified');
  }
  if (secretToken !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secretToken)) {
    throw badRequest('secret token contains unallowed characters');
  }
  if (maxConnections < 1 || maxConnections > MAX_CONNECTIONS) {
    throw badRequest('bad webhook: max_connections is out of range');
  }
  readAllowedUpdates(bot, params);
  if (params.flag('drop_pending_updates')) bot.updates.dropPending();
  await bot.setWebhook(url === '' ? undefined : { url, secretToken, maxConnections });
  return true;
}

function getWebhookInfo({ bot }: ApiCall): unknown {
  const failure = bot.webhook?.lastFailure;
  return {
    url: bot.webhook?.settings.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.updates.pendingCount,
    ...(bot.webhook && { max_connections: bot.webhook.settings.maxConnections }),
    ...(bot.updates.allowedKinds && { allowed_updates: bot.updates.allowedKinds }),
    ...(failure && { last_error_date: epochSeconds(failure.at), last_error_message: failure.message }),
  };
}

/** Kept until the next call that names them; an empty list means all. */
function readAllowedUpdates(bot: ApiCall['bot'], params: ApiCall['params']): void {
  const value = params.json('allowed_updates', "can't parse allowed_updates JSON object");
  if (value === undefined) return;
  if (!Array.isArray(value)) throw badRequest("can't parse allowed_updates: must be an Array");
  bot.updates.allowedKinds = value.length === 0 ? undefined : value.map(String);
}
