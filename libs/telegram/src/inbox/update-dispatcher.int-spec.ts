import { processes, updates, type DatabaseHandle, type ScopedDatabase } from '@rto/database';
import { newId, PermanentError, RetryableError, type TenantId } from '@rto/kernel';
import { eq, inArray, isNull, sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'telegraf/types';
import { chatName, type ChatKey } from './chat-key';
import { BotAbsentError } from './current-bots';
import { anUpdate, BOT, CHAT, HostingProcess, openDatabases } from './hosting.fixture';

/** What was done to the chats, by whom, and whether two did it at once. */
class WorkLog {
  readonly done: { readonly chat: string; readonly id: number; readonly by: HostingProcess }[] = [];
  overlaps = 0;
  work: (update: Update, by: HostingProcess) => Promise<void> = async () => sleep(Math.random() * 3);
  private readonly busy = new Set<string>();

  readonly handle = async (key: ChatKey, update: Update, by: HostingProcess): Promise<void> => {
    const chat = chatName(key);
    if (this.busy.has(chat)) this.overlaps += 1;
    this.busy.add(chat);
    await this.work(update, by);
    this.busy.delete(chat);
    this.done.push({ chat, id: update.update_id, by });
  };

  idsOf(chat: ChatKey): number[] {
    return this.done.filter((entry) => entry.chat === chatName(chat)).map(({ id }) => id);
  }
}

describe('updates in three processes', () => {
  let databases: DatabaseHandle[];
  let cleanUp: () => Promise<void>;
  let log: WorkLog;
  let bots: (chat: ChatKey) => void;
  let crew: HostingProcess[];
  let tenants: TenantId[];

  beforeAll(async () => {
    const opened = await openDatabases('postgres', 3);
    databases = opened.handles;
    cleanUp = opened.close;
  });
  afterAll(() => cleanUp());
  beforeEach(async () => {
    log = new WorkLog();
    bots = () => undefined;
    tenants = [newId(), newId()];
    crew = databases.map((database) => new HostingProcess(database, log.handle, (chat) => bots(chat)));
    await Promise.all(crew.map((process) => process.start()));
  });
  afterEach(async () => {
    await Promise.all(crew.map((process) => process.stop()));
  });

  const chatOf = (tenantId: TenantId, chatId = CHAT): ChatKey => ({ tenantId, botId: BOT.id, chatId });
  const member = (index: number): HostingProcess => {
    const process = crew[index % crew.length];
    if (!process) throw new TypeError('no process');
    return process;
  };
  const anyone = (): HostingProcess => member(Math.floor(Math.random() * crew.length));
  const tenant = (): TenantId => tenants[0] ?? '';

  async function unfinished(): Promise<number> {
    const [row] = await databaseOf()
      .select({ left: sql<number>`count(*)::int` })
      .from(updates)
      .where(sql`${inArray(updates.tenantId, tenants)} AND ${isNull(updates.doneAt)}`);
    return row?.left ?? 0;
  }

  async function allDone(): Promise<void> {
    while ((await unfinished()) > 0) await sleep(20);
  }

  it('are each done once and in the order of their chat, although all come shuffled and twenty times', async () => {
    const chats = tenants.flatMap((tenantId) => [1, 2, 3].map((offset) => chatOf(tenantId, CHAT + offset)));
    const sent = new Map<string, number[]>();
    await Promise.all(
      chats.map(async (chat) => {
        const ids = shuffled(Array.from({ length: 25 }, (_, index) => index + 1));
        sent.set(chatName(chat), ids);
        for (const [index, id] of ids.entries()) {
          const update = anUpdate(chat.chatId * 100 + id, 'hello', chat.chatId);
          await anyone().receive(chat.tenantId, update); // Telegram sends the next one of a chat afterwards
          const earlier = ids.slice(0, index + 1).map((known) => chat.chatId * 100 + known);
          for (let copy = 0; copy < 19; copy += 1) {
            const repeated = earlier[Math.floor(Math.random() * earlier.length)] ?? 0;
            void anyone().receive(chat.tenantId, anUpdate(repeated, 'hello', chat.chatId));
          }
        }
      }),
    );
    await allDone();
    for (const chat of chats) {
      expect(log.idsOf(chat)).toEqual(sent.get(chatName(chat))?.map((id) => chat.chatId * 100 + id));
    }
    expect(log.overlaps).toBe(0);
    expect(new Set(log.done.map(({ by }) => by)).size).toBe(3);
  });

  it('are not forgotten when another process commits them before, or while, their chat is given up', async () => {
    const [holder, other] = [member(0), member(1)];
    for (let id = 1; id < 60; id += 2) {
      let goOn: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (goOn = resolve));
      log.work = () => gate;
      await holder.receive(tenant(), anUpdate(id));
      const commit = other.receive(tenant(), anUpdate(id + 1));
      if (id % 4 === 1) await commit;
      goOn();
      await commit;
      await allDone(); // nobody sweeps here
    }
    expect(log.idsOf(chatOf(tenant()))).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  });

  it('go on in another process when theirs is killed in the middle of one', async () => {
    const [killed, heir] = [member(0), member(1)];
    log.work = (_update, by) => (by === killed ? new Promise(() => undefined) : Promise.resolve());
    await killed.receive(tenant(), anUpdate(1), anUpdate(2));
    await heir.sweep();
    expect(log.done).toEqual([]);
    await expire(killed);
    await heir.receive(tenant(), anUpdate(3));
    await allDone();
    expect(log.done.map(({ id, by }) => [id, by === heir])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ]);
    crew = crew.filter((process) => process !== killed); // it never ends by itself
    await killed.lease.stop();
  });

  it('go on in another process as soon as theirs has finished the one that it was at when it stopped', async () => {
    const [stopped, heir] = [member(0), member(1)];
    let goOn: () => void = () => undefined;
    log.work = (_update, by) =>
      by === stopped ? new Promise((resolve) => (goOn = resolve)) : Promise.resolve();
    await stopped.receive(tenant(), anUpdate(1), anUpdate(2));
    while (stopped.counts.all < 2) await sleep(5);
    const stopping = stopped.dispatcher.beforeApplicationShutdown();
    goOn();
    await stopping;
    await heir.sweep(); // the process itself still lives
    await allDone();
    expect(log.done.map(({ id, by }) => [id, by === heir])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('are left alone by a process that lost its lease while it worked on the first', async () => {
    const [late, heir] = [member(0), member(1)];
    let goOn: () => void = () => undefined;
    log.work = (_update, by) =>
      by === late ? new Promise((resolve) => (goOn = resolve)) : Promise.resolve();
    await late.receive(tenant(), anUpdate(1), anUpdate(2));
    const { id } = late.lease;
    await expire(late);
    while (late.lease.id === id) await sleep(20);
    await heir.sweep();
    await allDone();
    goOn();
    await sleep(50);
    const doneBy = (process: HostingProcess): number[] =>
      log.done.filter(({ by }) => by === process).map((entry) => entry.id);
    expect([doneBy(heir), doneBy(late)]).toEqual([[1, 2], [1]]);
  });

  it('wait for a bot that works, hold up no other tenant, and are done when it does', async () => {
    const [waiting = '', other = ''] = tenants;
    bots = ({ tenantId }) => {
      if (tenantId === waiting) throw new BotAbsentError('none');
    };
    await member(0).receive(waiting, anUpdate(1), anUpdate(2));
    await member(0).receive(other, anUpdate(1));
    const isBegun = (): boolean => member(0).dispatcher.isWorkingOn(chatOf(waiting));
    while ((await unfinished()) > 2 || isBegun()) await sleep(10);
    await member(0).sweep();
    expect(isBegun()).toBe(false);
    bots = () => undefined;
    member(0).dispatcher.unpark(waiting);
    await member(0).sweep();
    await allDone();
    expect(log.idsOf(chatOf(waiting))).toEqual([1, 2]);
  });

  it('that wait for REGOS or Telegram leave their place to others of their shop', async () => {
    const waiting = 40; // more than a shop may have in work at once
    log.work = async ({ update_id: id }) => {
      if (id <= waiting) throw new RetryableError('REGOS is away', { retryAfterMs: 60_000 });
    };
    for (let id = 1; id <= waiting + 1; id += 1) {
      await member(0).receive(tenant(), anUpdate(id, 'hello', CHAT + id));
    }
    const deadline = performance.now() + 5_000;
    while (log.done.length === 0 && performance.now() < deadline) await sleep(10);
    const done = log.done.map(({ id }) => id);
    await databaseOf().delete(updates).where(eq(updates.tenantId, tenant())); // they are not for later tests to find
    expect(done).toEqual([waiting + 1]);
  });

  it('are given up when the tenant has another bot by now', async () => {
    bots = () => {
      throw new PermanentError('another bot');
    };
    await member(0).receive(tenant(), anUpdate(1));
    await allDone();
    const [row] = await databaseOf().select().from(updates).where(eq(updates.tenantId, tenant()));
    expect(row?.error).toBe('another bot');
  });

  it('are found when the answer to their own commit was lost, and the hold with it', async () => {
    const process = member(0);
    await process.inbox.receive([{ ...chatOf(tenant()), update: anUpdate(1) }], process.lease.id);
    for (let round = 0; round < 5; round += 1) await process.sweep();
    expect(log.done).toEqual([]);
    for (let round = 0; round < 5; round += 1) await process.sweep();
    await allDone();
    expect(log.idsOf(chatOf(tenant()))).toEqual([1]);
  });

  it('are counted while they wait', async () => {
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    log.work = () => gate;
    await member(0).receive(tenant(), anUpdate(1), anUpdate(2), anUpdate(3, 'hello', CHAT + 1));
    while (member(0).counts.all < 3) await sleep(5);
    expect(member(0).counts.of(tenant())).toBe(3);
    goOn();
    await allDone();
    while (member(0).counts.all > 0) await sleep(5);
    expect(member(0).counts.of(tenant())).toBe(0);
  });

  it('are counted while their chat is worked on, here or by another process, until they are done', async () => {
    const [holder, other] = [member(0), member(1)];
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    log.work = () => gate;
    await holder.receive(tenant(), anUpdate(1));
    for (let id = 2; id <= 400; id += 1) void holder.receive(tenant(), anUpdate(id)); // a flood in one chat
    await holder.receive(tenant(), anUpdate(401));
    while (holder.counts.of(tenant()) < 401) await sleep(5);
    await other.receive(tenant(), anUpdate(402), anUpdate(1));
    expect(other.counts.of(tenant())).toBe(1);
    await Promise.all([holder.sweep(), other.sweep()]);
    expect([holder, other].map(({ counts }) => counts.of(tenant()))).toEqual([402, 402]);
    expect(other.counts.all).toBe(402);
    goOn();
    await allDone();
    await Promise.all([holder.sweep(), other.sweep()]);
    while (holder.counts.all > 0) await sleep(5);
    expect([holder, other].map(({ counts }) => counts.of(tenant()))).toEqual([0, 0]);
    expect(log.idsOf(chatOf(tenant()))).toHaveLength(402);
  });

  /** What happens to the row of a process that cannot renew it. */
  async function expire({ lease }: HostingProcess): Promise<void> {
    const past = sql`now() - interval '1 second'`;
    await databaseOf().update(processes).set({ leaseUntil: past }).where(eq(processes.id, lease.id));
  }

  function databaseOf(): ScopedDatabase {
    const [database] = databases;
    if (!database) throw new TypeError('no database');
    return database.db.acrossTenants;
  }
});

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, rank: Math.random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}
