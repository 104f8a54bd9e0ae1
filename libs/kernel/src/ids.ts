import { randomBytes, randomUUID } from 'node:crypto';

/** Our own id of a tenant; never the connected_integration_id. */
export type TenantId = string;
export type OrderId = string;
/** One checkout draft; an order is unique per checkout. */
export type CheckoutId = string;
/** A Telegram chat id. The same person has the same number in every bot, so it never stands without a tenant. */
export type ChatId = number;

export function newId(): string {
  return randomUUID();
}

/** Short enough for callback data (64 bytes in all), long enough never to collide within one chat: 64 random bits. */
export function newShortId(): string {
  return randomBytes(8).toString('base64url');
}
