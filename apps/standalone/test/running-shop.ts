import { join } from 'node:path';
import { aDataDir, removeFolder } from '@rto/testing';
import { freePort, TestProcess } from './test-process';
import { TestWorld, type ShopOptions } from './test-world';

export { until } from './test-process';
export { ADMIN_KEY, HANDLER_SECRET, type ShopOptions, type TestTenant } from './test-world';

export const ENTRY = join(__dirname, '../../../dist/apps/standalone/src/main.js');

/** The built service in one process, between a fake REGOS and a fake Telegram. */
export class RunningShop extends TestWorld {
  private process!: TestProcess;
  private variables: Record<string, string> = {};
  dataDir = '';

  /** Starts everything with one connected shop. */
  static async open(options: ShopOptions = {}): Promise<RunningShop> {
    const running = new RunningShop(options);
    await running.openFakes();
    running.dataDir = await aDataDir();
    const port = await freePort();
    const PUBLIC_URL = `http://127.0.0.1:${port}`;
    running.variables = { DATA_DIR: running.dataDir, PUBLIC_URL, ...running.environment };
    running.process = new TestProcess([ENTRY], port, running.variables);
    try {
      await running.start();
      running.tenant = await running.connect(options);
    } catch (error) {
      await running.close(); // nobody else can: the caller gets no shop
      throw error;
    }
    return running;
  }

  get url(): string {
    return this.process.url;
  }

  get log(): string {
    return this.process.log;
  }

  /** From the next start on. */
  receiveBy(updates: 'polling' | 'webhook'): void {
    this.variables['TELEGRAM_UPDATES'] = updates;
  }

  /** @param extra variables of this start alone */
  async start(extra: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.process.start(extra);
  }

  /** Starts it and waits for nothing. @param extra variables of this start alone */
  spawn(extra: Readonly<Record<string, string>>): void {
    this.process.spawn(extra);
  }

  /** Of the running process. */
  get pid(): number {
    return this.process.pid;
  }

  get isRunning(): boolean {
    return this.process.isRunning;
  }

  /** @returns its exit code; undefined when a signal ended it, or when it was not running */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | undefined> {
    return this.process.stop(signal);
  }

  async close(): Promise<void> {
    await this.stop();
    await this.closeFakes();
    if (this.dataDir !== '') removeFolder(this.dataDir);
  }
}
