import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectShop } from '../src/demo-tenant';
import { freePort } from '../src/listening';
import { ServiceProcess } from '../src/service-process';
import type { StagedShop, Stage } from './stage';

/** Where the build puts it, seen from this file's place in it. */
const SERVICE_ENTRY = join(__dirname, '../../standalone/src/main.js');
/** How exactly a start is timed. */
const POLL_MS = 20;
const START_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 60_000;

/** What the service says of its own process. */
export interface Usage {
  readonly rssMb: number;
  /** CPU time since the start, user and system; seconds. */
  readonly cpuSec: number;
}

/** The built service as a process between the fakes of a stage; it can be started again on the same data. */
export class BenchService {
  private readonly adminKey = randomBytes(24).toString('base64url');
  private readonly handlerSecret = randomBytes(24).toString('base64url');
  private process: ServiceProcess | undefined;

  private constructor(
    private readonly stage: Stage,
    private readonly stores: Readonly<Record<string, string>>,
    private readonly dataDir: string,
    private readonly port: number,
  ) {
    process.once('exit', this.endAtExit);
  }

  /** @param stores variables that name its stores; none: the embedded ones */
  static async prepare(stage: Stage, stores: Readonly<Record<string, string>> = {}): Promise<BenchService> {
    const dataDir = mkdtempSync(join(tmpdir(), 'rto-bench-'));
    return new BenchService(stage, stores, dataDir, await freePort());
  }

  /** @returns milliseconds from the start of the process until it is ready */
  async start(): Promise<number> {
    const startedAt = performance.now();
    const service = new ServiceProcess({
      entry: SERVICE_ENTRY,
      dataDir: this.dataDir,
      environment: this.environment,
      verbose: false,
    });
    this.process = service;
    await Promise.race([service.died, this.ready(startedAt + START_TIMEOUT_MS)]);
    return performance.now() - startedAt;
  }

  async stop(): Promise<void> {
    await this.process?.stop();
  }

  /** Stops it and removes its folder. */
  async close(): Promise<void> {
    await this.stop();
    process.off('exit', this.endAtExit);
    this.removeData();
  }

  /** A new shop whose bot is running. */
  async connect(): Promise<StagedShop> {
    const shop = this.stage.addShop(`${this.url}/regos/${this.handlerSecret}`);
    const { connectedIntegrationId, name } = shop;
    const { url, adminKey } = this;
    await connectShop(
      { url, adminKey },
      { connectedIntegrationId, name },
      AbortSignal.timeout(CONNECT_TIMEOUT_MS),
    );
    return shop;
  }

  async usage(): Promise<Usage> {
    const response = await fetch(`${this.url}/metrics`);
    const metrics = await response.text();
    const metric = (name: string): number => {
      const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1];
      if (value === undefined) throw new Error(`/metrics has no ${name}`);
      return Number(value);
    };
    return {
      rssMb: metric('process_resident_memory_bytes') / 2 ** 20,
      cpuSec: metric('process_cpu_seconds_total'),
    };
  }

  /** After a failed scenario, or when the run is interrupted: nothing can be awaited there. */
  private readonly endAtExit = (): void => {
    void this.process?.stop();
    this.removeData();
  };

  private removeData(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private get environment(): Record<string, string> {
    return {
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(this.port),
      DATA_DIR: this.dataDir,
      TELEGRAM_API_URL: this.stage.telegram.url,
      REGOS_API_URL: this.stage.regos.url,
      REGOS_HANDLER_SECRET: this.handlerSecret,
      ADMIN_API_KEY: this.adminKey,
      LOG_LEVEL: 'warn',
      ...this.stores,
    };
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
