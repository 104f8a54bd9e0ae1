import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Jobs } from '@rto/jobs';
import { ManualClock, RetryableError } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosPageError } from '@rto/regos';
import { TenantLifecycle } from './tenant-lifecycle';
import { TenantReviews } from './tenant-reviews';
import { TenantService } from './tenant.service';

const MINUTE_MS = 60_000;

describe('the reviews of tenants', () => {
  let clock: ManualClock;
  let store: KeyValueStore;
  let all: string[];
  let unsettled: string[];
  let reviewed: string[];
  let failing: string | undefined;
  let failure: Error;
  let jobs: unknown[];

  beforeEach(() => {
    Logger.overrideLogger(false);
    clock = new ManualClock();
    store = new MemoryKeyValueStore(clock);
    all = Array.from({ length: 1_500 }, (_, index) => `t-${String(index).padStart(4, '0')}`);
    unsettled = [];
    reviewed = [];
    failing = undefined;
    failure = new RetryableError('REGOS is away');
    jobs = [];
  });

  async function aProcess(): Promise<TenantReviews> {
    const tenants = {
      versions: async () => new Map(all.map((id) => [id, 1])),
      unsettled: async () => unsettled,
    };
    const review = async (id: string): Promise<void> => {
      reviewed.push(id);
      if (id === failing) throw failure;
    };
    const app = await Test.createTestingModule({
      providers: [
        TenantReviews,
        { provide: TenantService, useValue: tenants },
        { provide: TenantLifecycle, useValue: { review } },
        { provide: KeyValueStore, useValue: store },
        { provide: Jobs, useValue: { add: async (...job: unknown[]) => void jobs.push(job) } },
      ],
    }).compile();
    return app.get(TenantReviews);
  }

  it('see every tenant once within the hour, however many processes there are', async () => {
    const processes = [await aProcess(), await aProcess()];
    for (let round = 0; round < 60; round += 1) {
      for (const each of processes) await each.round();
      clock.advance(MINUTE_MS);
    }
    expect(new Set(reviewed).size).toBe(all.length);
    expect(reviewed).toHaveLength(all.length);
  });

  it('see a tenant that is switched off every five minutes', async () => {
    all = [];
    unsettled = ['t-off'];
    const reviews = await aProcess();
    for (let round = 0; round < 10; round += 1) {
      await reviews.round();
      clock.advance(MINUTE_MS);
    }
    expect(reviewed).toEqual(['t-off', 't-off']);
  });

  it('go on with the others when one fails', async () => {
    all = ['t-1', 't-2', 't-3'];
    failing = 't-2';
    await (await aProcess()).round();
    expect([...reviewed].sort()).toEqual(all);
    expect(jobs).toEqual([]);
  });

  it('look again soon where a page of a proxy answered', async () => {
    all = ['t-1', 't-2'];
    failing = 't-2';
    failure = new RegosPageError('HTTP 404', 404);
    await (await aProcess()).round();
    expect(jobs).toEqual([['tenants.refresh', { tenantId: 't-2' }]]);
  });
});
