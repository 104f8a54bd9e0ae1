import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orders, tenants, type DatabaseHandle } from '@rto/database';
import { sql } from 'drizzle-orm';
import { FileOrderJournal } from './file-order-journal';
import type { Order } from '../order';
import { OrderRepository } from '../ledger/order.repository';
import { OrderSubmission } from '../submission/order-submission';
import { anOrderDraft } from '../orders.builders';
import { aFolder, openTestDatabase, removeFolder } from '@rto/testing';
import { Ledger } from '../orders.fixture';
import { TestShop } from '../shop.fixture';
import type { LogFile, LogFiles } from './durable-log';

/** The journal stands beside the embedded database; it works on either, and PostgreSQL starts faster. */
describe('the journal of confirmed orders', () => {
  const said: string[] = [];
  const logger = { warn: (line: string) => said.push(line), error: (line: string) => said.push(line) };
  let folder: string;
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    folder = aFolder();
    said.length = 0;
    await shop.reset();
  });
  afterEach(() => removeFolder(folder));

  const open = (database: DatabaseHandle, boot = 'first'): Promise<FileOrderJournal> =>
    FileOrderJournal.open({ dataDir: folder, database: database.db, cipher: shop.cipher, logger, boot });

  /** A journal that knows the shop's orders, and is closed by a power cut. */
  async function journaled(...ids: readonly string[]): Promise<void> {
    const journal = await open(shop.database);
    for (const id of ids) await journal.keep({ id });
    await journal.close();
  }

  async function loseOrders(): Promise<void> {
    const all = shop.database.db.acrossTenants;
    for (const table of ['order_lines', 'order_history', 'notices', 'orders']) {
      await all.execute(sql`delete from ${sql.identifier(table)}`);
    }
  }

  const cancel = (order: Order): Promise<boolean> =>
    shop.app.get(OrderRepository).cancelUnsent(order, { set: { state: 'cancelled' }, event: 'cancelled' });

  it('brings back what an empty database has lost, under its code and number', async () => {
    const order = await shop.place({ note: 'Домофон 8' });
    await journaled(order.id);
    const { handle, close } = await openTestDatabase('embedded');
    try {
      await (await open(handle)).close();
      const [row] = await handle.db.acrossTenants.select().from(orders);
      expect(row).toMatchObject({
        id: order.id,
        number: order.number,
        externalCode: order.externalCode,
        note: 'Домофон 8',
        state: 'unknown',
      });
      const found = await new OrderRepository(handle.db, shop.cipher).findById(order.tenantId, order.id);
      expect(found?.lines).toHaveLength(order.lines.length);
      const [tenant] = await handle.db.acrossTenants.select().from(tenants);
      expect(tenant).toMatchObject({ id: shop.tenant.id, lastOrderNumber: order.number });
      expect(await new Ledger(handle.db).events(order.id)).toEqual(['restored from the journal']);
      expect(said).toEqual([expect.stringContaining('1 confirmed orders are back')]);
      await (await open(handle)).close(); // again: nothing to do
      expect(await handle.db.acrossTenants.select().from(orders)).toHaveLength(1);
    } finally {
      await close();
    }
  });

  it.each([
    ['had reached REGOS', true],
    ['had not left', false],
  ])('lets an order that %s reach it once', async (_, wasSent) => {
    const order = await shop.place();
    await journaled(order.id);
    if (wasSent) await shop.submit(order);
    await loseOrders();
    await (await open(shop.database, 'after the power cut')).close();
    // perhaps it is on its way there: nothing is made anew before the settling time
    expect(await shop.submit(order)).toBe(wasSent ? 'submitted' : 'unknown');
    for (let round = 0; round < 3; round += 1) {
      await shop.ledger.age(order.id, 130_000);
      await shop.ledger.hurry(order.id);
      await shop.app.get(OrderSubmission).submit(order.tenantId, order.id);
    }
    expect(await shop.ledger.row(order.id)).toMatchObject({ state: 'submitted' });
    expect(shop.documents.map(({ externalCode }) => externalCode)).toEqual([order.externalCode]);
  });

  it('gives no number twice that a buyer was shown', async () => {
    const [first, second] = [await shop.place(), await shop.place()];
    await journaled(first.id, second.id);
    await loseOrders();
    await shop.database.db.acrossTenants.update(tenants).set({ lastOrderNumber: 0 });
    await (await open(shop.database)).close();
    expect((await shop.place()).number).toBe(second.number + 1);
  });

  it('takes what the database says for older than what was done after a power cut only', async () => {
    const order = await shop.place();
    await journaled(order.id);
    await (await open(shop.database)).close(); // the process alone was killed
    expect((await shop.ledger.row(order.id)).firstSentAt).toBeNull();
    await (await open(shop.database, 'second')).close();
    expect((await shop.ledger.row(order.id)).firstSentAt).not.toBeNull();
  });

  it('brings no order back that was cancelled', async () => {
    const order = await shop.place();
    const journal = await open(shop.database);
    await journal.keep(order);
    await journal.forget(order.id);
    await journal.close();
    await loseOrders();
    await (await open(shop.database, 'second')).close();
    expect(await shop.app.get(OrderRepository).findById(order.tenantId, order.id)).toBeUndefined();
  });

  it('cancels again what an older database believes to be open, however often the file was written anew', async () => {
    const order = await shop.place();
    const journal = await open(shop.database);
    await journal.keep(order);
    await cancel(order);
    await journal.forget(order.id);
    await journal.close();
    await (await open(shop.database)).close();
    await shop.ledger.restore(order.id); // what the power cut left
    await (await open(shop.database, 'second')).close();
    expect((await shop.ledger.row(order.id)).state).toBe('cancelled');
    await (await open(shop.database, 'second')).close();
    await shop.ledger.restore(order.id);
    await (await open(shop.database, 'third')).close();
    expect((await shop.ledger.row(order.id)).state).toBe('cancelled');
  });

  it('says nothing of a person or a shop to who reads the file', async () => {
    const draft = anOrderDraft(shop.tenant.id, { address: 'Чиланзар 5', phone: '998901234567' });
    const order = await shop.app.get(OrderRepository).insertOnce(draft);
    await journaled(order.id);
    const text = readFileSync(join(folder, 'orders.journal'), 'utf8');
    for (const secret of ['998901234567', 'Чиланзар', 'Домофон', shop.connectionId, 'BOT_TOKEN']) {
      expect(text).not.toContain(secret);
    }
  });

  it('names the line that is damaged, and brings the other orders back', async () => {
    const placed = [await shop.place(), await shop.place()];
    await journaled(...placed.map(({ id }) => id));
    await loseOrders();
    const path = join(folder, 'orders.journal');
    const damaged = (line: string, index: number): string =>
      index === 1 ? line.replace('cipher', 'cipheR') : line;
    writeFileSync(path, readFileSync(path, 'utf8').split('\n').map(damaged).join('\n'));
    await (await open(shop.database)).close();
    expect(said).toContain(`${path}: damaged lines: 2; the orders on them may be lost`);
    const found = await Promise.all(
      placed.map(({ tenantId, id }) => shop.app.get(OrderRepository).findById(tenantId, id)),
    );
    expect(found.map((order) => order?.id)).toEqual([undefined, placed[1]?.id]);
  });

  it('keeps an order until it is over for an hour', async () => {
    const order = await shop.place();
    await journaled(order.id);
    await shop.submit(order);
    const size = (): number => readFileSync(join(folder, 'orders.journal'), 'utf8').split('\n').length - 1;
    await (await open(shop.database)).close();
    expect(size()).toBe(2);
    await shop.database.db.acrossTenants.update(orders).set({ updatedAt: sql`now() - interval '2 hours'` });
    await (await open(shop.database)).close();
    expect(size()).toBe(1);
  });

  it('is not written anew with each order while many are open', async () => {
    let rewritten = 0;
    const file: LogFile = {
      write: () => Promise.resolve(),
      sync: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    const files: LogFiles = {
      read: () => Promise.resolve(undefined),
      open: () => Promise.resolve(file),
      replace: () => Promise.resolve(void (rewritten += 1)),
    };
    const { database, cipher } = shop;
    const journal = await FileOrderJournal.open({
      dataDir: folder,
      database: database.db,
      cipher,
      logger,
      files,
    });
    const note = 'x'.repeat(90_000); // 120 kB a record
    for (let count = 0; count < 15; count += 1) {
      const order = await shop.app.get(OrderRepository).insertOnce(anOrderDraft(shop.tenant.id, { note }));
      await journal.keep(order);
    }
    await journal.close();
    expect(rewritten).toBe(2); // at the start, and once when 1 MB was reached
  });
});
