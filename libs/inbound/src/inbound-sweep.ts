import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bell, Periodic } from '@rto/jobs';
import { errorMessage } from '@rto/kernel';
import { RegosCallHandling } from './regos-call-handling';
import { RegosCallInbox } from './regos-call-inbox';

const SWEEP_EVERY_MS = 5_000;
const CALLS_A_ROUND = 200;
/** Rounds between two looks for rows that may be forgotten: once an hour. */
const FORGET_EVERY_ROUNDS = 720;
const FORGET_AT_ONCE = 1_000;

/** Finds calls that were put off or that the queue lost; does them here while the queue is away. */
@Injectable()
export class InboundSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(InboundSweep.name);
  private isStopping = false;
  private rounds = 0;
  private readonly periodic = new Periodic(
    SWEEP_EVERY_MS,
    () => this.sweep(),
    (error) => this.logger.error(`a sweep failed: ${errorMessage(error)}`),
  );

  constructor(
    private readonly inbox: RegosCallInbox,
    private readonly bell: Bell,
    private readonly handling: RegosCallHandling,
  ) {}

  onApplicationBootstrap(): void {
    this.periodic.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.periodic.stop();
  }

  async sweep(): Promise<void> {
    for (const callId of await this.inbox.due(CALLS_A_ROUND)) {
      if (!(await this.bell.ring('inbound.handle', { callId }))) await this.handling.handle(callId);
    }
    if (this.rounds % FORGET_EVERY_ROUNDS === 0) await this.forget();
    this.rounds += 1;
  }

  private async forget(): Promise<void> {
    while (!this.isStopping && (await this.inbox.forgetOld(FORGET_AT_ONCE)) === FORGET_AT_ONCE);
  }
}
