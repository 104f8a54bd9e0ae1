import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeRegos, FakeTelegram } from '@rto/fakes';
import { connectShop, waitUntilReady } from './demo-tenant';
import { openShop, type OpenShop } from './demo-shop';
import { freePort, listen, listenFrom } from './listening';
import { LiveViews } from './live-views';
import { pageListener } from './page-server';
import { PERSONAS, Shoppers } from './shoppers';
import { ServiceProcess } from './service-process';
import { ShopStaff } from './shop-staff';
import { ItemPictures } from './shop';
import { startingListener } from './starting-page';
import { readStaticFiles, type ServedFile } from './static-files';

/** Where the build puts things, seen from this file's place in it. */
const PAGE_FOLDER = join(__dirname, '../public');
const SERVICE_ENTRY = join(__dirname, '../../standalone/src/main.js');
const DEFAULT_PORT = 8080;
/** Where the shop says that its pictures are: a public address, as the service wants one, that exists in here only. */
const PICTURES_URL = 'https://pictures.dastarxon.example';
/** Shorter than in production, so that a person sees how a lost answer ends. */
const REGOS_TIMEOUT_MS = 8_000;
const REGOS_SETTLE_MS = 10_000;

interface DemoOptions {
  /** Port of the page; undefined: 8080 or the next free one. */
  readonly port: number | undefined;
  /** True: the service logs to this terminal. */
  readonly verbose: boolean;
}

/** The sandbox REGOS and Telegram, the real service between them, and the page; all on this machine only. */
export class Demo {
  private readonly pictures = new ItemPictures();
  private readonly telegram = new FakeTelegram({ web: (url) => itemPicture(this.pictures, url) });
  private readonly regos = new FakeRegos();
  private readonly files = readStaticFiles(PAGE_FOLDER);
  /** Replaced by the page itself once there is something to show. */
  private answer = startingListener(this.files);
  private readonly page = createServer((request, response) => this.answer(request, response));
  private readonly closers: (() => void | Promise<unknown>)[] = [];
  private service: ServiceProcess | undefined;

  constructor(private readonly options: DemoOptions) {}

  /** @returns the page's address, once the bot answers */
  async start(signal: AbortSignal): Promise<string> {
    const { port } = this.options;
    const pagePort =
      port === undefined ? await listenFrom(this.page, DEFAULT_PORT) : await listen(this.page, port);
    this.closers.push(() => void this.page.close());
    await this.telegram.listen();
    this.closers.push(() => this.telegram.close());
    await this.regos.listen();
    this.closers.push(() => this.regos.close());
    const servicePort = await freePort();
    const handlerSecret = secret();
    const shop = openShop(this.regos, this.telegram, {
      pictureUrl: PICTURES_URL,
      handlerUrl: `http://127.0.0.1:${servicePort}/regos/${handlerSecret}`,
    });
    await this.startService(shop, servicePort, handlerSecret, signal);
    this.servePage(shop);
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
      TELEGRAM_API_URL: this.telegram.url,
      REGOS_API_URL: this.regos.url,
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

  private servePage(shop: OpenShop): void {
    const { telegram, regos } = this;
    const shoppers = new Shoppers(telegram, shop.botToken, () => this.pictures.snapshot());
    const staff = new ShopStaff(regos, shop.connectedIntegrationId, shop.data, shop);
    const demo = { bot: shop.bot, shop: shop.name, personas: PERSONAS };
    const views = new LiveViews(demo, shoppers, staff, { telegram, regos });
    this.closers.push(() => views.close());
    this.answer = pageListener({
      files: this.files,
      actions: { ...shoppers.actions, ...staff.actions },
      acted: () => views.publishSoon(),
      events: (response) => views.open(response),
      picture: (path) => telegram.picture(path),
    });
  }
}

async function connectWhenReady(
  service: { readonly url: string; readonly adminKey: string },
  shop: OpenShop,
  signal: AbortSignal,
): Promise<void> {
  await waitUntilReady(service, signal);
  await connectShop(
    service,
    { connectedIntegrationId: shop.connectedIntegrationId, name: shop.name },
    signal,
  );
}

function itemPicture(pictures: ItemPictures, url: string): ServedFile | undefined {
  if (!url.startsWith(`${PICTURES_URL}/`)) return undefined;
  const bytes = pictures.byFileName(url.slice(PICTURES_URL.length + 1));
  return bytes && { contentType: 'image/png', bytes };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
