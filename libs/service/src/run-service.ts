import 'reflect-metadata';
import { loadConfigOrExit, openTransports } from '@rto/config';
import { AppLogger, guardProcess } from '@rto/observability';
import type { ServiceApp } from './service-app';
import { ServiceProcess, SIGNALS } from './service-process';

/** Runs an app until a signal ends it. A wrong environment ends the process at once, with one line that says why. */
export function runService(app: ServiceApp): void {
  // a signal that comes while this runs waits for the listeners of ServiceProcess instead of ending the process
  for (const signal of SIGNALS) process.on(signal, () => undefined);
  const config = loadConfigOrExit({ scaled: app.scaled });
  const logger = AppLogger.create(config);
  guardProcess(logger);
  for (const line of openTransports(config)) logger.warn(line);
  void new ServiceProcess(app, config, logger).run();
}
