import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, updates, type DatabaseHandle } from '@rto/database';
import { newId, type TenantId } from '@rto/kernel';
import { eq, sql } from 'drizzle-orm';
import type { Update } from 'telegraf/types';
import { createTestDatabase } from '../../../../scripts/test-services';
import { InboxRepository } from './inbox.repository';

const BOT = 7_000_000_001;
const logger = {
  error: (message: string): never => {
    throw new Error(message);
  },
};

function anUpdate(update_id: number, text = 'hello', chatId = 5_000_000_001): Update {
  const chat = { id: chatId, type: 'private' as const, first_name: 'Aziz' };
  const from = { id: chatId, is_bot: false, first_name: 'Aziz' };
  return { update_id, message: { message_id: 1, date: 0, chat, from, text } };
}

describe.each(['postgres', 'embedded'] as const)('the inbox on %s', (kind) => {
  let database: DatabaseHandle;
  let inbox: InboxRepository;
  let tenantId: TenantId;
  let cleanUp: () => Promise<void>;

  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rto-inbox-'));
    const server = kind === 'postgres' ? await createTestDatabase() : undefined;
    database = await openDatabase({ databaseUrl: server?.url, dataDir, logger });
    cleanUp = async () => {
      await database.close();
      await server?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    inbox = new InboxRepository(database.db);
  });
  afterAll(() => cleanUp());
  beforeEach(() => {
    tenantId = newId();
  });

  const ids = (some: readonly Update[]): number[] => some.map((update) => update.update_id);
  const rows = () => database.db.acrossTenants.select().from(updates).where(eq(updates.tenantId, tenantId));

  it('takes each update once, in the order given', async () => {
    expect(ids(await inbox.receive(tenantId, BOT, [anUpdate(12), anUpdate(10)]))).toEqual([12, 10]);
    expect(ids(await inbox.receive(tenantId, BOT, [anUpdate(10), anUpdate(11), anUpdate(12)]))).toEqual([11]);
    expect(await inbox.receive(tenantId, BOT, [])).toEqual([]);
  });

  it('takes an update that comes twice in one batch once', async () => {
    expect(ids(await inbox.receive(tenantId, BOT, [anUpdate(10), anUpdate(10)]))).toEqual([10]);
    expect(ids(await inbox.unfinished(tenantId, BOT))).toEqual([10]);
  });

  it('takes the same number of two bots and of two tenants as two updates', async () => {
    const other = newId();
    await inbox.receive(tenantId, BOT, [anUpdate(10)]);
    expect(ids(await inbox.receive(tenantId, BOT + 1, [anUpdate(10)]))).toEqual([10]);
    expect(ids(await inbox.receive(other, BOT, [anUpdate(10)]))).toEqual([10]);
    await inbox.finish(tenantId, BOT, 10);
    expect(ids(await inbox.unfinished(tenantId, BOT + 1))).toEqual([10]);
    expect(ids(await inbox.unfinished(other, BOT))).toEqual([10]);
  });

  it('gives back what was not finished, whole and oldest first', async () => {
    const hostile = anUpdate(21, 'a\u0000b \ud800 "\\ 😀');
    await inbox.receive(tenantId, BOT, [hostile, anUpdate(22)]);
    await inbox.receive(tenantId, BOT, [anUpdate(5)]); // numbers begin anew after a quiet week
    await inbox.finish(tenantId, BOT, 22);
    const left = await inbox.unfinished(tenantId, BOT);
    expect(ids(left)).toEqual([21, 5]);
    expect(left[0]).toEqual(hostile);
  });

  it('keeps nothing a person wrote once an update is done, and the reason when it was given up', async () => {
    await inbox.receive(tenantId, BOT, [anUpdate(10, 'my phone is ...'), anUpdate(11)]);
    await inbox.finish(tenantId, BOT, 10);
    await inbox.finish(tenantId, BOT, 11, 'no way');
    const done = await rows();
    expect(done.map(({ payload }) => payload)).toEqual([null, null]);
    expect(new Set(done.map(({ error }) => error))).toEqual(new Set([null, 'no way']));
  });

  it('knows a finished update for three days, and forgets an unfinished one too', async () => {
    await inbox.receive(tenantId, BOT, [anUpdate(1), anUpdate(2), anUpdate(3), anUpdate(4)]);
    await inbox.finish(tenantId, BOT, 1);
    await inbox.finish(tenantId, BOT, 2);
    await age(1, 73);
    await age(2, 71);
    await age(3, 73);
    await age(4, 71);
    await inbox.forgetOld();
    expect((await rows()).map(({ updateId }) => updateId).sort()).toEqual([2, 4]);
    expect(await inbox.receive(tenantId, BOT, [anUpdate(2)])).toEqual([]);
  });

  async function age(updateId: number, hours: number): Promise<void> {
    const past = sql`now() - ${hours} * interval '1 hour'`;
    await database.db.acrossTenants
      .update(updates)
      .set({ receivedAt: past, doneAt: sql`CASE WHEN done_at IS NULL THEN NULL ELSE ${past} END` })
      .where(sql`${updates.tenantId} = ${tenantId} AND ${updates.updateId} = ${updateId}`);
  }
});
