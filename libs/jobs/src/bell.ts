import { Injectable, Logger } from '@nestjs/common';
import { errorMessage, RetryableError } from '@rto/kernel';
import { Jobs, type JobName, type JobPayload } from './jobs';

/** Rings for work that is in the database already; unheard, the sweep finds it (docs/reliability.md rule 3). */
@Injectable()
export class Bell {
  private readonly logger = new Logger(Bell.name);

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

  /** Rings for a caller who must be answered now: a queue that hangs takes two seconds to say so. */
  ringBehind<Name extends JobName>(name: Name, payload: JobPayload<Name>): void {
    this.ring(name, payload).catch((error: unknown) => {
      this.logger.error(`not rung: ${errorMessage(error)}`);
    });
  }
}
