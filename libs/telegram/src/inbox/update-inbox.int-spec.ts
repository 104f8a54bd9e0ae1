import { ProcessRepository } from '@rto/cluster';
import { chatHolds, processes, updates, type DatabaseHandle } from '@rto/database';
import { newId, type TenantId } from '@rto/kernel';
import { eq, sql } from 'drizzle-orm';
import type { Update } from 'telegraf/types';
import type { ChatKey, TakenChat } from './chat-key';
import { anUpdate, BOT, CHAT, cipher, openDatabases } from './hosting.fixture';
import { UpdateInbox, type Committed } from './update-inbox';

describe.each(['postgres', 'embedded'] as const)('the inbox on %s', (kind) => {
  let database: DatabaseHandle;
  let inbox: UpdateInbox;
  let register: ProcessRepository;
  let tenantId: TenantId;
  let holder: string;
  let cleanUp: () => Promise<void>;

  beforeAll(async () => {
    const { handles, close } = await openDatabases(kind);
    const [handle] = handles;
    if (!handle) throw new TypeError('no database');
    database = handle;
    cleanUp = close;
    inbox = new UpdateInbox(database.db, cipher);
    register = new ProcessRepository(database.db);
  });
  afterAll(() => cleanUp());
  beforeEach(async () => {
    for (const table of [updates, chatHolds, processes]) await database.db.acrossTenants.delete(table);
    tenantId = newId();
    holder = await aProcess();
  });

  async function aProcess(): Promise<string> {
    const id = newId();
    await register.add(id, 'bot', 60_000);
    return id;
  }

  const chatOf = (chatId = CHAT, botId = BOT.id, ofTenant = tenantId): ChatKey => ({
    tenantId: ofTenant,
    botId,
    chatId,
  });
  const commit = (received: readonly Update[], by = holder, chat = chatOf()): Promise<Committed> =>
    inbox.receive(
      received.map((update) => ({ ...chat, update })),
      by === 'nobody' ? undefined : by,
    );
  const receive = async (
    received: readonly Update[],
    by?: string,
    chat?: ChatKey,
  ): Promise<readonly TakenChat[]> => (await commit(received, by, chat)).taken;
  const finish = (updateId: number, error?: string, chat = chatOf()): Promise<void> =>
    inbox.end([{ ...chat, updateId, error }]);
  const holds = () =>
    database.db.acrossTenants.select().from(chatHolds).where(eq(chatHolds.tenantId, tenantId));
  /** The chat's hold as it is, in the name of `by`. */
  async function release(by = holder, chat = chatOf()): Promise<void> {
    const [hold] = await holds();
    await inbox.end([{ ...chat, hold: { holder: by, fence: hold?.fence ?? 0 } }]);
  }
  const unfinished = async (chat = chatOf()): Promise<number[]> =>
    (await inbox.read([chat])).flat().map(({ id }) => id);
  const rows = () => database.db.acrossTenants.select().from(updates).where(eq(updates.tenantId, tenantId));
  const ids = (taken: readonly TakenChat[]) => taken.map((chat) => chat.updates?.map(({ id }) => id));

  it('takes each update once, in order, also when it comes twice in one batch', async () => {
    expect(ids(await receive([anUpdate(12), anUpdate(10), anUpdate(12)]))).toEqual([[10, 12]]);
    await release();
    await finish(10);
    await finish(12);
    expect(ids(await receive([anUpdate(10), anUpdate(11), anUpdate(12)]))).toEqual([[11]]);
    expect(await receive([anUpdate(11)])).toEqual([]);
  });

  it('takes the same number of two bots and of two tenants as two updates', async () => {
    const [otherBot, otherTenant] = [chatOf(CHAT, BOT.id + 1), chatOf(CHAT, BOT.id, newId())];
    await receive([anUpdate(10)]);
    expect(ids(await receive([anUpdate(10)], holder, otherBot))).toEqual([[10]]);
    expect(ids(await receive([anUpdate(10)], holder, otherTenant))).toEqual([[10]]);
    await finish(10);
    expect(await unfinished()).toEqual([]);
    expect(await unfinished(otherBot)).toEqual([10]);
    expect(await unfinished(otherTenant)).toEqual([10]);
  });

  it('gives back what was not finished, whole and oldest first', async () => {
    const hostile = anUpdate(21, 'a\u0000b \ud800 "\\ 😀');
    await receive([hostile, anUpdate(22)]);
    await receive([anUpdate(5)]); // numbers begin anew after a quiet week
    await finish(22);
    const [left] = await inbox.read([chatOf()]);
    expect(left?.map(({ id }) => id)).toEqual([21, 5]);
    expect(left?.[0]?.content).toEqual(hostile);
  });

  it('keeps nothing readable of what a person wrote, and nothing at all once it is done', async () => {
    await receive([anUpdate(10, 'my phone is 998901234567'), anUpdate(11)]);
    expect(JSON.stringify(await rows())).not.toContain('998901234567');
    await finish(10);
    await finish(11, 'no way');
    await finish(10, 'a late word');
    const done = await rows();
    expect(done.map(({ payloadCipher }) => payloadCipher)).toEqual([null, null]);
    expect(new Set(done.map(({ error }) => error))).toEqual(new Set([null, 'no way']));
  });

  it('says why it cannot read something', async () => {
    const stored = { ...chatOf(), receivedAt: sql`now()` };
    const payloadCipher = cipher.encrypt('{}', { tenantId: newId(), column: 'updates.payload' });
    await database.db.acrossTenants.insert(updates).values([
      { ...stored, updateId: 1 },
      { ...stored, updateId: 2, payloadCipher },
    ]);
    const [read = []] = await inbox.read([chatOf()]);
    expect(read.map(({ content }) => content)).toEqual([
      'it has no content',
      expect.stringMatching(/belongs to another tenant/),
    ]);
  });

  it('lets one process at a time have a chat', async () => {
    const other = await aProcess();
    expect(await receive([anUpdate(1)])).toHaveLength(1);
    expect(await commit([anUpdate(2), anUpdate(1)], other)).toEqual({
      taken: [],
      fresh: [chatOf()],
    });
    expect(await inbox.takeUnfinished([chatOf()], other)).toEqual([]);
    await release(other); // not its to give up
    expect(await inbox.takeUnfinished([chatOf()], other)).toEqual([]);
    await release();
    expect(await inbox.takeUnfinished([chatOf()], other)).toHaveLength(1);
  });

  it('does not hand over what is new when something older is unfinished: only the inbox knows the order', async () => {
    await receive([anUpdate(1)], 'nobody');
    const taken = await receive([anUpdate(2)]);
    const [{ fence = -1 } = {}] = await holds();
    expect(taken).toStrictEqual([{ ...chatOf(), hold: { holder, fence }, updates: undefined }]);
  });

  it('gives a chat of a process that died to whoever comes, and to one only', async () => {
    const [before] = await receive([anUpdate(1)]);
    const [one, other] = [await aProcess(), await aProcess()];
    expect(await inbox.takeAbandoned(one, [], 10)).toEqual([]);
    await register.remove(holder);
    const taken = await Promise.all([one, other].map((by) => inbox.takeAbandoned(by, [], 10)));
    const [{ holder: heir = '', fence = -1 } = {}] = await holds();
    expect(taken.flat()).toEqual([{ ...chatOf(), hold: { holder: heir, fence }, updates: undefined }]);
    expect(fence).not.toBe(before?.hold.fence);
  });

  it('takes nothing of tenants that must wait, nor of chats without anything unfinished', async () => {
    await receive([anUpdate(1)], 'nobody');
    expect(await inbox.takeAbandoned(holder, [tenantId], 10)).toEqual([]);
    expect(await inbox.takeUnfinished([chatOf(CHAT + 1)], holder)).toEqual([]);
    expect(await inbox.takeAbandoned(holder, [newId()], 10)).toHaveLength(1);
  });

  it('ends the last update of a chat and its hold together', async () => {
    const [{ hold } = {}] = await receive([anUpdate(1)]);
    expect(await inbox.heldBy(holder)).toEqual([{ ...chatOf(), hold }]);
    await inbox.end([{ ...chatOf(), updateId: 1, hold }]);
    expect([await unfinished(), await inbox.heldBy(holder)]).toEqual([[], []]);
  });

  it('gives no hold up twice: when the answer to its end was lost, the chat may be taken anew by then', async () => {
    const [{ hold } = {}] = await receive([anUpdate(1)]);
    await inbox.end([{ ...chatOf(), updateId: 1, hold }]);
    await receive([anUpdate(2)]);
    await inbox.end([{ ...chatOf(), updateId: 1, hold }]);
    expect(await inbox.heldBy(holder)).toHaveLength(1);
  });

  it('knows a finished update for three days, forgets an unfinished one too, and the holds of the dead', async () => {
    await receive([anUpdate(1), anUpdate(2), anUpdate(3), anUpdate(4)]);
    await finish(1);
    await finish(2);
    await age(1, 73);
    await age(2, 71);
    await age(3, 73);
    await age(4, 71);
    expect([await inbox.forgetOld(1), await inbox.forgetOld(10)]).toEqual([1, 1]);
    expect((await rows()).map(({ updateId }) => updateId).sort()).toEqual([2, 4]);
    expect(await receive([anUpdate(2)])).toEqual([]);
    expect(await inbox.heldBy(holder)).toHaveLength(1);
    await inbox.forgetDeadHolds();
    expect(await inbox.heldBy(holder)).toHaveLength(1);
    await register.remove(holder);
    await inbox.forgetDeadHolds();
    expect(await inbox.heldBy(holder)).toEqual([]);
  });

  async function age(updateId: number, hours: number): Promise<void> {
    const past = sql`now() - ${hours} * interval '1 hour'`;
    await database.db.acrossTenants
      .update(updates)
      .set({ receivedAt: past, doneAt: sql`CASE WHEN done_at IS NULL THEN NULL ELSE ${past} END` })
      .where(sql`${updates.tenantId} = ${tenantId} AND ${updates.updateId} = ${updateId}`);
  }

  it('knows in which shops updates of our own were worked on lately, for ten minutes', async () => {
    const [other, silent] = [newId(), newId()];
    for (const [id, ofTenant] of [
      [-1, tenantId],
      [-2, other],
      [3, silent],
    ] as const) {
      await receive([anUpdate(id)], holder, chatOf(CHAT, BOT.id, ofTenant));
      await finish(id, undefined, chatOf(CHAT, BOT.id, ofTenant));
    }
    await receive([anUpdate(-4)], holder, chatOf(CHAT, BOT.id, silent)); // it wakes by itself
    expect((await inbox.wokenLately()).sort()).toEqual([tenantId, other].sort());
    await database.db
      .of(other)
      .update(updates)
      .set({ doneAt: sql`now() - interval '11 minutes'` })
      .where(eq(updates.tenantId, other));
    expect(await inbox.wokenLately()).toEqual([tenantId]);
  });
});
