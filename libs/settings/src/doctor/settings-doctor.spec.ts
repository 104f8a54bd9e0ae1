import { Test } from '@nestjs/testing';
import { Clock, ManualClock, Quantity, RateLimitedError } from '@rto/kernel';
import {
  RegosDeliveryOrders,
  RegosInspection,
  RegosRefusal,
  RegosUnavailableError,
  SelectorIgnoredError,
  type ShopSetup,
  type StockedItem,
  type StockedItemQuery,
} from '@rto/regos';
import type { Tenant } from '../tenants/tenant';
import { connectionProblem } from '../tenants/connection-problems';
import { settingProblem } from '../values/setting-problems';
import { TenantService } from '../tenants/tenant.service';
import { BotProbe, type Answer, type BotReport } from './bot-probe';
import { anItem, aSetup, aTenant, NOW, read, told } from './doctor.builders';
import { SettingsDoctor } from './settings-doctor';

/** What the doctor asks, and the answers it gets. */
class Surroundings {
  tenant: Tenant = aTenant();
  bot: Answer<BotReport> = {
    kind: 'answered',
    value: {
      username: 'market_bot',
      isInline: true,
      webhook: {
        kind: 'answered',
        value: {
          wanted: false,
          setTo: 'nothing',
          host: undefined,
          pendingUpdates: 0,
          lastErrorAt: undefined,
        },
      },
      staffChat: undefined,
    },
  };
  setup: ShopSetup | Error = aSetup();
  /** Answers to one query after the other. */
  goods: (StockedItem[] | Error)[] = [[anItem()]];
  readonly queries: StockedItemQuery[] = [];
  readonly asked: unknown[] = [];

  get = async () => this.tenant;
  inspect = async (...question: unknown[]) => {
    this.asked.push(question);
    return this.bot;
  };
  read = async () => orThrow(this.setup);
  /** Ids of the documents that REGOS shows. */
  documents: number[] | Error = [];
  getByIds = async (_connection: unknown, ids: readonly number[]) =>
    orThrow(this.documents)
      .filter((id) => ids.includes(id))
      .map((id) => ({ id }));
  firstItems = async (_connection: unknown, query: StockedItemQuery, limit: number) => {
    this.queries.push(query);
    return orThrow(this.goods.shift() ?? []).slice(0, limit);
  };
}

