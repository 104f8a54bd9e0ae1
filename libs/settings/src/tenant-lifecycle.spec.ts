import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { RetryableError } from '@rto/kernel';
import { RegosIntegration, RegosRefusal, type ConnectedIntegration } from '@rto/regos';
import { TenantLifecycle } from './tenant-lifecycle';
import { TenantService } from './tenant.service';

const OLD = 'a'.repeat(32);
const NEW = 'b'.repeat(32);

describe('the life of a tenant', () => {
  let told: ConnectedIntegration | undefined | Error;
  let apiLogin: string | undefined;
  let known: Map<string, { id: string; state: string; account?: string }>;
  let done: unknown[];
  let lifecycle: TenantLifecycle;

  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  beforeEach(async () => {
    told = { connectedIntegrationId: NEW, key: undefined, active: true };
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
      ],
    }).compile();
    lifecycle = app.get(TenantLifecycle);
  });

  const refusal = (kind: 'stop' | 'bug'): RegosRefusal =>
    new RegosRefusal('no', kind === 'stop' ? 404 : 400, kind);

  it('registers a shop that REGOS confirms', async () => {
    await lifecycle.connect(NEW);
    expect(done).toEqual([
      ['register', NEW],
      ['setActive', 't-b', true],
    ]);
  });

  it.each([
    ['does not list', undefined],
    ['lists as switched off', { connectedIntegrationId: NEW, key: undefined, active: false }],
    ['refuses', refusal('stop')],
  ])('registers nothing for a connection that REGOS %s', async (_, fact) => {
    told = fact;
    await lifecycle.connect(NEW);
    await lifecycle.reconnect(NEW, OLD);
    expect(done).toEqual([]);
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
    told = { connectedIntegrationId: NEW, key: undefined, active: false };
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
    told = { connectedIntegrationId: NEW, key: undefined, active: false };
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
