import { Test } from '@nestjs/testing';
import { Clock, ManualClock, RetryableError } from '@rto/kernel';
import { RegosRefusal } from '@rto/regos';
import { DelayedError, UnrecoverableError } from 'bullmq';
import { RefreshTenantProcessor } from './refresh-tenant.processor';
import { TenantLifecycle } from './tenant-lifecycle';

describe('re-reading the settings of a tenant', () => {
  const clock = new ManualClock();
  let failure: Error | undefined;
  let refreshed: string[];
  let delayedUntil: Date | undefined;
  let processor: RefreshTenantProcessor;

  beforeEach(async () => {
    [failure, refreshed, delayedUntil] = [undefined, [], undefined];
    const lifecycle = {
      refresh: async (id: string) => {
        if (failure) throw failure;
        refreshed.push(id);
      },
    };
    const app = await Test.createTestingModule({
      providers: [
        RefreshTenantProcessor,
        { provide: TenantLifecycle, useValue: lifecycle },
        { provide: Clock, useValue: clock },
      ],
    }).compile();
    processor = app.get(RefreshTenantProcessor);
  });

  const attempt = (attemptsMade: number): Promise<void> =>
    processor.process({
      data: { tenantId: 'tenant-1' },
      attemptsMade,
      opts: { attempts: 3 },
      moveToDelayed: async (timestamp: number) => void (delayedUntil = new Date(timestamp)),
    });

  it('reads them once', async () => {
    await attempt(0);
    expect(refreshed).toEqual(['tenant-1']);
  });

  it('lets the queue repeat while REGOS is away', async () => {
    failure = new RetryableError('away');
    await expect(attempt(0)).rejects.toBe(failure);
  });

  it('goes on every five minutes when REGOS stays away, instead of giving up', async () => {
    failure = new RetryableError('away');
    await expect(attempt(2)).rejects.toThrow(DelayedError);
    expect(delayedUntil).toEqual(new Date(clock.now().getTime() + 300_000));
  });

  it('stops at a refusal, which repeating cannot mend', async () => {
    failure = new RegosRefusal('no rights', 1007, 'config');
    await expect(attempt(0)).rejects.toThrow(UnrecoverableError);
  });
});
