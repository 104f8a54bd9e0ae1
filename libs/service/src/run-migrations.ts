import { loadConfigOrExit } from '@rto/config';
import { PermanentError } from '@rto/kernel';
import { AppLogger, guardProcess } from '@rto/observability';
import { reachDatabase } from '@rto/stores';

/**
 * Brings the database up to date and ends. A process does that by itself when it starts; as a step of its own it
 * comes before the first process of a new version. Of several at once one works and the others wait for it.
 */
export async function runMigrations(): Promise<void> {
  const config = loadConfigOrExit({ scaled: true });
  const logger = AppLogger.create(config);
  guardProcess(logger);
  try {
    const database = await reachDatabase(config, logger);
    await database.close();
    logger.log('the database is up to date');
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error; // told with its stack
    logger.fatal(error.message);
    process.exitCode = 1;
  }
}
