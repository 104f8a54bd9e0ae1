import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorMessage } from '@rto/kernel';
import { connectWhenReady } from '../demo-tenant';
import type { FixedSandbox } from '../fixed-sandbox';
import { ServiceProcess } from '../service-process';
import { ROOT } from './project-root';

/** The service as it is now in the sources; its database lasts as long as this command, over all restarts. */
export class DevelopedService {
  readonly adminKey = 'dev-admin-key-0123456789abcdef';
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'rto-dev-'));
  private process: ServiceProcess | undefined;

  constructor(private readonly fixed: FixedSandbox) {}

  get url(): string {
    return `http://127.0.0.1:${this.fixed.servicePort}`;
  }

  async start(): Promise<void> {
    this.process = new ServiceProcess({
      entry: join(ROOT, 'dist/apps/standalone/src/main.js'),
      dataDir: this.dataDir,
      environment: {
        HTTP_HOST: '127.0.0.1',
        HTTP_PORT: String(this.fixed.servicePort),
        DATA_DIR: this.dataDir,
        ADMIN_API_KEY: this.adminKey,
        ...this.fixed.serviceEnvironment,
      },
      verbose: true,
    });
    // the next change may mend it
    this.process.died.catch((error: unknown) => console.error(errorMessage(error)));
  }

  /** Registers the sandbox's shop. @throws Error when the service ends or does not answer for long */
  async connect(signal: AbortSignal): Promise<void> {
    const connected = connectWhenReady({ url: this.url, adminKey: this.adminKey }, this.fixed.shop, signal);
    await Promise.race([this.process?.died, connected]);
  }

  /** Compiles the sources and starts what comes out; what does not compile leaves the running service alone. */
  async renew(file: string): Promise<void> {
    console.log(`\n  ${file} changed: compiling…`);
    const build = [join(ROOT, 'scripts/build.mjs'), '--onto'];
    const compiler = spawn(process.execPath, build, { cwd: ROOT, stdio: 'inherit' });
    const [status] = (await once(compiler, 'exit')) as [number | null];
    if (status !== 0) return;
    await this.process?.stop();
    await this.start();
    console.log('  Restarted.\n');
  }

  async stop(): Promise<void> {
    await this.process?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
