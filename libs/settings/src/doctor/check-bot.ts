import type { Tenant } from '../tenants/tenant';
import { settingProblem } from '../values/setting-problems';
import type { Answer, BotReport, WebhookReport } from './bot-probe';
import { finding, problemFinding, settingFinding, type Finding } from './finding';
import { localMoment } from './local-time';

/** A healthy bot has none waiting for longer than a moment; a busy minute of a large shop may bring this many. */
const MANY_UPDATES = 100;
/** Telegram keeps telling of an error long after deliveries work again. */
const RECENT_MS = 60 * 60 * 1000;

/** What Telegram's answers mean for the shop. */
export function checkBot(tenant: Tenant, answer: Answer<BotReport>, now: Date): Finding[] {
  if (answer.kind === 'refused') return [problemFinding(settingProblem('BOT_TOKEN', 'token_rejected'))];
  if (answer.kind === 'unreachable') return [finding('telegram_unreachable')];
  const { username, isInline, webhook, staffChat } = answer.value;
  return [
    settingFinding('token_ok', 'BOT_TOKEN', username),
    ...(webhook.kind === 'answered'
      ? checkWebhook(webhook.value, tenant.settings.timeZone, now)
      : [finding('webhook_unchecked')]),
    ...(tenant.settings.inlineSharing ? checkInline(tenant, isInline) : []),
    ...(staffChat ? checkStaffChat(staffChat) : []),
  ];
}

function checkWebhook(report: WebhookReport, timeZone: string, now: Date): Finding[] {
  const { wanted, setTo, host = '?', pendingUpdates, lastErrorAt } = report;
  if (setTo === 'another') return [finding('webhook_foreign', host)];
  if (wanted && setTo === 'nothing') return [finding('webhook_missing')];
  const isFailing =
    setTo === 'us' && lastErrorAt !== undefined && now.getTime() - lastErrorAt.getTime() < RECENT_MS;
  const faults = [
    ...(!wanted && setTo === 'us' ? [finding('webhook_left_over')] : []),
    ...(isFailing ? [finding('webhook_failing', localMoment(lastErrorAt, timeZone))] : []),
    ...(pendingUpdates > MANY_UPDATES ? [finding('updates_waiting', String(pendingUpdates))] : []),
  ];
  return faults.length > 0 ? faults : [finding('webhook_ok')];
}

function checkInline({ bot }: Tenant, isInline: boolean): Finding[] {
  if (!isInline) return [settingFinding('inline_off', 'INLINE_SHARING')];
  return [settingFinding(bot?.isInline ? 'inline_ok' : 'inline_unused', 'INLINE_SHARING')];
}

function checkStaffChat(chat: NonNullable<BotReport['staffChat']>): Finding[] {
  switch (chat.kind) {
    case 'answered': {
      const { canWrite, isPublic } = chat.value;
      return [
        settingFinding(canWrite ? 'staff_chat_ok' : 'staff_chat_read_only', 'ORDERS_CHAT_ID'),
        ...(isPublic ? [settingFinding('staff_chat_public', 'ORDERS_CHAT_ID')] : []),
      ];
    }
    case 'refused':
      return [settingFinding('staff_chat_not_found', 'ORDERS_CHAT_ID')];
    case 'unreachable':
      return [settingFinding('staff_chat_unchecked', 'ORDERS_CHAT_ID')];
  }
}
