import { ManualClock } from '@rto/kernel';
import { parseSettings } from './parse-settings';
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
    connection,
    ...parse(),
    createdAt: at,
    updatedAt: at,
  };
}
const parse = (): Pick<Tenant, 'settings'> => ({ settings: parseSettings({}).settings });

describe('TenantCache', () => {
  let clock: ManualClock;
  let cache: TenantCache;
  let reads: string[];

  beforeEach(() => {
    clock = new ManualClock();
    cache = new TenantCache(clock);
    reads = [];
  });

  const read = async (id: string): Promise<Tenant> => {
    reads.push(id);
    return aTenant(id, `read ${reads.length}`);
  };

  it('reads once for everybody who asks within three seconds', async () => {
    await Promise.all([cache.get('a', read), cache.get('a', read)]);
    clock.advance(2_999);
    await cache.get('a', read);
    expect(reads).toEqual(['a']);
  });

  it('sees what another process changed after three seconds', async () => {
    await cache.get('a', read);
    clock.advance(3_000);
    expect((await cache.get('a', read))?.name).toBe('read 2');
  });

  it('keeps tenants apart', async () => {
    expect((await cache.get('a', read))?.id).toBe('a');
    expect((await cache.get('b', read))?.id).toBe('b');
  });

  it('forgets at once what this process changed', async () => {
    await cache.get('a', read);
    cache.forget('a');
    expect((await cache.get('a', read))?.name).toBe('read 2');
  });

  it('does not keep a failed read', async () => {
    await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect((await cache.get('a', read))?.name).toBe('read 1');
  });
});
