import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectShop } from '../src/demo-tenant';
import { freePort } from '../src/listening';
import { ServiceProcess } from '../src/service-process';
import type { StagedShop, Stage } from './stage';

export type AppName = 'standalone' | 'api' | 'bot' | 'worker';

/** Where the build puts them, seen from this file's place in it. */
const APPS = join(__dirname, '../..');
const PROBE = join(__dirname, 'probe/main.js');
/** How exactly a start is timed. */
const POLL_MS = 20;
const START_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 60_000;

/** What a process uses. */
interface Usage {
  readonly rssMb: number;
  readonly heapMb: number;
  /** CPU time since the start, user and system; seconds. */
  readonly cpuSec: number;
}

/** One of the built apps as a process between the fakes of a stage; it can be started again on the same data. */
export class BenchService {
  private process: ServiceProcess | undefined;

  private constructor(
    private readonly stage: Stage,
    private readonly app: AppName,
    private readonly stores: Readonly<Record<string, string>>,
    private readonly dataDir: string,
    private readonly port: number,
  ) {
    process.once('exit', this.endAtExit);
  }

  /** @param stores variables that name its stores, and whatever else it is told; none: the embedded ones */
  static async prepare(
    stage: Stage,
    stores: Readonly<Record<string, string>> = {},
    app: AppName = 'standalone',
  ): Promise<BenchService> {
    const dataDir = mkdtempSync(join(tmpdir(), 'rto-bench-'));
    return new BenchService(stage, app, stores, dataDir, await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** All that the process is told. */
  get environment(): Record<string, string> {
    return {
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(this.port),
      PUBLIC_URL: this.url,
      DATA_DIR: this.dataDir,
      TELEGRAM_API_URL: this.stage.telegram.url,
      REGOS_API_URL: this.stage.regos.url,
      REGOS_HANDLER_SECRET: this.stage.handlerSecret,
      ADMIN_API_KEY: this.stage.adminKey,
      LOG_LEVEL: 'warn',
      ...this.stores,
    };
  }

  /** @returns milliseconds from the start of the process until it is ready */
  async start(): Promise<number> {
    const startedAt = performance.now();
    const { profileDir } = this.stage;
    const service = new ServiceProcess({
      entry: join(APPS, this.app, 'src/main.js'),
      dataDir: this.dataDir,
      environment: this.environment,
      verbose: false,
      nodeArguments: [
        ...['--expose-gc', '--require', PROBE],
        ...(profileDir === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileDir]),
      ],
    });
    this.process = service;
    await Promise.race([service.died, this.ready(startedAt + START_TIMEOUT_MS)]);
    return performance.now() - startedAt;
  }

  async stop(): Promise<void> {
    await this.process?.stop();
  }

  /** As `kill -9` does. */
  async kill(): Promise<void> {
    await this.process?.kill();
  }

  /** Stops it and removes its folder. */
  async close(): Promise<void> {
    await this.stop();
    process.off('exit', this.endAtExit);
    this.removeData();
  }

  /** A new shop whose bot is running. */
  async connect(shop: StagedShop = this.stage.addShop(this.url)): Promise<StagedShop> {
    const { connectedIntegrationId, name } = shop;
    const { adminKey } = this.stage;
    await connectShop(
      { url: this.url, adminKey },
      { connectedIntegrationId, name },
      AbortSignal.timeout(CONNECT_TIMEOUT_MS),
    );
    return shop;
  }

  usage(): Promise<Usage> {
    return this.ask('now');
  }

  /** After everything that is garbage is gone. */
  collectedUsage(): Promise<Usage> {
    return this.ask('collected');
  }

  private async ask(question: 'now' | 'collected'): Promise<Usage> {
    const answer = await this.process?.ask(question);
    const { rss, heapUsed, cpuUs } = answer as { rss: number; heapUsed: number; cpuUs: number };
    return { rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20, cpuSec: cpuUs / 1_000_000 };
  }

  /** After a failed scenario, or when the run is interrupted: nothing can be awaited there. */
  private readonly endAtExit = (): void => {
    void this.process?.kill();
    this.removeData();
  };

  private removeData(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async ready(deadline: number): Promise<void> {
    for (;;) {
      const response = await fetch(`${this.url}/health/ready`).catch(() => undefined); // not listening yet
      if (response?.ok) return;
      if (performance.now() > deadline)
        throw new Error(`the service is not ready:\n${this.process?.lastLines()}`);
      await wait(POLL_MS);
    }
  }
}
