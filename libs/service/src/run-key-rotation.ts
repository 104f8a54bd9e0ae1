import { loadConfigOrExit } from '@rto/config';
import { Cipher, rotateKeys } from '@rto/database';
import { PermanentError } from '@rto/kernel';
import { AppLogger, guardProcess } from '@rto/observability';
import { reachDatabase } from '@rto/stores';

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
      await rotateKeys(database.db, new Cipher(config.encryptionKeys), (done) => {
        const { table, column, rotated, fromPlain } = done;
        logger.log(`${table}.${column}: ${rotated} renewed, ${fromPlain} of them from plain`);
      });
      logger.log('no row needs the old key any more');
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error; // told with its stack
    logger.fatal(error.message);
    process.exitCode = 1;
  }
}
