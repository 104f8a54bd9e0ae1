import { randomBytes } from 'node:crypto';
import { Cipher, regosCalls, type DatabaseHandle } from '@rto/database';
import { eq, sql } from 'drizzle-orm';
import { openTestDatabase } from '@rto/testing';
import type { RegosCall } from './regos-call';
import { RegosCallInbox } from './regos-call-inbox';

const NETWORK = '198.51.100.7';

describe('the inbox of REGOS’s calls', () => {
  const cipher = new Cipher([randomBytes(32)]);
  let close: () => Promise<void>;
  let databases: DatabaseHandle[];
  let inboxes: RegosCallInbox[];
  let id: string;

  beforeAll(async () => {
    const opened = await openTestDatabase('postgres', { error: () => undefined });
    databases = [opened.handle, await opened.openAnother(), await opened.openAnother()];
    close = opened.close;
    inboxes = databases.map(({ db }) => new RegosCallInbox(db, cipher));
  });
  afterAll(() => close());
  beforeEach(() => {
    id = randomBytes(16).toString('hex');
  });

  const call = (action: RegosCall['action']): RegosCall => ({ action, connectedIntegrationId: id });
  const inbox = (): RegosCallInbox => {
    const [first] = inboxes;
    if (!first) throw new Error('no inbox');
    return first;
  };
  const taken = async (calls: Promise<string | undefined>[]): Promise<string[]> =>
    (await Promise.all(calls)).filter((callId) => callId !== undefined);
  const pending = async (callId: string | undefined) => {
    const claimed = await inbox().claim(callId ?? '', 60_000);
    if (!claimed) throw new Error('it cannot be claimed');
    return claimed;
  };
  /** As if the minute had passed. */
  const age = async (): Promise<void> => {
    const earlier = { receivedAt: sql`received_at - interval '61 seconds'`, eventKey: sql`id::text` };
    await databases[0]?.db.acrossTenants.update(regosCalls).set(earlier);
  };

  const anEvent = (eventId?: string, documentId = 7): RegosCall => ({
    ...call('handlewebhook'),
    ...(eventId === undefined ? {} : { eventId }),
    event: { name: 'DocOrderDeliveryStatusSet', documentId },
  });

  it('finds what is due by turns of the connections', async () => {
    const many = await taken([1, 2, 3].map((event) => inbox().receive(anEvent(`turn-${event}`))));
    id = randomBytes(16).toString('hex');
    const [quiet = ''] = await taken([inbox().receive(anEvent('turn-4'))]);
    const due = await inbox().due(1_000);
    const places = many.map((callId) => due.indexOf(callId)).sort((one, other) => one - other);
    expect(due.indexOf(quiet)).toBeLessThan(places[1] ?? 0);
    for (const callId of [...many, quiet]) await inbox().finish(callId);
  });

  it('takes an event once by its id, however often and whenever it comes, and that of another shop as well', async () => {
    const flood = await taken(Array.from({ length: 5 }, () => inbox().receive(anEvent('e-1'))));
    expect(flood).toHaveLength(1);
    await inbox().finish((await pending(flood[0])).id);
    await databases[0]?.db.acrossTenants
      .update(regosCalls)
      .set({ receivedAt: sql`received_at - interval '7 days'` });
    await inbox().forgetOld(1_000);
    expect(await inbox().receive(anEvent('e-1'))).toBeUndefined();
    id = randomBytes(16).toString('hex');
    expect(await inbox().receive(anEvent('e-1'))).toBeDefined();
  });

  it('takes an event without an id for a repeat within the minute, and a second saving of settings for another', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.now()); // no minute ends meanwhile
    expect(await taken([1, 2].map(() => inbox().receive(anEvent())))).toHaveLength(1);
    expect(await inbox().receive(anEvent(undefined, 8))).toBeDefined();
    expect(await taken([1, 2].map(() => inbox().receive(call('updatesettings'))))).toHaveLength(2);
    jest.restoreAllMocks();
  });

  it('forgets after eight days what was done, some at a time, and nothing that is to be done', async () => {
    await databases[0]?.db.acrossTenants.delete(regosCalls);
    const ids = await taken([1, 2, 3, 4].map((number) => inbox().receive(anEvent(`e-${number}`))));
    for (const done of ids.slice(1)) await inbox().finish((await pending(done)).id);
    await databases[0]?.db.acrossTenants
      .update(regosCalls)
      .set({ receivedAt: sql`received_at - interval '8 days 1 hour'` });
    expect([await inbox().forgetOld(2), await inbox().forgetOld(2)]).toEqual([2, 1]);
    expect(await inbox().receive(anEvent('e-1'))).toBeUndefined();
  });

  it('takes an unknown connection in once a minute, whichever processes it introduces itself to', async () => {
    const flood = Array.from({ length: 30 }, (_, index) =>
      inboxes[index % 3]?.introduce(call('connect'), NETWORK),
    );
    const [first, ...others] = await taken(flood.map((each) => each ?? Promise.resolve(undefined)));
    expect(others).toEqual([]);
    await inbox().finish((await pending(first)).id);
    expect(await inbox().introduce(call('connect'), NETWORK)).toBeUndefined();
    expect(await inbox().introduce(call('reconnect'), NETWORK)).toBeUndefined();
    await age();
    expect(await inbox().introduce(call('connect'), NETWORK)).toBeDefined();
  });

  it('takes the Reconnect of a connection whose Connect still waits', async () => {
    await inbox().introduce(call('connect'), NETWORK);
    expect(await inbox().introduce(call('reconnect'), NETWORK)).toBeDefined();
    expect(await inbox().introduce(call('reconnect'), NETWORK)).toBeUndefined();
  });

  it('does equal calls of one connection together, and no others', async () => {
    const other = await inbox().receive({
      ...call('updatesettings'),
      connectedIntegrationId: 'f'.repeat(32),
    });
    const disconnect = await inbox().receive(call('disconnect'));
    const ids = await taken(Array.from({ length: 5 }, () => inbox().receive(call('updatesettings'))));
    expect(ids).toHaveLength(5);
    await inbox().mergeInto(await pending(ids[2]));
    for (const merged of [0, 1, 3, 4]) expect(await inbox().claim(ids[merged] ?? '', 1)).toBeUndefined();
    await pending(disconnect);
    await pending(other);
  });

  it('counts no attempt when it was not a call’s turn', async () => {
    const callId = await inbox().receive(call('updatesettings'));
    await inbox().defer((await pending(callId)).id, -1);
    expect((await pending(callId)).attempts).toBe(1);
  });

  it('keeps no connection id in plain', async () => {
    const callId = await inbox().introduce(call('connect'), NETWORK);
    const rows = await databases[0]?.db.acrossTenants
      .select()
      .from(regosCalls)
      .where(eq(regosCalls.id, callId ?? ''));
    expect(JSON.stringify(rows)).not.toContain(id);
  });
});
