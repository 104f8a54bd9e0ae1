import { TenantTasks } from './tenant-tasks';

describe('TenantTasks', () => {
  it('works for tenants side by side, and for one tenant on one thing at a time', async () => {
    const tasks = new TenantTasks(() => undefined);
    const started: string[] = [];
    let release = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    tasks.start('a', () => {
      started.push('a hangs');
      return hanging;
    });
    tasks.start('a', async () => void started.push('a again'));
    tasks.start('b', async () => void started.push('b'));
    expect(started).toEqual(['a hangs', 'b']);
    release();
    await tasks.idle();
    tasks.start('a', async () => void started.push('a later'));
    expect(started).toEqual(['a hangs', 'b', 'a later']);
  });

  it('tells of work that failed, and goes on with the tenant', async () => {
    const failures: unknown[] = [];
    const tasks = new TenantTasks((tenantId, error) => failures.push([tenantId, error]));
    const error = new Error('no');
    tasks.start('a', () => Promise.reject(error));
    await tasks.idle();
    expect(failures).toEqual([['a', error]]);
    tasks.start('a', async () => void failures.push('works'));
    expect(failures).toContain('works');
  });
});
