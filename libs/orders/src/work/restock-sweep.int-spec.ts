import { CatalogService } from '@rto/catalog';
import { SavedGoods } from '@rto/customers';
import { databaseNow, notices, savedGoods } from '@rto/database';
import { Bell } from '@rto/jobs';
import { RetryableError } from '@rto/kernel';
import { TenantService, type Tenant } from '@rto/settings';
import { asc, eq } from 'drizzle-orm';
import { NoticeRepository } from '../notices/notice.repository';
import { TestShop } from '../shop.fixture';
import { RestockRepository } from './restock.repository';
import { RestockSweep } from './restock-sweep';

const JUICE = { id: 101, name: 'Сок' };
const COFFEE = { id: 901, name: 'Кофе' };

describe('goods that people wait for', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    stock = { 101: true, 901: false };
    await shop.reset();
  });

  const waiting = (): RestockRepository =>
    new RestockRepository(shop.database.db, shop.app.get(NoticeRepository, { strict: false }));
  /** What REGOS says of each item; undefined: it does not answer. */
  let stock: Readonly<Record<number, boolean>> | undefined;
  const catalog = {
    current: async (_tenant: Tenant, itemIds: readonly number[]) => {
      if (!stock) throw new RetryableError('REGOS is away');
      const known = Object.entries(stock).map(([id, sellable]) => ({ id: Number(id), sellable }));
      return new Map(known.filter(({ id }) => itemIds.includes(id)).map((item) => [item.id, item]));
    },
  };
  async function sweep(): Promise<void> {
    const { app } = shop;
    const round = new RestockSweep(
      waiting(),
      Object.assign(Object.create(CatalogService.prototype) as CatalogService, catalog),
      app.get(TenantService, { strict: false }),
      app.get(Bell, { strict: false }),
    );
    await round.sweep();
    await round.idle();
  }
  async function wish(chatId: number, item = JUICE): Promise<void> {
    await new SavedGoods(shop.database.db).save(shop.tenant.id, chatId, 'awaited', item);
  }
  async function told(): Promise<unknown[]> {
    const rows = await shop.database.db
      .of(shop.tenant.id)
      .select({ chatId: notices.chatId, content: notices.content, campaign: notices.campaign })
      .from(notices)
      .where(eq(notices.tenantId, shop.tenant.id))
      .orderBy(asc(notices.chatId));
    return rows;
  }
  const dueAgain = (): Promise<unknown> =>
    shop.database.db.of(shop.tenant.id).update(savedGoods).set({ lookAt: databaseNow() });

  it('are told of once, to each who waits, when they are there again', async () => {
    await wish(1);
    await wish(2);
    await wish(2, COFFEE);
    await sweep();
    const notice = (chatId: number) => ({
      chatId,
      content: { type: 'backInStock', itemId: 101, name: 'Сок' },
      campaign: true,
    });
    expect(await told()).toEqual([notice(1), notice(2)]);
    await dueAgain();
    await sweep();
    expect(await told()).toHaveLength(2);
    expect(await new SavedGoods(shop.database.db).all(shop.tenant.id, 2)).toMatchObject([{ itemId: 901 }]);
  });

  it('are looked at again only after a while, whoever asks', async () => {
    await wish(1, COFFEE);
    expect(await waiting().claim(shop.tenant.id, 60_000)).toEqual([901]);
    expect(await waiting().claim(shop.tenant.id, 60_000)).toEqual([]);
    expect(await waiting().tenantsDue(1_000)).not.toContain(shop.tenant.id);
  });

  it('are not told of while REGOS is away, and are afterwards', async () => {
    await wish(1);
    stock = undefined;
    await sweep();
    expect(await told()).toEqual([]);
    stock = { 101: true };
    await dueAgain();
    await sweep();
    expect(await told()).toHaveLength(1);
  });

  it('are kept, and not told of, in a shop that is disabled', async () => {
    await wish(1);
    await shop.app.get(TenantService, { strict: false }).disable(shop.tenant.id);
    await sweep();
    await waiting().tell(shop.tenant.id, [101]);
    expect(await told()).toEqual([]);
    expect(await new SavedGoods(shop.database.db).all(shop.tenant.id, 1)).toHaveLength(1);
  });

  it('leave favourites alone', async () => {
    await new SavedGoods(shop.database.db).save(shop.tenant.id, 1, 'favourite', JUICE);
    await sweep();
    expect(await told()).toEqual([]);
    expect(await new SavedGoods(shop.database.db).all(shop.tenant.id, 1)).toHaveLength(1);
  });
});
