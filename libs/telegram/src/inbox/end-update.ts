import { databaseNow, updates, type Transaction } from '@rto/database';
import type { TenantId } from '@rto/kernel';
import { and, eq, isNull } from 'drizzle-orm';

/** Writes an update down as done, in a transaction of somebody else: both are true, or neither is. */
export async function endStoredUpdate(
  tx: Transaction,
  tenantId: TenantId,
  botId: number,
  updateId: number,
): Promise<void> {
  await tx
    .update(updates)
    .set({ doneAt: databaseNow(), payloadCipher: null })
    .where(
      and(
        eq(updates.tenantId, tenantId),
        eq(updates.botId, botId),
        eq(updates.updateId, updateId),
        isNull(updates.doneAt),
      ),
    );
}
