import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { FakeRegos, FakeTelegram } from '@rto/fakes';
import { openShop, type OpenShop, type ShopIdentity } from './demo-shop';
import { LiveViews } from './live-views';
import { pageListener } from './page-server';
import { ItemPictures } from './shop';
import { ShopStaff } from './shop-staff';
import { OWNER_VIEW, PERSONAS, Shoppers } from './shoppers';
import { STAFF_VIEW } from './staff-room';
import { startingListener } from './starting-page';
import { readStaticFiles, type ServedFile } from './static-files';

/** Where the build puts things, seen from this file's place in it. */
const PAGE_FOLDER = join(__dirname, '../public');
/** Where the shop says that its pictures are: a public address, as the service wants one, that exists in here only. */
const PICTURES_URL = 'https://pictures.dastarxon.example';

/** The fake REGOS and the fake Telegram as servers, one stocked shop in both, and the page; on this machine only. */
export class Sandbox {
  private readonly pictures = new ItemPictures();
  private readonly telegram = new FakeTelegram({ web: (url) => itemPicture(this.pictures, url) });
  private readonly regos = new FakeRegos();
  private readonly files = readStaticFiles(PAGE_FOLDER);
  /** Replaced by the page itself once there is something to show. */
  private answer = startingListener(this.files);
  private readonly page = createServer((request, response) => this.answer(request, response));
  private readonly closers: (() => void | Promise<unknown>)[] = [];

  /** @param listening starts the server somewhere @returns the port */
  async listenForPage(listening: (page: Server) => Promise<number>): Promise<number> {
    const port = await listening(this.page);
    this.closers.push(() => void this.page.close());
    return port;
  }

  async listenForRegos(port = 0): Promise<void> {
    await this.regos.listen(port);
    this.closers.push(() => this.regos.close());
  }

  async listenForTelegram(port = 0): Promise<void> {
    await this.telegram.listen(port);
    this.closers.push(() => this.telegram.close());
  }

  get regosUrl(): string {
    return this.regos.url;
  }

  get telegramUrl(): string {
    return this.telegram.url;
  }

  /** @param handlerUrl where REGOS tells of events */
  openShop(handlerUrl: string, identity?: ShopIdentity): OpenShop {
    return openShop(this.regos, this.telegram, { pictureUrl: PICTURES_URL, handlerUrl }, identity);
  }

  servePage(shop: OpenShop): void {
    const { telegram, regos } = this;
    const shoppers = new Shoppers(telegram, shop.botToken, () => this.pictures.snapshot(), shop.staffRoom);
    const staff = new ShopStaff(regos, shop.connectedIntegrationId, shop.data, shop);
    const demo = { bot: shop.bot, shop: shop.name, personas: PERSONAS, staff: STAFF_VIEW, owner: OWNER_VIEW };
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

  async close(): Promise<void> {
    for (const close of this.closers.splice(0).reverse()) await close();
  }
}

function itemPicture(pictures: ItemPictures, url: string): ServedFile | undefined {
  if (!url.startsWith(`${PICTURES_URL}/`)) return undefined;
  const bytes = pictures.byFileName(url.slice(PICTURES_URL.length + 1));
  return bytes && { contentType: 'image/png', bytes };
}
