import { updates, type DatabaseHandle } from '@rto/database';
import { newId } from '@rto/kernel';
import { inArray } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'telegraf/types';
import { BotAbsentError } from './current-bots';
import { anUpdate, CHAT, HostingProcess, openDatabases, STAFF_CHAT } from './hosting.fixture';

const MAX_OF_CHAT = 20;

describe('what is offered to the inbox', () => {
  let database: DatabaseHandle;
  let cleanUp: () => Promise<void>;
  let process: HostingProcess;
  let goOn: () => void;
  let nextId = 1;

  beforeAll(async () => {
    const { handles, close } = await openDatabases('embedded');
    const [handle] = handles;
    if (!handle) throw new TypeError('no database');
    database = handle;
    cleanUp = close;
  });
  afterAll(() => cleanUp());
  beforeEach(async () => {
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    process = new HostingProcess(database, () => gate); // nobody is answered until then
    await process.start();
  });
  afterEach(async () => {
    goOn();
    await process.stop();
  });

  const from = (chatId: number): Update => anUpdate(nextId++, 'hello', chatId);
  const manyFrom = (count: number, chatId = CHAT): Update[] =>
    Array.from({ length: count }, () => from(chatId));

  async function storedOf(...tenantIds: string[]): Promise<number[]> {
    const rows = await database.db.acrossTenants
      .select({ chatId: updates.chatId })
      .from(updates)
      .where(inArray(updates.tenantId, tenantIds));
    return rows.map(({ chatId }) => Number(chatId));
  }

  async function allDone(): Promise<void> {
    while (process.counts.all > 0) await sleep(5);
  }

  it('is left with Telegram above twenty of a chat, also when all come at once, and others are served', async () => {
    const [shop, other] = [newId(), newId()];
    const flood = await Promise.all(manyFrom(200).map((update) => process.offer(shop, update)));
    expect(flood.flat()).toHaveLength(200 - MAX_OF_CHAT);
    expect(await process.offer(shop, ...manyFrom(3, CHAT + 1))).toEqual([]);
    expect(await process.offer(other, ...manyFrom(3))).toEqual([]);
    expect(await storedOf(shop)).toHaveLength(MAX_OF_CHAT + 3);
    goOn();
    await allDone();
    expect(await process.offer(shop, ...manyFrom(MAX_OF_CHAT))).toEqual([]);
    await allDone();
  });

  it('is left with Telegram when others have committed too much of the chat', async () => {
    const shop = newId();
    const other = new HostingProcess(database, () => Promise.resolve());
    await other.start();
    await process.offer(shop, ...manyFrom(MAX_OF_CHAT));
    expect(await other.offer(shop, from(CHAT))).toEqual([]);
    await other.sweep();
    const late = from(CHAT);
    expect(await other.offer(shop, late)).toEqual([late.update_id]);
    goOn();
    await allDone();
    await other.sweep();
    expect(await other.offer(shop, late)).toEqual([]);
    await other.stop();
  });

  it('is taken from a quiet shop while twenty others are flooded up to their bounds', async () => {
    const [quiet, ...shops] = Array.from({ length: 21 }, () => newId());
    const left = await Promise.all(
      shops.flatMap((shop) =>
        Array.from({ length: 20 }, (_, chat) => process.offer(shop, ...manyFrom(MAX_OF_CHAT, CHAT + chat))),
      ),
    );
    expect(left.flat().length).toBeGreaterThan(20 * 100);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, chat) => process.offer(quiet ?? '', from(CHAT + (chat % 6)))),
    );
    expect(answers.flat()).toEqual([]);
  });

  it('counts still when the bot does not work, and its updates wait in the inbox', async () => {
    const shop = newId();
    const without = new HostingProcess(
      database,
      () => Promise.resolve(),
      () => {
        throw new BotAbsentError('none');
      },
    );
    await without.start();
    for (let batch = 0; batch < 10; batch += 1) {
      await without.offer(shop, ...manyFrom(10));
      await sleep(20);
    }
    expect((await storedOf(shop)).length).toBeLessThanOrEqual(MAX_OF_CHAT);
    await without.stop();
  });

  it('is dropped when it was said in a group, unless that is the staff; a tap or a new membership there is not', async () => {
    const shop = newId();
    const group = (id: number) => ({ id, type: 'supergroup' as const, title: 'Neighbours' });
    const said = (id: number, more: object = {}): Update =>
      ({ ...from(id), message: { message_id: 1, date: 0, chat: group(id), text: 'x', ...more } }) as Update;
    const user = { id: CHAT, is_bot: false, first_name: 'Aziz' };
    const tapped = {
      update_id: nextId++,
      callback_query: { id: '1', from: user, message: { message_id: 1, date: 0, chat: group(-4) } },
    } as Update;
    const member = { user, status: 'member' as const };
    const letIn = {
      update_id: nextId++,
      my_chat_member: {
        chat: group(-2),
        from: user,
        date: 0,
        old_chat_member: member,
        new_chat_member: member,
      },
    } as Update;
    const moved = said(-3, { migrate_from_chat_id: STAFF_CHAT });
    goOn();
    expect(await process.offer(shop, said(-1), tapped, letIn, said(STAFF_CHAT), moved)).toEqual([]);
    for (let flood = 0; flood < 50; flood += 1) expect(await process.offer(shop, said(-1))).toEqual([]);
    await allDone();
    expect((await storedOf(shop)).sort((one, two) => one - two)).toEqual([STAFF_CHAT, -4, -3, -2]);
  });
});
