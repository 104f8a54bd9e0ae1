import { RateLimitedError, RetryableError, type Localized } from '@rto/kernel';
import {
  RegosAuthorizationError,
  RegosRefusal,
  isOwnMistake,
  regosCode,
  type AccountInfo,
  type HandlerReputation,
  type ShopSetup,
} from '@rto/regos';
import { connectionProblem, refusalProblem } from '../tenants/connection-problems';
import { finding, problemFinding, type Finding } from './finding';
import { localDay, localMoment } from './local-time';
import { unreadPart } from './unread-part';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Time to get an invoice paid. */
const ENDING_SOON_MS = 7 * DAY_MS;
/** A feature of a higher tariff (docs/regos.md 8). */
const NOT_IN_TARIFF = 7501;

/** One of each group of events without which orders, stock, prices or goods are late; all stand on the card. */
const EVENTS = [
  'DocOrderDeliveryStatusSet',
  'DocOrderDeliveryActualized',
  'DocChequeClosed',
  'DocPurchasePerformed',
  'DocMovementPerformed',
  'DocWholeSalePerformed',
  'DocInOutPerformed',
  'DocInventoryClosed',
  'DocSetPricePerformed',
  'ItemEdited',
] as const;

const PARTS = {
  connection: { ru: 'Подключение', uz: 'Ulanish', en: 'Connection' },
  handler: { ru: 'События REGOS', uz: 'REGOS hodisalari', en: 'Events of REGOS' },
  account: { ru: 'Тариф REGOS', uz: 'REGOS tarifi', en: 'REGOS tariff' },
  telegramField: { ru: 'Telegram покупателя', uz: 'Xaridor Telegrami', en: 'Telegram of a customer' },
} as const satisfies Record<string, Localized>;

/**
 * The one finding for a REGOS that says nothing of the shop.
 * @throws the error when it is none of REGOS's
 */
export function regosFailure(error: unknown): Finding {
  if (error instanceof RegosRefusal) {
    const isClosed = error.kind === 'stop';
    return problemFinding(isClosed ? connectionProblem('connection_refused') : refusalProblem(error));
  }
  if (error instanceof RegosAuthorizationError) return finding('service_unauthorized');
  if (error instanceof RateLimitedError) return finding('regos_busy');
  if (error instanceof RetryableError) return finding('regos_unreachable');
  throw error;
}

/** The connection, the account behind it, and what its tariff allows. */
export function checkRegos(setup: ShopSetup, timeZone: string, now: Date): Finding[] {
  const { connection, handler, account, telegramField } = setup;
  return [
    ...(connection.status === 'rejected'
      ? [unreadPart(connection.reason, PARTS.connection)]
      : [checkConnection(connection.value), ...checkEvents(connection.value?.events)]),
    ...(handler.status === 'rejected'
      ? [unreadPart(handler.reason, PARTS.handler)]
      : checkHandler(handler.value, timeZone, now)),
    ...(account.status === 'rejected'
      ? [unreadPart(account.reason, PARTS.account)]
      : checkAccount(account.value, timeZone, now)),
    ...checkTelegramField(telegramField),
  ];
}

function checkConnection(connection: { readonly active: boolean } | undefined): Finding {
  if (!connection) return finding('connection_unknown');
  return finding(connection.active ? 'regos_ok' : 'connection_inactive');
}

/** @param events that are switched on; undefined where REGOS does not tell */
function checkEvents(events: readonly string[] | undefined): Finding[] {
  if (!events) return [];
  const heard = new Set(events.map((name) => name.toLowerCase()));
  const missing = EVENTS.filter((name) => !heard.has(name.toLowerCase()));
  return missing.length > 0 ? [finding('events_missing', missing.join(', '))] : [];
}

/** REGOS's own text of the error is not shown: it may hold the handler's address, which is a secret. */
function checkHandler(
  { blockedForSec, lastErrorAt }: HandlerReputation,
  timeZone: string,
  now: Date,
): Finding[] {
  if (blockedForSec > 0) return [finding('handler_blacklisted', String(Math.ceil(blockedForSec / 60)))];
  const isRecent = lastErrorAt !== undefined && now.getTime() - lastErrorAt.getTime() < DAY_MS;
  return isRecent ? [finding('handler_failing', localMoment(lastErrorAt, timeZone))] : [];
}

function checkAccount(account: AccountInfo, timeZone: string, now: Date): Finding[] {
  const { status = 'Active', tariffName = '?', apiAccess, sendsEvents } = account;
  const faults = [
    ...checkPayment(account.paidUntil, timeZone, now),
    ...(status.toLowerCase() === 'active' ? [] : [finding('account_not_active', status)]),
    ...(apiAccess === false ? [finding('api_access_off')] : []),
    ...(sendsEvents === false ? [finding('events_off')] : []),
  ];
  return faults.length > 0 ? faults : [finding('tariff_ok', tariffName)];
}

function checkPayment(paidUntil: Date | undefined, timeZone: string, now: Date): Finding[] {
  if (!paidUntil) return [];
  const leftMs = paidUntil.getTime() - now.getTime();
  if (leftMs > ENDING_SOON_MS) return [];
  return [finding(leftMs <= 0 ? 'tariff_expired' : 'tariff_ending', localDay(paidUntil, timeZone))];
}

function checkTelegramField(field: ShopSetup['telegramField']): Finding[] {
  if (field.status === 'fulfilled') return field.value ? [] : [finding('no_telegram_field')];
  const isRefused = regosCode(field.reason) === NOT_IN_TARIFF && !isOwnMistake(field.reason);
  return [isRefused ? finding('no_telegram_field') : unreadPart(field.reason, PARTS.telegramField)];
}
