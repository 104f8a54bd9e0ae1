import { Processor } from '@nestjs/bullmq';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { queueOf } from './job-policy';
import type { JobName } from './jobs';

export const PROCESSED_JOBS = Symbol('processed jobs');

export interface JobProcessorOptions {
  /** Jobs that one process works on at a time. */
  readonly concurrency?: number;
  /** Jobs that all processes together begin within a time, in milliseconds. */
  readonly limiter?: { readonly max: number; readonly duration: number };
  /** What hangs holds no slot, so that shops whose REGOS is sick take none from the others. */
  readonly waitsForRegos?: true;
}

/** Makes a `WorkerHost` the worker of these jobs, which must belong to one queue: it gets all that the queue has. */
export function JobProcessor(
  names: JobName | readonly [JobName, ...JobName[]],
  options: JobProcessorOptions = {},
): ClassDecorator {
  const jobs: readonly JobName[] = typeof names === 'string' ? [names] : names;
  const [queue, ...others] = new Set(jobs.map(queueOf));
  if (queue === undefined || others.length > 0) {
    throw new TypeError(`one processor works on one queue, and ${jobs.join(', ')} belong to several`);
  }
  return applyDecorators(Processor({ name: queue }, options), SetMetadata(PROCESSED_JOBS, jobs));
}
