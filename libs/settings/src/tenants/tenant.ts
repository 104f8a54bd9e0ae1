import type { ChatId, TenantId } from '@rto/kernel';
import type { RegosConnection } from '@rto/regos';
import type { TenantProblem } from '../values/setting-problems';
import type { TenantSettings } from '../values/tenant-settings';

export const TENANT_STATES = ['active', 'disabled', 'misconfigured', 'inactive', 'removed'] as const;
export type TenantState = (typeof TENANT_STATES)[number];

/** States of a closed shop: its bot answers that it is closed, and sends nothing else (docs/product.md 6). */
export const CLOSED_STATES = ['disabled', 'inactive', 'removed'] as const satisfies readonly TenantState[];
export type ClosedState = (typeof CLOSED_STATES)[number];

export interface TenantBot {
  readonly id: number;
  readonly username: string;
  /** @BotFather has its inline mode on; undefined: not known, as off. */
  readonly isInline?: boolean;
}

/** One connected integration with its settings = one tenant = one bot. */
export interface Tenant {
  readonly id: TenantId;
  readonly name: string;
  readonly state: TenantState;
  readonly problems: readonly TenantProblem[];
  readonly bot: TenantBot | undefined;
  readonly connection: RegosConnection;
  readonly settings: TenantSettings;
  /** The chats of those who run it from Telegram. */
  readonly owners: readonly ChatId[];
  /** Its owner takes no orders until then; undefined: as the settings say. */
  readonly closedUntil: Date | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function isClosed({ state }: Pick<Tenant, 'state'>): boolean {
  return closedState(state) !== undefined;
}

/** Undefined while the shop may send. */
export function closedState(state: string): ClosedState | undefined {
  return CLOSED_STATES.find((closed) => closed === state);
}

/** Whether its bot can answer. Only a missing or rejected token stops a bot; other problems leave the rest working. */
export function isRunnable({ state, settings, problems }: Tenant): boolean {
  return (
    state !== 'removed' &&
    settings.botToken !== undefined &&
    !problems.some((problem) => problem.code === 'token_rejected')
  );
}

/**
 * Where the staff hears of orders; undefined: nowhere. A group that became a supergroup has another number than the
 * setting says, until the shop has entered it.
 */
export function staffChatOf({ settings, problems }: Tenant): number | undefined {
  return problems.find(({ movedTo }) => movedTo !== undefined)?.movedTo ?? settings.ordersChatId;
}
