import { notices, regosCallDays, shopAlarms } from '@rto/database';
import type { Config } from '@rto/config';
import { Bell } from '@rto/jobs';
import { RetryableError } from '@rto/kernel';
import { RegosHealth, RegosIntegration } from '@rto/regos';
import { TenantService } from '@rto/settings';
import { asc, eq, sql } from 'drizzle-orm';
import { NoticeRepository } from '../notices/notice.repository';
import { TestShop } from '../shop.fixture';
import { AlarmRepository } from './alarm.repository';
import { AlarmSweep } from './alarm-sweep';
import { RegosWatch } from './regos-watch';

const STAFF = -1_001_000_000_701;

describe('what is wrong with a shop', () => {
  let shop: TestShop;
  let alarms: AlarmRepository;
  let isAway: boolean;
  let health: RegosHealth;

  beforeAll(async () => {
    shop = await TestShop.open();
    alarms = new AlarmRepository(shop.database.db, shop.app.get(NoticeRepository, { strict: false }));
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    isAway = true;
    health = new RegosHealth();
    await shop.reset({ ORDERS_CHAT_ID: String(STAFF) });
  });

  const service = <T>(type: abstract new (...args: never[]) => T): T =>
    shop.app.get<T>(type, { strict: false });
  const getInfo = async () => {
    if (isAway) throw new RetryableError('REGOS is away');
    return {};
  };
  async function sweep(): Promise<void> {
    const regos = Object.assign(Object.create(RegosIntegration.prototype) as RegosIntegration, { getInfo });
    const round = new AlarmSweep(alarms, service(TenantService), regos, service(Bell));
    await round.sweep();
    await round.idle();
  }
  function watch(dailyCalls = 100): RegosWatch {
    const config = { regos: { dailyCalls } } as Config;
    return new RegosWatch(health, alarms, service(TenantService), service(Bell), config);
  }
  async function told(): Promise<unknown[]> {
    const rows = await shop.database.db
      .of(shop.tenant.id)
      .select({ chatId: notices.chatId, content: notices.content })
      .from(notices)
      .where(eq(notices.tenantId, shop.tenant.id))
      .orderBy(asc(notices.sequence));
    return rows.map(({ chatId, content }) => {
      expect(chatId).toBe(STAFF);
      return content;
    });
  }
  const minutesPass = (minutes: number): Promise<unknown> =>
    shop.database.db
      .of(shop.tenant.id)
      .update(shopAlarms)
      .set({
        since: sql`${shopAlarms.since} - ${minutes} * interval '1 minute'`,
        lookAt: sql`${shopAlarms.lookAt} - ${minutes} * interval '1 minute'`,
      })
      .where(eq(shopAlarms.tenantId, shop.tenant.id));
  const away = (): Promise<void> => alarms.begin(shop.tenant.id, 'regosAway', 60_000, 300_000);
  const call = (outcome: 'ok' | 'unavailable', code?: number): void =>
    health.seen({ tenantId: shop.tenant.id, method: 'Item/Get', outcome, code, durationMs: 1 });

  it('is told when REGOS is away for five minutes, once, and when it is back, once', async () => {
    await away();
    await sweep();
    expect(await told()).toEqual([]);
    await minutesPass(4);
    await sweep();
    await minutesPass(1);
    await sweep();
    expect(await told()).toEqual([{ type: 'staffRegosAway' }]);
    isAway = false;
    await minutesPass(1);
    await sweep();
    await sweep();
    expect(await told()).toEqual([{ type: 'staffRegosAway' }, { type: 'staffRegosBack', minutes: 7 }]);
  });

  it('is not told when another process hears answers, nor by a shop that is closed', async () => {
    isAway = false;
    await away();
    await minutesPass(5);
    await sweep();
    isAway = true;
    await away();
    await service(TenantService).disable(shop.tenant.id);
    await minutesPass(5);
    await sweep();
    expect(await told()).toEqual([]);
    expect(await shop.database.db.of(shop.tenant.id).$count(shopAlarms)).toBe(0);
  });

  it('is written down by a process whose calls all fail for a while, not by one that failed', async () => {
    call('unavailable');
    expect([...health.failingFor(0).keys()]).toEqual([shop.tenant.id]);
    expect([...health.failingFor(60_000).keys()]).toEqual([]);
    const answers: string[] = [];
    health.recovered.subscribe((tenantId) => answers.push(tenantId));
    call('ok');
    call('ok');
    expect([...health.failingFor(0).keys()]).toEqual([]);
    expect(answers).toEqual([shop.tenant.id]);
  });

  it('is told when the calls of a day are nearly spent, by all processes together, once', async () => {
    const [one, other] = [watch(), watch()];
    for (let made = 0; made < 50; made += 1) call('ok');
    await one.countCalls();
    expect(await told()).toEqual([]);
    for (let made = 0; made < 30; made += 1) call('ok');
    await other.countCalls();
    call('ok');
    await one.countCalls();
    expect(await told()).toEqual([{ type: 'staffCallsSpent', calls: 80, budget: 100 }]);
    expect(await shop.database.db.of(shop.tenant.id).$count(regosCallDays)).toBe(1);
  });

  it('is told when REGOS says that the tariff is used up, once a day', async () => {
    await alarms.begin(shop.tenant.id, 'quota', 0, 0);
    await sweep();
    await alarms.begin(shop.tenant.id, 'quota', 0, 0);
    await minutesPass(2);
    await sweep();
    expect(await told()).toEqual([{ type: 'staffQuota' }]);
    await minutesPass(24 * 60);
    await sweep();
    expect(await shop.database.db.of(shop.tenant.id).$count(shopAlarms)).toBe(0);
  });
});
