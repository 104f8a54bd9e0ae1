import { WorkerHost } from '@nestjs/bullmq';
import { JobProcessor, type JobPayload } from '@rto/jobs';
import type { Job } from 'bullmq';
import { BotSetups } from './bot-setups';

/** Bots that are set up in a second, by all processes together (docs/hosts.md 2). */
const BOTS_PER_SECOND = 20;
/** However long Telegram asks: a limit that is one bot's own must not hold up everybody for hours. */
const LONGEST_PAUSE_MS = 60_000;

/** Rows carry the state: a job that fails leaves them to the sweep. */
@JobProcessor('bots.setup', { concurrency: 8, limiter: { max: BOTS_PER_SECOND, duration: 1_000 } })
export class BotSetupProcessor extends WorkerHost {
  constructor(private readonly setups: BotSetups) {
    super();
  }

  async process(job: Job<JobPayload<'bots.setup'>>): Promise<void> {
    const pauseMs = await this.setups.run(job.data.tenantId);
    if (pauseMs !== undefined) await this.worker.rateLimit(Math.min(pauseMs, LONGEST_PAUSE_MS));
  }
}
