import type { AppLogger } from './app-logger';

/**
 * Makes an error that nobody caught visible and ends the process: its state is unknown from there on, and
 * whoever runs it starts it anew. Nothing accepted is lost: it is in the database.
 */
export function guardProcess(logger: AppLogger): void {
  const end = (what: string) => (error: unknown) => {
    logger.fatal(what, error);
    process.exit(1);
  };
  process.on('uncaughtException', end('uncaught exception'));
  process.on('unhandledRejection', end('unhandled rejection'));
}
