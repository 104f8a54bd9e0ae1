import { Test } from '@nestjs/testing';
import { ChangeFeed, type Change } from '@rto/cluster';
import type { Transaction } from '@rto/database';
import { Clock, ManualClock } from '@rto/kernel';
import { Subject } from 'rxjs';
import { parseSettings } from '../values/parse-settings';
import type { Tenant } from './tenant';
import { TenantCache } from './tenant-cache';

function aTenant(id: string, name: string): Tenant {
  const at = new Date(0);
  const connection = { tenantId: id, connectedIntegrationId: 'c' };
  return {
    id,
    name,
    state: 'active',
    problems: [],
    bot: undefined,
    owners: [],
    closedUntil: undefined,
    connection,
    ...parse(),
    createdAt: at,
    updatedAt: at,
  };
}
const parse = (): Pick<Tenant, 'settings'> => ({ settings: parseSettings({}).settings });

describe('TenantCache', () => {
  let clock: ManualClock;
  let feed: { changes: Subject<Change>; isLive: boolean; announce: () => Promise<void> };
  let cache: TenantCache;
  let reads: string[];
  let changed: string[];

  beforeEach(async () => {
    clock = new ManualClock();
    feed = { changes: new Subject(), isLive: true, announce: async () => undefined };
    const app = await Test.createTestingModule({
      providers: [TenantCache, { provide: Clock, useValue: clock }, { provide: ChangeFeed, useValue: feed }],
    }).compile();
    cache = app.get(TenantCache);
    reads = [];
    changed = [];
    cache.changes.subscribe((id) => changed.push(id));
  });

  const read = async (id: string): Promise<Tenant> => {
    reads.push(id);
    return aTenant(id, `read ${reads.length}`);
  };

  it('reads once for everybody who asks while nothing changes', async () => {
    await Promise.all([cache.get('a', read), cache.get('a', read)]);
    clock.advance(29_999);
    await cache.get('a', read);
    expect(reads).toEqual(['a']);
    clock.advance(1);
    await cache.get('a', read);
    expect(reads).toEqual(['a', 'a']);
  });

  it('forgets at once what another process changed, and says so', async () => {
    await cache.get('a', read);
    feed.changes.next({ kind: 'tenant', tenantId: 'a', isOwn: false });
    expect((await cache.get('a', read))?.name).toBe('read 2');
    expect(changed).toEqual(['a']);
  });

  it('forgets a reading that was under way when the tenant changed', async () => {
    const before = cache.get('a', read);
    feed.changes.next({ kind: 'tenant', tenantId: 'a', isOwn: false });
    expect((await before)?.name).toBe('read 1');
    expect((await cache.get('a', read))?.name).toBe('read 2');
  });

  it('is not older than a second while changes are not heard', async () => {
    await cache.get('a', read);
    feed.isLive = false;
    clock.advance(899);
    expect((await cache.get('a', read))?.name).toBe('read 1');
    clock.advance(1);
    expect((await cache.get('a', read))?.name).toBe('read 2');
  });

  it('forgets everything when changes may have been missed, and says so', async () => {
    const gaps: void[] = [];
    cache.gaps.subscribe((gap) => gaps.push(gap));
    await cache.get('a', read);
    feed.changes.next({ kind: 'everything' });
    expect((await cache.get('a', read))?.name).toBe('read 2');
    expect(gaps).toHaveLength(1);
  });

  const announce = (): Promise<void> => cache.announce('a', {} as Transaction);
  const hear = (): void => feed.changes.next({ kind: 'tenant', tenantId: 'a', isOwn: true });

  it('forgets what this process changed without being told that it did', async () => {
    await cache.get('a', read);
    await announce();
    hear();
    expect((await cache.get('a', read))?.name).toBe('read 2');
    expect(changed).toEqual(['a']);
  });

  it.each([
    ['before it is heard', [() => cache.forget('a'), hear]],
    ['after it was heard', [hear, () => cache.forget('a')]],
  ])('says a change of its own once, being told of its commit %s', async (_, steps) => {
    for (let time = 0; time < 2; time += 1) {
      await announce();
      for (const step of steps) step();
    }
    expect(changed).toEqual(['a', 'a']);
  });

  it('does not care for other news', async () => {
    feed.changes.next({ kind: 'catalogueTouched', tenantId: 'b', isOwn: false });
    expect(changed).toEqual([]);
  });

  it('keeps tenants apart', async () => {
    expect((await cache.get('a', read))?.id).toBe('a');
    expect((await cache.get('b', read))?.id).toBe('b');
  });

  it('does not keep a failed read', async () => {
    await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect((await cache.get('a', read))?.name).toBe('read 1');
  });
});
