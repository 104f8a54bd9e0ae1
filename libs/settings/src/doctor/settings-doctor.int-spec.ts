import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '@rto/config';
import { Cipher, Database, DatabaseHandle } from '@rto/database';
import { Clock, ManualClock, Money, Quantity } from '@rto/kernel';
import { MemoryRateBuckets, RateBuckets } from '@rto/kv';
import { RegosDeliveryOrders, RegosModule, type NewDeliveryOrder } from '@rto/regos';
import { aShop, aShopItem, FakeRegos, FakeTelegram, type NewAccount } from '@rto/fakes';
import { BotProbeModule } from '@rto/telegram';
import { openTestDatabase } from '@rto/testing';
import type { Tenant } from '../tenants/tenant';
import { TenantService } from '../tenants/tenant.service';
import { logger } from '../tenants/tenants.fixture';
import { aTenant, NOW, told } from './doctor.builders';
import { SettingsDoctor } from './settings-doctor';

const TOKEN = '123456789:AAsecretTokenOfTheBot-0123456789_abcd';
const CONNECTION = '0123456789abcdef0123456789abcdef';
const STAFF = 7;
const AN_ORDER: NewDeliveryOrder = {
  date: NOW,
  sourceId: 4,
  priceTypeId: 2,
  stockId: 1,
  customerId: 5,
  externalCode: 'tg-1',
  phone: undefined,
  address: undefined,
  description: undefined,
  deliveryTypeId: undefined,
  paymentTypeId: undefined,
  cardId: undefined,
  deliveryAt: undefined,
  location: undefined,
  lines: [{ itemId: 101, quantity: Quantity.of('1'), price: Money.of('18500', 'UZS') }],
};
const WORKING = {
  BOT_TOKEN: TOKEN,
  CUSTOMER_GROUP_ID: '1',
  ORDERS_CHAT_ID: String(STAFF),
  INLINE_SHARING: 'false',
};

