import { bigint, numeric, timestamp } from 'drizzle-orm/pg-core';

/** An instant, UTC. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
/** Telegram and REGOS ids: 64-bit there, safe as JS numbers in practice (docs/regos.md 7). */
export const id64 = (name: string) => bigint(name, { mode: 'number' });
export const money = (name: string) => numeric(name, { precision: 20, scale: 3 });
