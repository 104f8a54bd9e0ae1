import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Config } from '@rto/config';
import { Clock, ManualClock, RetryableError } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosIntegration, RegosPageError, RegosRefusal, type ConnectedIntegration } from '@rto/regos';
import { PageReadings } from './page-readings';
import { TenantLifecycle } from './tenant-lifecycle';
import { TenantService } from './tenant.service';

const OLD = 'a'.repeat(32);
const NEW = 'b'.repeat(32);
const OURS = 'our-card';

function listed(over: Partial<ConnectedIntegration> = {}): ConnectedIntegration {
  return { connectedIntegrationId: NEW, key: OURS, isPublic: true, active: true, ...over };
}

describe('the life of a tenant', () => {
  let told: ConnectedIntegration | undefined | Error;
  let apiLogin: string | undefined;
  let known: Map<string, { id: string; state: string; account?: string }>;
  let done: unknown[];
  let lifecycle: TenantLifecycle;
  let clock: ManualClock;

  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  beforeEach(async () => {
    told = listed();
    clock = new ManualClock();
    apiLogin = 'shop-1';
    known = new Map();
    done = [];
    const regos = {
      getConnectedIntegration: async () => {
        if (told instanceof Error) throw told;
        return told;
      },
      getInfo: async () => ({ apiLogin }),
    };
    const tenants = {
      findByConnection: async (id: string) => known.get(id),
      get: async (id: string) => ({ id, state: 'active', connection: { connectedIntegrationId: NEW } }),
      register: async ({ connectedIntegrationId: id }: { connectedIntegrationId: string }) => {
        done.push(['register', id]);
        return { tenant: { id: `t-${id[0]}` }, created: !known.has(id) };
      },
      setActive: async (id: string, active: boolean) => void done.push(['setActive', id, active]),
      refreshSettings: async (id: string) => void done.push(['refreshSettings', id]),
      remove: async (id: string) => void done.push(['remove', id]),
      reconnect: async (id: string, connection: string, login: string) => {
        const isSame = [...known.values()].some((tenant) => tenant.id === id && tenant.account === login);
        if (isSame) done.push(['reconnect', id, connection]);
        return isSame ? { id } : undefined;
      },
    };
    const app = await Test.createTestingModule({
      providers: [
        TenantLifecycle,
        { provide: RegosIntegration, useValue: regos },
        { provide: TenantService, useValue: tenants },
        { provide: Config, useValue: { regos: { integrationKey: OURS } } },
        { provide: Clock, useValue: clock },
        { provide: KeyValueStore, useValue: new MemoryKeyValueStore(clock) },
        PageReadings,
      ],
    }).compile();
    lifecycle = app.get(TenantLifecycle);
  });

  const refusal = (kind: 'stop' | 'bug'): RegosRefusal =>
    new RegosRefusal('no', kind === 'stop' ? 9006 : 400, kind);
  const page = (status = 404): RegosPageError => new RegosPageError(`HTTP ${status}`, status);

  it('registers a shop that REGOS confirms', async () => {
    await lifecycle.connect(NEW);
    expect(done).toEqual([
      ['register', NEW],
      ['setActive', 't-b', true],
    ]);
  });

  it.each([
    ['does not list', undefined],
    ['lists as switched off', listed({ active: false })],
    ['refuses', refusal('stop')],
  ])('registers nothing for a connection that REGOS %s', async (_, fact) => {
    told = fact;
    await lifecycle.connect(NEW);
    await lifecycle.reconnect(NEW, OLD);
    expect(done).toEqual([]);
  });

  it.each([
    ['another card of the marketplace', listed({ key: 'another-card' })],
    ['the marketplace, without a key', listed({ key: undefined })],
  ])('makes no shop of a connection of %s', async (_, fact) => {
    told = fact;
    await lifecycle.connect(NEW);
    await lifecycle.reconnect(NEW, OLD);
    expect(done).toEqual([]);
  });

  it.each([undefined, 'another-card', OURS])('registers a local integration with the key %s', async (key) => {
    told = listed({ isPublic: false, key });
    await lifecycle.connect(NEW);
    expect(done[0]).toEqual(['register', NEW]);
  });

  describe('before the page of a proxy', () => {
    const looks = {
      Disconnect: () => lifecycle.disconnect(NEW),
      look: () => lifecycle.refresh('t-1'),
      'look that nobody asked for': () => lifecycle.review('t-1'),
    };
    const names = Object.keys(looks) as (keyof typeof looks)[];

    beforeEach(() => known.set(NEW, { id: 't-1', state: 'active' }));

    describe.each(names)('a %s', (name) => {
      it.each([401, 403, 404, 410])(
        'changes nothing for one HTTP %i, and is to be repeated',
        async (status) => {
          told = page(status);
          await expect(looks[name]()).rejects.toBeInstanceOf(RetryableError);
          expect(done).toEqual([]);
        },
      );

      it('changes nothing for many of them within a minute', async () => {
        told = page();
        for (let second = 0; second < 60; second += 2) {
          await expect(looks[name]()).rejects.toBeInstanceOf(RetryableError);
          clock.advance(2_000);
        }
        expect(done).toEqual([]);
      });

      it('changes nothing for the third within ten minutes when REGOS answered in between', async () => {
        for (const fact of [page(), page(), listed(), page()]) {
          told = fact;
          await looks[name]().catch(() => undefined);
          clock.advance(2 * 60_000);
        }
        expect(done).not.toContainEqual(['remove', 't-1']);
        expect(done).not.toContainEqual(['setActive', 't-1', false]);
      });

      it('changes nothing for three of them in more than ten minutes', async () => {
        told = page();
        for (let reading = 0; reading < 3; reading += 1) {
          await expect(looks[name]()).rejects.toBeInstanceOf(RetryableError);
          clock.advance(5 * 60_000);
        }
        expect(done).toEqual([]);
      });

      it('believes the third within ten minutes', async () => {
        told = page();
        for (let reading = 0; reading < 2; reading += 1) {
          await expect(looks[name]()).rejects.toBeInstanceOf(RetryableError);
          clock.advance(45_000);
        }
        await looks[name]();
        const closed = ['setActive', 't-1', false];
        expect(done).toEqual([name === 'Disconnect' ? ['remove', 't-1'] : closed]);
      });
    });

    it('asks again where REGOS says that there is no privilege', async () => {
      told = new RegosRefusal('no privilege', 1096, 'config');
      await expect(lifecycle.disconnect(NEW)).rejects.toBeInstanceOf(RetryableError);
      expect(done).toEqual([]);
    });
  });

  it('decides nothing while REGOS is away', async () => {
    known.set(NEW, { id: 't-1', state: 'active' });
    told = new RetryableError('away');
    await expect(lifecycle.connect(NEW)).rejects.toThrow(RetryableError);
    await expect(lifecycle.disconnect(NEW)).rejects.toThrow(RetryableError);
    await expect(lifecycle.reconnect(NEW, OLD)).rejects.toThrow(RetryableError);
    expect(done).toEqual([]);
  });

  it('removes a shop only when REGOS does not know the connection any more', async () => {
    known.set(NEW, { id: 't-1', state: 'active' });
    expect(await lifecycle.disconnect(NEW)).toBe(false);
    expect(done).toEqual([]);
    told = undefined;
    expect(await lifecycle.disconnect(NEW)).toBe(true);
    expect(done).toEqual([['remove', 't-1']]);
  });

  it('only closes a shop whose connection is switched off', async () => {
    known.set(NEW, { id: 't-1', state: 'active' });
    told = listed({ active: false });
    expect(await lifecycle.disconnect(NEW)).toBe(true);
    expect(done).toEqual([['setActive', 't-1', false]]);
  });

  it('moves everything to the new connection of the same account', async () => {
    known.set(OLD, { id: 't-1', state: 'removed', account: 'shop-1' });
    await lifecycle.reconnect(NEW, OLD);
    expect(done).toEqual([
      ['reconnect', 't-1', NEW],
      ['refreshSettings', 't-1'],
    ]);
  });

  it('gives an attacker who names another shop as his former self an empty tenant', async () => {
    known.set(OLD, { id: 't-1', state: 'active', account: 'somebody-else' });
    await lifecycle.reconnect(NEW, OLD);
    expect(done[0]).toEqual(['register', NEW]);
    expect(done).not.toContainEqual(expect.arrayContaining(['reconnect']));
  });

  it('treats a Reconnect from an unknown id as a Connect', async () => {
    await lifecycle.reconnect(NEW, OLD);
    expect(done[0]).toEqual(['register', NEW]);
  });

  it('follows the switch of REGOS when it looks again, and leaves it alone when REGOS does not tell', async () => {
    told = listed({ active: false });
    await lifecycle.refresh('t-1');
    expect(done).toContainEqual(['setActive', 't-1', false]);
    done = [];
    told = refusal('bug');
    await lifecycle.refresh('t-1');
    expect(done).toEqual([['refreshSettings', 't-1']]);
  });

  describe('at a look that nobody asked for', () => {
    it('takes a connection that REGOS does not list for switched off, and removes nothing', async () => {
      told = undefined;
      await lifecycle.review('t-1');
      expect(done).toEqual([['setActive', 't-1', false]]);
    });

    it('opens a shop again that REGOS switched on without a word, and reads its settings', async () => {
      await lifecycle.review('t-1');
      expect(done).toEqual([
        ['setActive', 't-1', true],
        ['refreshSettings', 't-1'],
      ]);
    });

    it('changes nothing while REGOS does not answer', async () => {
      told = new RetryableError('away');
      await expect(lifecycle.review('t-1')).rejects.toThrow('away');
      expect(done).toEqual([]);
    });
  });
});
