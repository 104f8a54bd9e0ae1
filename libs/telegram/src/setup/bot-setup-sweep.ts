import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bell, Periodic, TenantTasks } from '@rto/jobs';
import { errorMessage, type TenantId } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import type { Subscription } from 'rxjs';
import { BotSetupRepository } from './bot-setup.repository';
import { BotSetups } from './bot-setups';
import { BotWish } from './bot-wish';

/** A shop that connects is to be answered within five seconds, whichever process wrote it down. */
const SWEEP_EVERY_MS = 2_000;
/** Half of what the queue takes meanwhile: shops that change now find it short when all bots are due. */
const BOTS_A_ROUND = 20;

/** Finds bots that Telegram is to be told about; tells it here while the queue is away. */
@Injectable()
export class BotSetupSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BotSetupSweep.name);
  private readonly rounds = new Periodic(
    SWEEP_EVERY_MS,
    () => this.sweep(),
    (error) => this.logger.error(`bots not swept: ${errorMessage(error)}`),
  );
  private readonly tasks = new TenantTasks((tenantId, error) => this.failed(tenantId, error));
  private changes: Subscription | undefined;

  constructor(
    private readonly tenants: TenantService,
    private readonly setups: BotSetupRepository,
    private readonly runs: BotSetups,
    private readonly wish: BotWish,
    private readonly bell: Bell,
  ) {}

  onApplicationBootstrap(): void {
    this.changes = this.tenants.changes.subscribe((tenantId) => {
      this.bell.ring('bots.setup', { tenantId }).catch((error: unknown) => this.failed(tenantId, error));
    });
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.changes?.unsubscribe();
    await this.rounds.stop();
    await this.tasks.idle();
  }

  private async sweep(): Promise<void> {
    let isHeard = true; // a queue that is away takes two seconds to say so, and once is enough
    for (const tenantId of await this.setups.due(this.wish.target, BOTS_A_ROUND)) {
      isHeard &&= await this.bell.ring('bots.setup', { tenantId });
      if (isHeard) continue;
      this.tasks.start(tenantId, async () => {
        await this.runs.run(tenantId);
      });
    }
  }

  private failed(tenantId: TenantId, error: unknown): void {
    this.logger.error({ tenantId, message: `the bot is not set up: ${errorMessage(error)}` });
  }
}
