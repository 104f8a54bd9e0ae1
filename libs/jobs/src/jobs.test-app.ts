import { performance } from 'node:perf_hooks';
import { WorkerHost } from '@nestjs/bullmq';
import { Global, Injectable, Module, type DynamicModule } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Config } from '@rto/config';
import { DatabaseHandle } from '@rto/database';
import type { QueuedJob } from './job-queue';
import { BullJobs } from './bull-jobs';
import { JobProcessor } from './job-processor';
import { Jobs, type JobPayload } from './jobs';
import { JobsModule } from './jobs.module';
import { delayJob, toQueueError } from './processing';

/** A back end that a test suite owns. */
export interface TestStore {
  readonly redisUrl: string | undefined;
  /** Absent when the queue is on Redis. */
  readonly database: DatabaseHandle | undefined;
  /** Closes and opens what can be closed, as a restart of the machine would. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

interface Run {
  readonly id: string | undefined;
  readonly data: JobPayload<'orders.submit'>;
  readonly attempt: number;
  /** Monotonic, in milliseconds. */
  readonly at: number;
}

type Step = Error | { readonly delayMs: number } | { readonly lastsMs: number } | 'never ends';

/** Slots of the worker, of which one tenant may hold two. */
export const SLOTS = 8;

/** Remembers what ran, and says what each run of an order does; a run without a plan succeeds. */
@Injectable()
class Recorder {
  private readonly seen: Run[] = [];
  private readonly plans = new Map<string, Step[]>();

  plan(orderId: string, steps: readonly Step[]): void {
    this.plans.set(orderId, [...steps]);
  }

  next(run: Run): Step | undefined {
    this.seen.push(run);
    return this.plans.get(run.data.orderId)?.shift();
  }

  count(orderId: string): number {
    return this.seen.filter((run) => run.data.orderId === orderId).length;
  }

  async runs(orderId: string, count: number): Promise<readonly Run[]> {
    const limit = performance.now() + 12_000;
    while (this.count(orderId) < count) {
      if (performance.now() > limit) throw new Error(`ran ${this.count(orderId)} times instead of ${count}`);
      await this.wait(10);
    }
    return this.seen.filter((run) => run.data.orderId === orderId);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

@JobProcessor('orders.submit', { concurrency: SLOTS, waitsForRegos: true })
class RecordingProcessor extends WorkerHost {
  constructor(private readonly recorder: Recorder) {
    super();
  }

  async process(job: QueuedJob<'orders.submit'>, token?: string): Promise<void> {
    const run = { id: job.id, data: job.data, attempt: job.attemptsMade, at: performance.now() };
    const step = this.recorder.next(run);
    if (step === 'never ends') await new Promise(() => undefined);
    else if (step instanceof Error) throw toQueueError(step);
    else if (step && 'lastsMs' in step) await this.recorder.wait(step.lastsMs);
    else if (step) await delayJob(job, token, new Date(Date.now() + step.delayMs));
  }
}

@Global()
@Module({})
class StoreModule {
  static for(store: TestStore): DynamicModule {
    const config = { redisUrl: store.redisUrl, shutdownTimeoutMs: 1_500 };
    const providers = [
      { provide: Config, useValue: config },
      { provide: DatabaseHandle, useValue: store.database ?? {} },
    ];
    return { module: StoreModule, providers, exports: providers };
  }
}

export interface JobsApp {
  readonly jobs: BullJobs;
  readonly recorder: Recorder;
  close(): Promise<void>;
}

/** An app as ours are: the stores are global, the processor is a provider. */
export async function startJobsApp(store: TestStore, { withWorker = true } = {}): Promise<JobsApp> {
  const module = await Test.createTestingModule({
    imports: [StoreModule.for(store), JobsModule],
    providers: [Recorder, ...(withWorker ? [RecordingProcessor] : [])],
  }).compile();
  module.useLogger(false);
  await module.init();
  if (module.get(Jobs) !== module.get(BullJobs)) throw new Error('two producers in one app');
  let closing: Promise<void> | undefined;
  return {
    jobs: module.get(BullJobs),
    recorder: module.get(Recorder),
    close: () => (closing ??= module.close()),
  };
}
