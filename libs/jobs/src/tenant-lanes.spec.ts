import { TenantLanes } from './tenant-lanes';

describe('TenantLanes', () => {
  it('works for tenants side by side, and for one tenant on one thing at a time', async () => {
    const lanes = new TenantLanes(() => undefined);
    const started: string[] = [];
    let release = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    lanes.start('a', () => {
      started.push('a hangs');
      return hanging;
    });
    lanes.start('a', async () => void started.push('a again'));
    lanes.start('b', async () => void started.push('b'));
    expect(started).toEqual(['a hangs', 'b']);
    release();
    await lanes.idle();
    lanes.start('a', async () => void started.push('a later'));
    expect(started).toEqual(['a hangs', 'b', 'a later']);
  });

  it('tells of work that failed, and goes on with the tenant', async () => {
    const failures: unknown[] = [];
    const lanes = new TenantLanes((tenantId, error) => failures.push([tenantId, error]));
    const error = new Error('no');
    lanes.start('a', () => Promise.reject(error));
    await lanes.idle();
    expect(failures).toEqual([['a', error]]);
    lanes.start('a', async () => void failures.push('works'));
    expect(failures).toContain('works');
  });
});
