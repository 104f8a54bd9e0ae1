import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bell, Periodic } from '@rto/jobs';
import { Clock, errorMessage, type TenantId } from '@rto/kernel';
import { TenantService } from '@rto/settings';
import { DueReminders } from './due-reminders';
import { quietUntil } from './quiet-hours';

const ROUND_MS = 30_000;
/** Also those whose quiet hours last: they are passed by. */
const SHOPS_A_ROUND = 1_000;

/** Makes messages of the reminders that are due; in the quiet hours of a shop they wait for the morning. */
@Injectable()
export class ReminderSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ReminderSweep.name);
  private readonly rounds = new Periodic(
    ROUND_MS,
    () => this.sweep(),
    (error) => this.logger.error(`nobody is reminded: ${errorMessage(error)}`),
  );

  constructor(
    private readonly due: DueReminders,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  async sweep(): Promise<void> {
    for (const tenantId of await this.due.tenants(SHOPS_A_ROUND)) {
      await this.look(tenantId).catch((error: unknown) =>
        this.logger.warn({ tenantId, message: `nobody is reminded: ${errorMessage(error)}` }),
      );
    }
  }

  private async look(tenantId: TenantId): Promise<void> {
    const { settings } = await this.tenants.get(tenantId);
    if (quietUntil(this.clock.now(), settings.timeZone)) return;
    await this.due.tellOfCarts(tenantId, settings.cartReminder);
    await this.due.askAboutOrders(tenantId, settings.askRating);
    await this.bell.ring('campaigns.send', { tenantId });
  }
}
