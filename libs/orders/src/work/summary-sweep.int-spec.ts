import { SearchMisses, type Miss } from '@rto/catalog';
import { auditOfOwner, databaseNow, notices, orders, tenants } from '@rto/database';
import { Bell } from '@rto/jobs';
import { ManualClock } from '@rto/kernel';
import { Owners, TenantService } from '@rto/settings';
import { eq } from 'drizzle-orm';
import { DaySummaries } from '../figures/day-summaries';
import { OrderFigures } from '../figures/day-figures';
import { SummaryRepository } from '../figures/summary.repository';
import type { Notice } from '../notices/notice';
import { NoticeRepository } from '../notices/notice.repository';
import { aLine } from '../orders.builders';
import { TestShop } from '../shop.fixture';
import { SummarySweep } from './summary-sweep';

const STAFF = '-500';
/** Far from now, so that no shop is due by itself; 21:00 in Tashkent, a Monday. */
const CLOSING = new Date('2126-12-02T16:00:00Z');
const HOUR_MS = 3_600_000;

describe('the summary of a day', () => {
  let shop: TestShop;
  let clock: ManualClock;
  let misses: Miss[];
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    clock = new ManualClock(CLOSING);
    misses = [];
    await shop.reset({ ORDERS_CHAT_ID: STAFF });
  });

  const get = <T>(type: abstract new (...args: never[]) => T): T => shop.app.get<T>(type, { strict: false });
  function sweeping(): SummarySweep {
    const counted = Object.assign(Object.create(SearchMisses.prototype) as SearchMisses, {
      on: async () => misses,
    });
    const figures = new OrderFigures(shop.database.db);
    const rows = new SummaryRepository(shop.database.db, get(NoticeRepository));
    const days = new DaySummaries(figures, counted);
    return new SummarySweep(rows, days, get(TenantService), get(Bell), clock);
  }
  /** The round after a look at the shop has become due. */
  async function look(sweep = sweeping()): Promise<void> {
    const db = shop.database.db.of(shop.tenant.id);
    await db.update(tenants).set({ summaryDueAt: databaseNow() }).where(eq(tenants.id, shop.tenant.id));
    await sweep.sweep();
  }
  async function sold(hoursAgo: number, chatId: number, set: Partial<typeof orders.$inferInsert> = {}) {
    const { id } = await shop.place({ chatId, lines: [aLine({ quantity: '2' })] });
    const placedAt = new Date(CLOSING.getTime() - hoursAgo * HOUR_MS);
    await shop.database.db
      .of(shop.tenant.id)
      .update(orders)
      .set({ placedAt, ...set })
      .where(eq(orders.id, id));
  }
  async function told(): Promise<{ chatId: number; content: Notice }[]> {
    const rows = await shop.database.db
      .of(shop.tenant.id)
      .select({ chatId: notices.chatId, content: notices.content })
      .from(notices)
      .where(eq(notices.tenantId, shop.tenant.id));
    const all = rows.map((row) => ({ chatId: row.chatId, content: row.content as Notice }));
    return all.filter(({ content }) => content.type.endsWith('ailySummary'));
  }
  const name = (chatId: number) =>
    get(Owners).name(shop.tenant.id, { chatId, namedBy: 'operator' }, auditOfOwner('owner.name'));

  it('tells what was sold from closing to closing, beside the same weekday before', async () => {
    await sold(25, 1); // the evening before, after closing: of this day as little as a week ago
    await sold(30, 3);
    await sold(1, 1);
    await sold(2, 2, { toldFacts: { sold: { lines: [], total: '50000' } } });
    await sold(3, 2, { state: 'cancelled', toldFacts: { reason: { key: 'noGoods' } } });
    await sold(4, 2, { state: 'refused' });
    await sold(7 * 24 + 1, 9);
    misses = [{ query: 'кола', times: 3 }];
    await look();
    const [{ chatId, content } = { chatId: 0, content: undefined }, ...others] = await told();
    expect(others).toEqual([]);
    expect(chatId).toBe(Number(STAFF));
    expect(content).toEqual({
      type: 'staffDailySummary',
      summary: {
        day: '2126-12-02',
        orders: 2,
        sums: [{ amount: '87000', currency: 'UZS' }],
        cancelled: [{ by: 'noGoods', times: 1 }],
        refused: 1,
        newBuyers: 1, // of the two one had bought the evening before
        top: [{ name: 'Сок яблочный 1 л', quantity: '4', unit: { name: 'шт', kind: 'pcs' } }],
        misses: [{ query: 'кола', times: 3 }],
        before: { orders: 1, sums: [{ amount: '37000', currency: 'UZS' }] },
      },
    });
  });

  it('goes to each owner, and to the staff no more', async () => {
    await name(700);
    await name(701);
    await sold(1, 1);
    await look();
    expect(await told()).toMatchObject([
      { chatId: 700, content: { type: 'dailySummary' } },
      { chatId: 701, content: { type: 'dailySummary' } },
    ]);
  });

  it('is told once, whoever looks and however often', async () => {
    await sold(1, 1);
    await look();
    await look();
    await Promise.all([look(sweeping()), look(sweeping()), look(sweeping())]);
    clock.advance(5 * HOUR_MS);
    await look();
    expect(await told()).toHaveLength(1);
    clock.advance(19 * HOUR_MS);
    await sold(-1, 1);
    await look();
    expect(
      (await told()).map(({ content }) => (content as { summary: { day: string } }).summary.day),
    ).toEqual(['2126-12-02', '2126-12-03']);
  });

  it('is written by one of two processes that have looked at the same moment', async () => {
    const rows = new SummaryRepository(shop.database.db, get(NoticeRepository));
    const summary = {
      ...{ day: '2126-12-02', orders: 0, sums: [], refused: 1, newBuyers: 0, cancelled: [], top: [] },
      ...{ misses: [], before: { orders: 0, sums: [] } },
    };
    const messages = [{ chatId: 700, content: { type: 'dailySummary', summary } }] as const;
    const tell = () => rows.tell(shop.tenant, summary.day, CLOSING, messages);
    expect((await Promise.all([tell(), tell()])).sort()).toEqual([false, true]);
    expect(await told()).toHaveLength(1);
  });

  it('waits for closing time, also when that is another one by now', async () => {
    await sold(1, 1);
    clock = new ManualClock(new Date(CLOSING.getTime() - 60_000));
    await look();
    expect(await told()).toEqual([]);
    const hours = { WORK_TIME_ENABLED: 'true', WORK_TIME_START: '09:00', WORK_TIME_END: '20:30' };
    const before = await get(TenantService).settings(shop.tenant.id);
    await get(TenantService).putSettings(shop.tenant.id, { ...before, ...hours });
    await sweeping().sweep(); // the change has made it due
    expect(await told()).toHaveLength(1);
  });

  it('is none of a day without anything, of one that is long over, of a closed shop, or where none is wanted', async () => {
    await look();
    await sold(1, 1);
    clock.advance(7 * HOUR_MS);
    await look();
    await shop.reset({ ORDERS_CHAT_ID: STAFF, DAILY_SUMMARY: 'false' });
    clock = new ManualClock(CLOSING);
    await sold(1, 1);
    await look();
    await shop.reset({});
    await sold(1, 1);
    await look();
    await shop.reset({ ORDERS_CHAT_ID: STAFF });
    await sold(1, 1);
    await get(TenantService).disable(shop.tenant.id);
    await look();
    expect(await told()).toEqual([]);
  });
});
