import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { PermanentError } from '@rto/kernel';

/** What a processor throws for `error`, so that the queue repeats only what may work later. */
export function toQueueError(error: unknown): unknown {
  if (!(error instanceof PermanentError)) return error;
  const unrecoverable = new UnrecoverableError(error.message);
  unrecoverable.cause = error;
  return unrecoverable;
}

/** Whether the queue gives the job up after `error`. Ask while the job runs: the attempt still counts as open. */
export function isFinal(job: Pick<Job, 'attemptsMade' | 'opts'>, error: unknown): boolean {
  if (error instanceof PermanentError || error instanceof UnrecoverableError) return true;
  return job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}

/**
 * Puts the running job aside until `until`, which spends no attempt.
 * @param token second argument of `process`
 * @throws DelayedError always: let it out of `process`, it tells the worker that the job is not done
 */
export async function delayJob(
  job: Pick<Job, 'moveToDelayed'>,
  token: string | undefined,
  until: Date,
): Promise<never> {
  await job.moveToDelayed(until.getTime(), token);
  throw new DelayedError();
}
