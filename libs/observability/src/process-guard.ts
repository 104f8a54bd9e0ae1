import type { AppLogger } from './app-logger';

/**
 * Guard against errors that are not caught: one is made visible and ends the process, whose state is unknown from there
 * on; its supervisor starts it anew. Nothing accepted is lost: it is in the database.
 */
export function guardProcess(logger: AppLogger): void {
  const end = (what: string) => (error: unknown) => {
    logger.fatal(what, error);
    process.exit(1);
  };
  process.on('uncaughtException', end('uncaught exception'));
  process.on('unhandledRejection', end('unhandled rejection'));
}
