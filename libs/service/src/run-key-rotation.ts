import { loadConfigOrExit } from '@rto/config';
import { botSetups, Cipher, rotateKeys, type Database } from '@rto/database';
import { PermanentError } from '@rto/kernel';
import { AppLogger, guardProcess } from '@rto/observability';
import { reachDatabase } from '@rto/stores';
import { WebhookAddresses } from '@rto/telegram';
import { isNotNull } from 'drizzle-orm';

/**
 * Encrypts everything with the first key of ENCRYPTION_KEY and ends; beside serving processes that know the same
 * keys. Afterwards the other keys can be taken out. The embedded database has one process: it is stopped meanwhile.
 */
export async function runKeyRotation(): Promise<void> {
  const config = loadConfigOrExit({ scaled: false });
  const logger = AppLogger.create(config);
  guardProcess(logger);
  try {
    const database = await reachDatabase(config, logger);
    try {
      const cipher = new Cipher(config.encryptionKeys);
      await rotateKeys(database.db, cipher, (done) => {
        logger.log(`${done.table}.${done.column}: ${done.rotated} renewed`);
      });
      const old = await oldAddresses(database.db, cipher);
      logger.log(old === 0 ? 'no row needs the old key any more' : addressesLeft(old));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error; // told with its stack
    logger.fatal(error.message);
    process.exitCode = 1;
  }
}

/** Webhooks that Telegram still brings to an address of an old key: only the running service can tell it a new one. */
async function oldAddresses(database: Database, cipher: Cipher): Promise<number> {
  const addresses = new WebhookAddresses(cipher);
  const rows = await database.acrossTenants
    .select({ publicId: botSetups.publicId })
    .from(botSetups)
    .where(isNotNull(botSetups.webhookHash));
  return rows.filter(({ publicId }) => !addresses.isCurrent(publicId)).length;
}

function addressesLeft(count: number): string {
  return `${count} webhook addresses still need the old key: the running service replaces them, 20 a second; then run this again`;
}
