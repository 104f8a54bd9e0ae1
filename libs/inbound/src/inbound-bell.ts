import { Injectable, Logger } from '@nestjs/common';
import { Jobs } from '@rto/jobs';
import { errorMessage, RetryableError, type TenantId } from '@rto/kernel';

/** Rings for a call that is in the inbox; unheard, the sweep finds it (docs/reliability.md rule 3). */
@Injectable()
export class InboundBell {
  private readonly logger = new Logger(InboundBell.name);

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

  /**
   * Rings for a caller who must be answered now: a queue that hangs takes two seconds to say so, and REGOS does not
   * wait for it.
   */
  ringBehind(callId: string): void {
    this.goOn(this.jobs.add('inbound.handle', { callId }));
  }

  /** The same for texts that are rows already. */
  ringForCampaigns(tenantId: TenantId): void {
    this.goOn(this.jobs.add('campaigns.send', { tenantId }));
  }

  private goOn(ringing: Promise<void>): void {
    ringing.catch((error: unknown) => {
      if (!(error instanceof RetryableError)) this.logger.error(`not rung: ${errorMessage(error)}`);
    });
  }
}
