import { Injectable } from '@nestjs/common';
import { RetryableError } from '@rto/kernel';
import { Jobs, type JobName, type JobPayload } from './jobs';

/** Rings for work that is in the database already; unheard, the sweep finds it (docs/reliability.md rule 3). */
@Injectable()
export class Bell {
  constructor(private readonly jobs: Jobs) {}

  /** @returns false when the queue is away */
  async ring<Name extends JobName>(name: Name, payload: JobPayload<Name>): Promise<boolean> {
    try {
      await this.jobs.add(name, payload);
      return true;
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      return false;
    }
  }
}
