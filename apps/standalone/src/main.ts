import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { setUpHttp } from '@rto/admin';
import { loadConfigOrExit } from '@rto/config';
import { errorMessage, SystemClock } from '@rto/kernel';
import { AppLogger, guardProcess } from '@rto/observability';
import { openStores } from '@rto/stores';
import { StandaloneModule } from './standalone.module';

async function main(): Promise<void> {
  const config = loadConfigOrExit();
  const logger = AppLogger.create(config);
  guardProcess(logger);
  const stores = await openStores(config, new SystemClock(), logger).catch((error: unknown) => {
    logger.fatal(errorMessage(error));
    process.exit(1);
  });
  const app = await NestFactory.create<NestExpressApplication>(StandaloneModule.forRoot(config, stores), {
    logger,
  });
  setUpHttp(app);
  await app.listen(config.http.port, config.http.host);
  logger.log(`listening on http://${config.http.host}:${config.http.port}`);

  const stop = async (): Promise<void> => {
    setTimeout(() => {
      logger.error('the work did not end in time; it goes on after the next start');
      process.exit(1);
    }, config.shutdownTimeoutMs).unref();
    await app.close();
    await stores.close();
    process.exit(0);
  };
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      logger.log(`${signal}: stopping`);
      void stop();
    });
  }
}

void main();
