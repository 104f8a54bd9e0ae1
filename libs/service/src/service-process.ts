import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { InternalDoor } from '@rto/admin';
import type { Config } from '@rto/config';
import { errorMessage, PermanentError, SystemClock } from '@rto/kernel';
import { Health, type AppLogger } from '@rto/observability';
import { databaseLost, openStores, type Stores } from '@rto/stores';
import type { NextFunction, Request, Response } from 'express';
import { BareProblems } from './bare-problems';
import { BoundedHttpAdapter } from './bounded-http-adapter';
import { listen } from './listen';
import { OpenAnswers } from './open-answers';
import { traceRequest } from './request-trace';
import type { ServiceApp } from './service-app';

export const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** npm hands on the Ctrl-C that the terminal has sent to everybody: the same wish, said twice. */
const SAME_SIGNAL_MS = 500;

/** The running process: from the first request to the last. */
export class ServiceProcess {
  private readonly answers = new OpenAnswers();
  private stores: Stores | undefined;
  private nest: NestExpressApplication | undefined;
  private internalDoor: InternalDoor | undefined;
  private starting: Promise<void> = Promise.resolve();
  private stoppingSinceMs: number | undefined;

  constructor(
    private readonly app: ServiceApp,
    private readonly config: Config,
    private readonly logger: AppLogger,
  ) {}

  /** Never rejects: what goes wrong ends the process. */
  async run(): Promise<void> {
    for (const signal of SIGNALS) process.on(signal, () => this.hear(signal));
    try {
      this.starting = this.start();
      await this.starting;
    } catch (error) {
      if (this.isStopping) return; // it ends anyway
      // what an operator can mend is one line that says how; anything else comes with its stack
      const line = error instanceof PermanentError ? error.message : databaseLost(error);
      if (line !== undefined) this.logger.fatal(line);
      else this.logger.fatal('the service cannot start', error);
      await this.end(1); // bots may be running by now
    }
  }

  private get isStopping(): boolean {
    return this.stoppingSinceMs !== undefined;
  }

  /** A stop that comes in between is heard after each step. */
  private async start(): Promise<void> {
    this.stores = await openStores(this.config, new SystemClock(), this.logger);
    if (this.isStopping) return;
    const module = this.app.module(this.config, this.stores);
    const options = { logger: this.logger, abortOnError: false };
    const nest = await NestFactory.create<NestExpressApplication>(module, new BoundedHttpAdapter(), options);
    this.nest = nest;
    if (this.isStopping) return;
    const health = nest.get(Health);
    nest.disable('x-powered-by');
    nest.use(traceRequest, (_request: Request, response: Response, next: NextFunction) => {
      this.answers.add(response);
      if (health.isStopping) this.answers.closeConnections();
      next();
    });
    nest.set('trust proxy', this.config.http.trustedProxies);
    this.internalDoor = new InternalDoor(nest);
    if (this.app.setUpHttp) this.app.setUpHttp(nest);
    else nest.useGlobalFilters(new BareProblems());
    const { host, port, internalPort } = this.config.http;
    const { internalDoor } = this;
    await listen('HTTP_PORT', { host, port }, () => nest.listen(port, host));
    await listen('INTERNAL_PORT', { host, port: internalPort }, () => internalDoor.open());
    if (!this.isStopping) this.logger.log(`listening on ${await nest.getUrl()}`);
  }

  private hear(signal: NodeJS.Signals): void {
    const nowMs = performance.now();
    if (this.stoppingSinceMs === undefined) {
      this.stoppingSinceMs = nowMs;
      this.logger.log(`${signal}: stopping`);
      void this.end(0);
    } else if (nowMs - this.stoppingSinceMs > SAME_SIGNAL_MS) {
      this.logger.warn(`${signal} again: ending at once; the work goes on after the next start`);
      process.exit(1);
    }
  }

  /** Ends the process within SHUTDOWN_TIMEOUT_MS, whatever hangs. */
  private async end(code: number): Promise<void> {
    setTimeout(() => {
      this.logger.error('the work did not end in time; it goes on after the next start');
      process.exit(1);
    }, this.config.shutdownTimeoutMs).unref();
    try {
      await this.close();
      process.exit(code);
    } catch (error) {
      // what has not quite started may not quite stop, and why it has not started was said
      if (code === 0) this.logger.fatal('the service did not stop cleanly', error);
      else this.logger.warn(`not all of it stopped: ${errorMessage(error)}`);
      process.exit(1);
    }
  }

  /** Bots, then HTTP, then workers, then the stores. */
  private async close(): Promise<void> {
    this.nest?.get(Health).stop(); // before anything is waited for: no new traffic is wanted
    this.answers.closeConnections();
    await this.starting.catch(() => undefined); // told by `run`
    this.nest?.get(Health).stop();
    await this.internalDoor?.close();
    await this.nest?.close();
    await this.stores?.close();
  }
}
