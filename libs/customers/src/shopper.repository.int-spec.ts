import { randomBytes } from 'node:crypto';
import { Cipher, shoppers as shopperRows, type DatabaseHandle } from '@rto/database';
import { ManualClock, newId } from '@rto/kernel';
import { DATABASE_KINDS, openTestDatabase } from '@rto/testing';
import { ShopperRepository } from './shopper.repository';

const CHAT = 5_000_000_001; // beyond 32 bits, as Telegram's are
describe.each(DATABASE_KINDS)('shoppers on %s', (kind) => {
  let database: DatabaseHandle;
  let shoppers: ShopperRepository;
  const clock = new ManualClock();
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ handle: database, close } = await openTestDatabase(kind));
    shoppers = new ShopperRepository(database.db, clock, new Cipher([randomBytes(32)]));
  });

  afterAll(() => close());

  it('keeps what was written before when another member is written', async () => {
    const tenantId = newId();
    expect(await shoppers.find(tenantId, CHAT)).toBeUndefined();
    await shoppers.save(tenantId, CHAT, { language: 'uz' });
    await shoppers.save(tenantId, CHAT, { phone: '998901234567', regosCustomerId: 812 });
    expect(await shoppers.find(tenantId, CHAT)).toEqual({
      language: 'uz',
      toldOfDataAt: undefined,
      catalogView: undefined,
      phone: '998901234567',
      firstName: undefined,
      lastName: undefined,
      regosCustomerId: 812,
      regosCardId: undefined,
      addresses: [],
      blockedAt: undefined,
    });
  });

  it('keeps no phone that can be read, and none that tells two shops of one person', async () => {
    const [one, other] = [newId(), newId()];
    for (const tenantId of [one, other]) await shoppers.save(tenantId, CHAT, { phone: '998907654321' });
    const rows = await database.db.acrossTenants.select().from(shopperRows);
    expect(JSON.stringify(rows)).not.toContain('907654321');
    const hashes = rows.filter((row) => [one, other].includes(row.tenantId)).map((row) => row.phoneHash);
    expect(new Set(hashes).size).toBe(2);
    expect(await shoppers.holders(one, CHAT + 1, '998907654321', [])).toMatchObject([{ chatId: CHAT }]);
    await shoppers.save(one, CHAT, { phone: null });
    expect(await shoppers.holders(one, CHAT + 1, '998907654321', [])).toEqual([]);
  });

  it('clears a member that is written as null, and leaves one that is undefined', async () => {
    const tenantId = newId();
    await shoppers.save(tenantId, CHAT, { firstName: 'Азиз <b>' });
    await shoppers.markBlocked(tenantId, CHAT);
    expect(await shoppers.find(tenantId, CHAT)).toMatchObject({
      blockedAt: clock.now(),
      firstName: 'Азиз <b>',
    });
    await shoppers.save(tenantId, CHAT, { blockedAt: null, firstName: undefined });
    expect(await shoppers.find(tenantId, CHAT)).toMatchObject({
      blockedAt: undefined,
      firstName: 'Азиз <b>',
    });
  });

  it('keeps the same chat of two shops apart', async () => {
    const [one, two] = [newId(), newId()];
    await shoppers.save(one, CHAT, { regosCustomerId: 1 });
    await shoppers.save(two, CHAT, { regosCustomerId: 2 });
    expect(await shoppers.find(one, CHAT)).toMatchObject({ regosCustomerId: 1 });
    expect(await shoppers.find(two, CHAT)).toMatchObject({ regosCustomerId: 2 });
  });

  it('survives two first writes at once', async () => {
    const tenantId = newId();
    await Promise.all([
      shoppers.save(tenantId, CHAT, { language: 'en' }),
      shoppers.save(tenantId, CHAT, { phone: '998900000000' }),
    ]);
    expect(await shoppers.find(tenantId, CHAT)).toMatchObject({ language: 'en', phone: '998900000000' });
  });

  it('names the other chats of the same shop with the phone or one of the customers', async () => {
    const [tenantId, other] = [newId(), newId()];
    await shoppers.save(tenantId, CHAT, { phone: 'p', regosCustomerId: 1 });
    await shoppers.save(tenantId, 2, { phone: 'p' });
    await shoppers.save(tenantId, 3, { regosCustomerId: 1 });
    await shoppers.save(tenantId, 4, { phone: 'q', regosCustomerId: 9 });
    await shoppers.save(other, 5, { phone: 'p', regosCustomerId: 1 });
    const chats = (ids: readonly number[]): Promise<number[]> =>
      shoppers.holders(tenantId, CHAT, 'p', ids).then((rows) => rows.map((row) => row.chatId));
    expect(await chats([1, 7])).toEqual([2, 3]);
    expect(await chats([])).toEqual([2]);
  });
});
