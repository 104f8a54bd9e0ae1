import { orders } from '@rto/database';
import { LinkRepository } from '@rto/orders';
import { TenantService } from '@rto/settings';
import { eq } from 'drizzle-orm';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { AdminApi, SETTINGS } from '../admin.fixture';

const DAY = '2026-11-23';

interface Link {
  readonly payload: string;
  readonly address: string | null;
  readonly qr: string | null;
  readonly uses: number;
  readonly orders: number;
  readonly sums: readonly object[];
}

describe('the links of a shop', () => {
  let api: AdminApi;
  let tenantId: string;

  beforeAll(async () => {
    api = await AdminApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    tenantId = await api.tenant();
  });

  async function links(query: string, of = tenantId): Promise<readonly Link[]> {
    const { status, body } = await api.call('GET', `/tenants/${of}/links${query}`);
    expect(status).toBe(200);
    return body['items'] as Link[];
  }
  async function used(link: string, source: string, times: number): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      await api.app.get(LinkRepository, { strict: false }).count(tenantId, { link, source }, DAY);
    }
  }
  async function sold(number: number, link: string, linkSource: string, state?: string): Promise<void> {
    const id = await api.order(tenantId, number, state);
    await api.database.db.of(tenantId).update(orders).set({ link, linkSource }).where(eq(orders.id, id));
  }
  async function named(username: string): Promise<void> {
    const service = api.app.get(TenantService, { strict: false });
    await service.setBot(tenantId, SETTINGS.BOT_TOKEN, { id: 123456789, username });
  }

  it('have an address and a QR code that leads there, once the bot has a name', async () => {
    expect((await links('?itemId=101'))[0]).toMatchObject({ payload: 'item_101', address: null, qr: null });
    await named('shop_bot');
    const [link] = await links('?itemId=101&campaign=insta-1');
    const address = 'https://t.me/shop_bot?start=item_101-src_insta-1';
    expect(link).toMatchObject({ payload: 'item_101-src_insta-1', address });
    const png = PNG.sync.read(Buffer.from(String(link?.qr).replace('data:image/png;base64,', ''), 'base64'));
    expect(jsQR(new Uint8ClampedArray(png.data), png.width, png.height)?.data).toBe(address);
  });

  it.each([
    ['?groupId=7', 'group_7'],
    ['?promo=new-year', 'promo_new-year'],
    ['?promo=sale&campaign=flyer', 'promo_sale-src_flyer'],
    ['?campaign=flyer', 'src_flyer'],
  ])('lead to whatever is asked for: %s', async (query, payload) => {
    expect(await links(query)).toMatchObject([{ payload, uses: 0, orders: 0, sums: [] }]);
  });

  it('tell how often they were used and what they sold, each and together', async () => {
    await used('item_101', 'insta', 2);
    await used('item_101', '', 1);
    await used('group_7', 'insta', 1);
    await sold(1, 'item_101', 'insta');
    await sold(2, 'group_7', 'insta');
    await sold(3, 'item_101', 'insta', 'cancelled');
    await sold(4, 'item_101', 'insta', 'refused');
    const sums = (amount: string) => [{ amount, currency: 'UZS' }];
    expect(await links('?itemId=101')).toMatchObject([{ uses: 3, orders: 1, sums: sums('118500.5') }]);
    expect(await links('?campaign=insta')).toMatchObject([{ uses: 3, orders: 2, sums: sums('237001') }]);
    expect(await links('?itemId=101&campaign=insta')).toMatchObject([{ uses: 2, orders: 1 }]);
    expect((await links('')).map(({ payload, uses }) => [payload, uses])).toEqual([
      ['item_101-src_insta', 2],
      ['group_7-src_insta', 1],
      ['item_101', 1],
    ]);
    expect((await links('', await api.tenant())).length).toBe(0);
  });

  it.each([
    '?itemId=101&groupId=7',
    '?itemId=0',
    '?itemId=1e3x',
    '?promo=sale!',
    '?campaign=',
    `?promo=${'a'.repeat(59)}`,
    `?itemId=101&campaign=${'a'.repeat(60)}`,
  ])('are refused when Telegram could not follow them: %s', async (query) => {
    const { status, body } = await api.call('GET', `/tenants/${tenantId}/links${query}`);
    expect([status, body['errors']]).toEqual([400, expect.any(Array)]);
  });
});
