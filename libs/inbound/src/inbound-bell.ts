import { Injectable } from '@nestjs/common';
import { Jobs } from '@rto/jobs';
import { RetryableError } from '@rto/kernel';

/** Rings for a call that is in the inbox; unheard, the sweep finds it (RELIABILITY rule 3). */
@Injectable()
export class InboundBell {
  constructor(private readonly jobs: Jobs) {}

  /** @returns false when the queue is away */
  async ring(callId: string): Promise<boolean> {
    try {
      await this.jobs.add('inbound.handle', { callId });
      return true;
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      return false;
    }
  }
}