/** REGOS, Telegram and both clients as they are; only the tenant comes from the test. */
describe('the settings doctor against REGOS and Telegram', () => {
  const clock = new ManualClock(NOW);
  let close: () => Promise<void>;
  let database: DatabaseHandle;
  let regos: FakeRegos;
  let telegram: FakeTelegram;
  let app: TestingModule | undefined;
  let tenant: Tenant;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase('postgres', logger));
  });
  afterAll(() => close());

  beforeEach(async () => {
    regos = new FakeRegos({ clock, rateLimit: true });
    telegram = new FakeTelegram({ clock });
    await Promise.all([regos.listen(), telegram.listen()]);
    telegram.addBot({ token: TOKEN, username: 'market_bot' });
    telegram.person({ id: STAFF, firstName: 'Staff' }).chatWith(TOKEN).send('/start');
    tenant = aTenant(WORKING);
    openShop();
  });
  afterEach(async () => {
    await Promise.all([app?.close(), regos.close(), telegram.close()]);
    expect([...regos.violations, ...telegram.violations]).toEqual([]);
  });

  function openShop(account: Partial<NewAccount> = {}): void {
    const shop = aShop({ items: [aShopItem()] });
    regos.addAccount({ connectedIntegrationId: CONNECTION, shop, ...account });
  }

  async function check() {
    const env = { REGOS_API_URL: regos.url, TELEGRAM_API_URL: telegram.url, ADMIN_API_KEY: 'x'.repeat(24) };
    const config = loadConfig(
      { ...env, DATA_DIR: '/nowhere', ENCRYPTION_KEY: 'A'.repeat(43) + '=' },
      () => undefined,
    );

    const globals = [
      { provide: Clock, useValue: clock },
      { provide: DatabaseHandle, useValue: database },
      { provide: Database, useValue: database.db },
      { provide: Cipher, useValue: new Cipher(config.encryptionKeys) },
      { provide: RateBuckets, useValue: new MemoryRateBuckets() },
    ];

    @Global()
    @Module({ providers: globals, exports: globals })
    class Globals {}

    app = await Test.createTestingModule({
      imports: [ConfigModule.forRoot(config), Globals, BotProbeModule, RegosModule],
      providers: [SettingsDoctor, { provide: TenantService, useValue: { get: async () => tenant } }],
    }).compile();
    return (await app.get(SettingsDoctor).check(tenant.id)).findings;
  }

  it('finds nothing wrong with a shop that works', async () => {
    const findings = await check();
    expect(findings.filter(({ severity }) => severity !== 'ok')).toEqual([]);
    expect(told(findings)).toEqual(expect.arrayContaining(['staff_chat_ok ORDERS_CHAT_ID', 'goods_ok']));
  });

  it('writes nothing to anybody, and costs REGOS three requests at most', async () => {
    openShop({ shop: aShop({ items: [aShopItem({ onHand: {} })] }) }); // all hidden: the longest way
    await check();
    expect(regos.calls.map(({ method }) => method)).toEqual(['batch', 'Item/GetExt', 'Item/GetExt']);
    const { requests } = regos.calls[0]?.body as { requests: { path: string }[] };
    expect(requests.filter(({ path }) => !/\/Get(?:Info|WebhookInfo)?$/.test(path))).toEqual([]);
    expect(new Set(telegram.calls.map(({ method }) => method))).toEqual(
      new Set(['getMe', 'getWebhookInfo', 'getChat']),
    );
  });

  it('finds what is wrong with a shop of many faults', async () => {
    tenant = aTenant({
      ...WORKING,
      ORDER_SOURCE_ID: '99',
      DELIVERY_TYPE_REQUIRED: 'true',
      ITEM_GROUP_IDS: '7,98',
      ORDERS_CHAT_ID: '8',
    });
    openShop({
      active: false,
      tariff: { paidUntil: '2026-11-20T00:00:00Z', additionalFields: false },
      shop: aShop({ items: [], deliveryTypes: [] }),
    });
    await telegram
      .bot(TOKEN)
      .setWebhook({ url: 'https://other.example/hook', secretToken: undefined, maxConnections: 1 });
    expect(told((await check()).filter(({ severity }) => severity !== 'ok')).sort()).toEqual([
      'connection_inactive',
      'item_groups_not_found ITEM_GROUP_IDS',
      'no_delivery_types DELIVERY_TYPE_REQUIRED',
      'no_telegram_field',
      'record_not_found ORDER_SOURCE_ID',
      'staff_chat_not_found ORDERS_CHAT_ID',
      'tariff_expired',
      'webhook_foreign',
    ]);
  });

  it('finds a price type of another branch, whose prices are all zero here (docs/regos.md 21.10)', async () => {
    const priceTypes = [{ id: 2, name: 'Розничная', currency: 'UZS', stockIds: [2] }];
    openShop({ shop: aShop({ items: [aShopItem()], priceTypes }) });
    const faults = (await check()).filter(({ severity }) => severity === 'error');
    expect(told(faults)).toEqual(['nothing_shown', 'no_prices_in_stock PRICE_TYPE_ID']);
  });

  it('finds that documents of a stock cannot be read back, and nothing where they can (issue 9)', async () => {
    regos.addCustomer(CONNECTION, { id: 5, groupId: 1, firstName: 'Aziz' });
    await check();
    const id = await app?.get(RegosDeliveryOrders).addFull(tenant.connection, AN_ORDER);
    const again = () => app?.get(SettingsDoctor).check(tenant.id, [{ id: id ?? 0, stockId: 1 }]);
    expect(told((await again())?.findings ?? [])).not.toContain('documents_hidden STOCK_ID');
    regos.switches.hiddenStockIds = [1];
    expect(told((await again())?.findings ?? [])).toContain('documents_hidden STOCK_ID');
  });

  it.each(['legacyIgnored', 'filtersIgnored'] as const)(
    'is not misled by a REGOS with %s',
    async (dialect) => {
      regos.switches.dialect = dialect;
      expect((await check()).filter(({ severity }) => severity !== 'ok')).toEqual([]);
    },
  );

  it('tells a REGOS that is down in one finding', async () => {
    regos.faults.add({ kind: 'down' });
    expect(told(await check())).toEqual(expect.arrayContaining(['regos_unreachable', 'webhook_ok']));
  });

  it('tells a connection that is gone', async () => {
    regos.removeAccount(CONNECTION);
    expect(told(await check())).toContain('connection_refused');
  });

  it('tells a revoked token, and goes on with REGOS', async () => {
    telegram.revoke(TOKEN);
    expect(told(await check())).toEqual(expect.arrayContaining(['token_rejected BOT_TOKEN', 'goods_ok']));
  });
});
