import 'reflect-metadata';
import { loadConfigOrExit } from '@rto/config';
import { AppLogger, guardProcess } from '@rto/observability';
import type { ServiceApp } from './service-app';
import { ServiceProcess } from './service-process';

/** Runs an app until a signal ends it. A wrong environment ends the process at once, with one line that says why. */
export function runService(app: ServiceApp): void {
  const config = loadConfigOrExit({ scaled: app.scaled });
  const logger = AppLogger.create(config);
  guardProcess(logger);
  void new ServiceProcess(app, config, logger).run();
}
