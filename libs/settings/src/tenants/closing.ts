import { campaigns, notices, type Transaction } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { SECRET_SETTINGS } from '../values/setting-keys';
import { settingEntries, type SettingValues } from '../values/setting-values';
import type { ClosedState } from './tenant';

/**
 * Texts of campaigns that wait are not for the day when the shop opens again; what buyers are told of their orders is.
 * A campaign of the owner's waits until the owner continues it.
 * @returns how many texts there were
 */
export async function dropCampaigns(
  tx: Transaction,
  tenantId: TenantId,
  closed: ClosedState,
): Promise<number> {
  await tx
    .update(campaigns)
    .set({ state: 'paused', dueAt: null })
    .where(and(eq(campaigns.tenantId, tenantId), inArray(campaigns.state, ['scheduled', 'running'])));
  const rows = await tx
    .update(notices)
    .set({
      dueAt: null,
      holder: null,
      // whoever sends one at this moment must not make it due again
      attempts: sql`${notices.attempts} + 1`,
      lastError: `dropped: the shop was ${closed}`,
    })
    .where(and(eq(notices.tenantId, tenantId), eq(notices.campaign, true), isNotNull(notices.dueAt)))
    .returning({ id: notices.id });
  return rows.length;
}

/** Undefined when there is none. */
export function withoutSecrets(values: SettingValues): SettingValues | undefined {
  const entries = settingEntries(values);
  const left = entries.filter(([key]) => !SECRET_SETTINGS.has(key));
  return left.length < entries.length ? Object.fromEntries(left) : undefined;
}