function orThrow<T extends object>(outcome: T | Error): T {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

describe('the settings doctor', () => {
  let world: Surroundings;
  let doctor: SettingsDoctor;

  beforeEach(async () => {
    world = new Surroundings();
    const app = await Test.createTestingModule({
      providers: [
        SettingsDoctor,
        { provide: Clock, useValue: new ManualClock(NOW) },
        ...[TenantService, BotProbe, RegosInspection, RegosDeliveryOrders].map((provide) => ({
          provide,
          useValue: world,
        })),
      ],
    }).compile();
    doctor = app.get(SettingsDoctor);
  });

  const findings = async () => (await doctor.check('tenant-1')).findings;
  const codes = async () => told(await findings());

  it('finds nothing wrong with a healthy shop, and says what it looked at', async () => {
    const checkup = await doctor.check('tenant-1');
    expect(checkup).toMatchObject({ tenantId: 'tenant-1', checkedAt: NOW });
    expect(checkup.findings.filter(({ severity }) => severity !== 'ok')).toEqual([]);
    expect(told(checkup.findings)).toEqual(
      expect.arrayContaining(['token_ok BOT_TOKEN', 'webhook_ok', 'regos_ok', 'tariff_ok', 'goods_ok']),
    );
  });

  it('asks Telegram with the token of the tenant, about its staff chat', async () => {
    world.tenant = aTenant({ ORDERS_CHAT_ID: '-100123' });
    await findings();
    expect(world.asked).toEqual([[world.tenant.id, world.tenant.settings.botToken, -100123]]);
  });

  it('does not ask Telegram without a token', async () => {
    world.tenant = aTenant({ BOT_TOKEN: '' });
    expect(await codes()).toContain('token_missing BOT_TOKEN');
    expect(world.asked).toEqual([]);
  });

  it('asks nobody about a removed shop', async () => {
    world.tenant = aTenant({}, { state: 'removed' });
    expect(await codes()).toEqual(['shop_removed']);
    expect([...world.asked, ...world.queries]).toEqual([]);
  });

  it('tells a silent REGOS in one finding, and checks the bot all the same', async () => {
    world.setup = new RegosUnavailableError('down');
    expect(await codes()).toEqual(['regos_unreachable', 'token_ok BOT_TOKEN', 'webhook_ok']);
    expect(world.queries).toEqual([]);
  });

  it('checks REGOS while Telegram is silent', async () => {
    world.bot = { kind: 'unreachable' };
    expect(await codes()).toEqual(expect.arrayContaining(['telegram_unreachable', 'goods_ok']));
  });

  it('repeats the problems of the settings', async () => {
    world.tenant = aTenant({ PRICE_TYPE_ID: 'retail', CATALOG_PAGE_SIZE: '99', TIME_ZONE: 'Mars' });
    expect(await codes()).toEqual(
      expect.arrayContaining([
        'not_an_id PRICE_TYPE_ID',
        'out_of_range CATALOG_PAGE_SIZE',
        'unknown_time_zone TIME_ZONE',
      ]),
    );
    expect(world.queries).toEqual([]); // there is no price type to ask goods for
  });

  it.each(['connection_refused', 'settings_unread'] as const)(
    'forgets an earlier %s once REGOS answers, and not before',
    async (code) => {
      world.tenant = aTenant({}, { problems: [connectionProblem(code)] });
      expect(await codes()).not.toContain(code);
      world.setup = new RegosUnavailableError('down');
      expect(await codes()).toContain(code);
    },
  );

  it('says a fault once that was noticed before and is found again', async () => {
    world.tenant = aTenant({}, { problems: [connectionProblem('connection_refused')] });
    world.setup = new RegosRefusal('gone', 9006, 'stop');
    expect((await codes()).filter((code) => code === 'connection_refused')).toHaveLength(1);
  });

  it('does not call a token fine for which the bot was stopped', async () => {
    world.tenant = aTenant({}, { problems: [settingProblem('BOT_TOKEN', 'token_rejected')] });
    const found = await codes();
    expect(found).toContain('token_rejected BOT_TOKEN');
    expect(found).not.toContain('token_ok BOT_TOKEN');
  });

  it('looks at no goods when the stock does not exist', async () => {
    world.tenant = aTenant({ STOCK_ID: '99' });
    expect(await codes()).toContain('record_not_found STOCK_ID');
    expect(world.queries).toEqual([]);
  });

  it('looks at the first goods whatever the settings hide, in the chosen groups and those below', async () => {
    world.tenant = aTenant({ ITEM_GROUP_IDS: '3', SHOW_WITHOUT_IMAGES: 'false', STOCK_ID_QUANTITY: '2' });
    await findings();
    expect(world.queries).toEqual([
      {
        priceTypeId: 2,
        stockId: 2,
        groupIds: [3, 7],
        imageSize: 'Medium',
        zeroQuantity: true,
        zeroPrice: true,
        onlyWithImage: false,
      },
    ]);
  });

  it('asks for shown goods only when the first ones are all hidden', async () => {
    world.tenant = aTenant({ SHOW_WITHOUT_IMAGES: 'false' });
    world.goods = [[anItem({ allowed: Quantity.zero })], [anItem()]];
    expect(await codes()).not.toContain('nothing_shown');
    expect(world.queries[1]).toMatchObject({ zeroQuantity: false, zeroPrice: false, onlyWithImage: true });
  });

  it('does not take what REGOS sends against its own flags for shown', async () => {
    const soldOut = anItem({ allowed: Quantity.zero });
    world.goods = [[soldOut], [soldOut]];
    expect(await codes()).toContain('nothing_shown');
  });

  it('finds prices of another type than asked for', async () => {
    world.goods = [new SelectorIgnoredError('rows of price type 1')];
    expect(await codes()).toContain('price_type_ignored PRICE_TYPE_ID');
  });

  it('finds a price type that has no prices in this stock, and asks for goods that have one first', async () => {
    const unpriced = anItem({ price: undefined });
    world.goods = [[unpriced], [unpriced]]; // REGOS may send what it was not asked for
    expect(await codes()).toEqual(
      expect.arrayContaining(['no_prices_in_stock PRICE_TYPE_ID', 'nothing_shown']),
    );
    world.tenant = aTenant({ SHOW_ITEMS_WITHOUT_PRICE: 'true' });
    world.goods = [[unpriced], [anItem({ id: 102 })]];
    expect(await codes()).toContain('goods_without_price PRICE_TYPE_ID');
    expect(world.queries.at(-1)).toMatchObject({ zeroPrice: false });
  });

  it.each<[string, number[], string[]]>([
    ['finds that none of the documents of this stock can be read back', [], ['documents_hidden STOCK_ID']],
    ['is content when one of them can: others may be deleted', [11], []],
  ])('%s', async (_rule, shown, expected) => {
    world.documents = shown;
    const made = [12, 11].map((id) => ({ id, stockId: 1 }));
    const { findings: found } = await doctor.check('tenant-1', made);
    expect(told(found.filter(({ severity }) => severity !== 'ok'))).toEqual(expected);
  });

  it('says nothing of documents of another stock, or where there are none', async () => {
    const { findings: found } = await doctor.check('tenant-1', [{ id: 12, stockId: 2 }]);
    expect(told([...found, ...(await findings())])).not.toContain('documents_hidden STOCK_ID');
  });

  it('says that documents could not be looked at', async () => {
    world.documents = new RegosRefusal('no right', 1007, 'config');
    const { findings: found } = await doctor.check('tenant-1', [{ id: 12, stockId: 1 }]);
    expect(told(found)).toContain('no_right_to_read');
  });

  it.each([
    ['not_checked', new RateLimitedError('8213')],
    ['no_right_to_read', new RegosRefusal('no right', 1007, 'config')],
  ])('says %s when the goods cannot be read', async (code, failure) => {
    world.goods = [failure];
    expect(await codes()).toEqual(expect.arrayContaining([code, 'regos_ok']));
  });

  it('checks the rest when a part of REGOS is refused', async () => {
    world.setup = aSetup({
      stocks: { status: 'rejected', reason: new RegosRefusal('no right', 1031, 'config') },
      telegramField: read(false),
    });
    expect(await codes()).toEqual(
      expect.arrayContaining(['no_right_to_read STOCK_ID', 'no_telegram_field', 'goods_ok']),
    );
  });

  it('hides no fault of our own behind a finding', async () => {
    world.setup = new TypeError('ours');
    await expect(findings()).rejects.toThrow(TypeError);
  });
});
