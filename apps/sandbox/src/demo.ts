import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenShop } from './demo-shop';
import { connectWhenReady } from './demo-tenant';
import { freePort, listen, listenFrom } from './listening';
import { Sandbox } from './sandbox';
import { ServiceProcess } from './service-process';

/** Where the build puts the service, seen from this file's place in it. */
const SERVICE_ENTRY = join(__dirname, '../../standalone/src/main.js');
const DEFAULT_PORT = 8080;
/** Shorter than in production, so that a person sees how a lost answer ends. */
const REGOS_TIMEOUT_MS = 8_000;
const REGOS_SETTLE_MS = 10_000;

interface DemoOptions {
  /** Port of the page; undefined: 8080 or the next free one. */
  readonly port: number | undefined;
  /** True: the service logs to this terminal. */
  readonly verbose: boolean;
}

/** The sandbox, and the real service behind its shop; all on this machine only. */
export class Demo {
  private readonly sandbox = new Sandbox();
  private readonly closers: (() => void | Promise<unknown>)[] = [() => this.sandbox.close()];
  private service: ServiceProcess | undefined;

  constructor(private readonly options: DemoOptions) {}

  /** @returns the page's address, once the bot answers */
  async start(signal: AbortSignal): Promise<string> {
    const { port } = this.options;
    const pagePort = await this.sandbox.listenForPage((page) =>
      port === undefined ? listenFrom(page, DEFAULT_PORT) : listen(page, port),
    );
    await this.sandbox.listenForTelegram();
    await this.sandbox.listenForRegos();
    const servicePort = await freePort();
    const handlerSecret = secret();
    const shop = this.sandbox.openShop(`http://127.0.0.1:${servicePort}/regos/${handlerSecret}`);
    await this.startService(shop, servicePort, handlerSecret, signal);
    this.sandbox.servePage(shop);
    return `http://localhost:${pagePort}`;
  }

  /** Resolves when `signal` says stop. @throws Error with the service's last lines when it ends by itself */
  async run(signal: AbortSignal): Promise<void> {
    const told = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    if (!signal.aborted) await Promise.race([told, this.service?.died]);
  }

  /** Stops everything and removes what it wrote. */
  async stop(): Promise<void> {
    for (const close of this.closers.splice(0).reverse()) await close();
  }

  private async startService(
    shop: OpenShop,
    port: number,
    handlerSecret: string,
    signal: AbortSignal,
  ): Promise<void> {
    const dataDir = await mkdtemp(join(tmpdir(), 'telegram-orders-demo-'));
    this.closers.push(() => rm(dataDir, { recursive: true, force: true }));
    const adminKey = secret();
    const environment = {
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(port),
      DATA_DIR: dataDir,
      TELEGRAM_API_URL: this.sandbox.telegramUrl,
      REGOS_API_URL: this.sandbox.regosUrl,
      REGOS_HANDLER_SECRET: handlerSecret,
      REGOS_TIMEOUT_MS: String(REGOS_TIMEOUT_MS),
      REGOS_SETTLE_MS: String(REGOS_SETTLE_MS),
      ADMIN_API_KEY: adminKey,
    };
    const service = new ServiceProcess({
      entry: SERVICE_ENTRY,
      dataDir,
      environment,
      verbose: this.options.verbose,
    });
    this.service = service;
    this.closers.push(() => service.stop());
    const address = { url: `http://127.0.0.1:${port}`, adminKey };
    await Promise.race([service.died, connectWhenReady(address, shop, signal)]);
  }
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
