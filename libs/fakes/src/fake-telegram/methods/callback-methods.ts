import { badRequest } from '../api-error';
import type { ApiCall, ApiMethods } from './method';

const MAX_TOAST = 200;

export const callbackMethods: ApiMethods = {
  answerCallbackQuery: {
    params: ['callback_query_id', 'text', 'show_alert', 'url', 'cache_time'],
    run: answerCallbackQuery,
  },
};

function answerCallbackQuery({ bot, params, world }: ApiCall): true {
  const query = bot.callbacks.get(params.text('callback_query_id') ?? '');
  const text = params.text('text') ?? '';
  if (text.length > MAX_TOAST) throw badRequest('MESSAGE_TOO_LONG');
  const ageMs = query ? world.clock.now().getTime() - query.tappedAt.getTime() : Infinity;
  if (query?.state !== 'open' || ageMs > world.options.callbackTtlMs) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  query.state = 'answered';
  const conversation = bot.conversations.get(query.chatId);
  if (text !== '') conversation?.toasts.push({ text, isAlert: params.flag('show_alert') });
  conversation?.changed();
  return true;
}
