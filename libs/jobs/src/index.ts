export { BullJobs } from './bull-jobs';
export type { QueuedJob } from './job-queue';
export * from './jobs';
export { JobsModule } from './jobs.module';
export { Periodic } from './periodic';
export { delayJob, isFinal, toQueueError } from './processing';
export { TenantLanes } from './tenant-lanes';
