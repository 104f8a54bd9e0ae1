import { BullModule } from '@nestjs/bullmq';
import { getQueueToken } from '@nestjs/bull-shared';
import { Global, Logger, Module, type DynamicModule } from '@nestjs/common';
import { Config } from '@rto/config';
import { DatabaseHandle } from '@rto/database';
import { BullJobs } from './bull-jobs';
import { JobQueue } from './job-queue';
import { JobQueues } from './job-queues';
import { JobWorker } from './job-worker';
import { Jobs, QUEUES } from './jobs';
import { OutageLog } from './outage-log';
import { migrateQueue, type QueueStore } from './queue-store';

const QUEUE_NAMES = Object.values(QUEUES);

/** What is left of the time is for the stores, which close after the workers. */
const SHARE_OF_SHUTDOWN = 0.7;

/** Redis when there is one, else the database. */
async function openStore(config: Config, database: DatabaseHandle): Promise<{ connection: QueueStore }> {
  const shared = {
    outages: new OutageLog(new Logger('Jobs')),
    closeTimeoutMs: config.shutdownTimeoutMs * SHARE_OF_SHUTDOWN,
  };
  if (config.redisUrl !== undefined) return { connection: { ...shared, redisUrl: config.redisUrl } };
  await migrateQueue(database.pool);
  return { connection: { ...shared, pool: database.pool } };
}

/** `BullModule` takes its classes from static fields, and reads them while it registers. */
function bullModules(): DynamicModule[] {
  BullModule.queueClass = JobQueue;
  BullModule.workerClass = JobWorker;
  return [
    BullModule.forRootAsync({ useFactory: openStore, inject: [Config, DatabaseHandle] }),
    BullModule.registerQueue(...QUEUE_NAMES.map((name) => ({ name }))),
  ];
}

/**
 * The queues, and `Jobs` to add to them; a provider with `@Processor` becomes a worker. `Config` and
 * `DatabaseHandle` come from the app's global modules, and the app closes the database after itself.
 */
@Global()
@Module({
  imports: bullModules(),
  providers: [
    {
      provide: JobQueues,
      useFactory: (...queues: JobQueue[]) => new JobQueues(queues),
      inject: QUEUE_NAMES.map((name) => getQueueToken(name)),
    },
    { provide: BullJobs, useFactory: (queues: JobQueues) => new BullJobs(queues.all), inject: [JobQueues] },
    { provide: Jobs, useExisting: BullJobs },
  ],
  exports: [Jobs, BullJobs, JobQueues],
})
export class JobsModule {}
