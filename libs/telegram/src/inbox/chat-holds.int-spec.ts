import { setTimeout as sleep } from 'node:timers/promises';
import { ProcessRepository } from '@rto/cluster';
import { chatHolds, databaseLater, databaseNow, processes, type DatabaseHandle } from '@rto/database';
import { newId } from '@rto/kernel';
import { sql } from 'drizzle-orm';
import { anUpdate, BOT, CHAT, cipher, openDatabases } from './hosting.fixture';
import { UpdateInbox } from './update-inbox';

describe('the hold of a chat that two processes take at one time', () => {
  let database: DatabaseHandle;
  let cleanUp: () => Promise<void>;

  beforeAll(async () => {
    const { handles, close } = await openDatabases('postgres');
    const [handle] = handles;
    if (!handle) throw new TypeError('no database');
    database = handle;
    cleanUp = close;
  });
  afterAll(() => cleanUp());

  async function somebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = await database.db.acrossTenants.execute(sql`SELECT 1 FROM pg_locks WHERE NOT granted`);
      if (rows.length > 0) return;
      await sleep(5);
    }
  }

  it('is left to one that has only begun since the other looked', async () => {
    const inbox = new UpdateInbox(database.db, cipher);
    const [old, young, tenantId] = [newId(), newId(), newId()];
    await new ProcessRepository(database.db).add(old, 'bot', 60_000);
    const chat = { tenantId, botId: BOT.id, chatId: CHAT };
    let receiving: Promise<unknown> | undefined;
    await database.db.acrossTenants.transaction(async (tx) => {
      const row = { id: young, kind: 'bot', leaseUntil: databaseLater(60_000), startedAt: databaseNow() };
      await tx.insert(processes).values(row);
      await tx.insert(chatHolds).values({ ...chat, holder: young });
      receiving = inbox.receive([{ ...chat, update: anUpdate(1) }], old);
      await somebodyWaits();
    });
    expect(await receiving).toEqual({ taken: [], fresh: [chat] });
    expect(await inbox.heldBy(young)).toHaveLength(1);
  });
});
