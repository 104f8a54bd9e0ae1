import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { listen, setUpHttp } from '@rto/admin';
import { loadConfigOrExit, type Config } from '@rto/config';
import { PermanentError, SystemClock } from '@rto/kernel';
import { AppLogger, guardProcess } from '@rto/observability';
import { openStores, type Stores } from '@rto/stores';
import { StandaloneModule } from './standalone.module';

async function main(): Promise<void> {
  const config = loadConfigOrExit();
  const logger = AppLogger.create(config);
  guardProcess(logger);
  try {
    const stores = await openStores(config, new SystemClock(), logger);
    const app = await NestFactory.create<NestExpressApplication>(StandaloneModule.forRoot(config, stores), {
      logger,
      abortOnError: false,
    });
    setUpHttp(app);
    const service = new Service(app, stores, config, logger);
    await service.start();
  } catch (error) {
    // what an operator can mend is one line that says how; anything else comes with its stack
    if (error instanceof PermanentError) logger.fatal(error.message);
    else logger.fatal('the service cannot start', error);
    process.exit(1);
  }
}

/** The running process: from the first request to the last. */
class Service {
  private isStopping = false;

  constructor(
    private readonly app: NestExpressApplication,
    private readonly stores: Stores,
    private readonly config: Config,
    private readonly logger: AppLogger,
  ) {}

  async start(): Promise<void> {
    try {
      await listen(this.app, this.config.http);
    } catch (error) {
      await this.close(); // bots may be running by now
      throw error;
    }
    this.logger.log(`listening on ${await this.app.getUrl()}`);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void this.stop(signal));
  }

  private async stop(signal: NodeJS.Signals): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    this.logger.log(`${signal}: stopping`);
    await this.close();
    process.exit(0);
  }

  /** Bots, then HTTP, then workers, then the stores; ends the process when that takes too long. */
  private async close(): Promise<void> {
    setTimeout(() => {
      this.logger.error('the work did not end in time; it goes on after the next start');
      process.exit(1);
    }, this.config.shutdownTimeoutMs).unref();
    await this.app.close();
    await this.stores.close();
  }
}

void main();
