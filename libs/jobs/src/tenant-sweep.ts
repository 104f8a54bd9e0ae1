import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { errorMessage, type TenantId } from '@rto/kernel';
import { Periodic } from './periodic';
import { TenantTasks } from './tenant-tasks';

/** Something that is to be looked at, of one shop. */
export interface DueOfTenant {
  readonly tenantId: TenantId;
}

/**
 * Rounds that find what is due and work on it shop by shop: what hangs or fails holds up its own shop alone. Any number
 * of processes may sweep where claims keep them apart.
 */
export abstract class TenantSweep<Due extends DueOfTenant = DueOfTenant>
  implements OnApplicationBootstrap, OnApplicationShutdown
{
  private readonly logger = new Logger(this.constructor.name);
  private readonly rounds: Periodic;
  private readonly looks: TenantTasks;

  /**
   * @param roundMs between the end of a round and the next
   * @param what it looks at, as the log names it
   */
  constructor(roundMs: number, what: string) {
    const message = (error: unknown): string => `${what} are not looked at: ${errorMessage(error)}`;
    this.rounds = new Periodic(
      roundMs,
      () => this.sweep(),
      (error) => this.logger.error(message(error)),
    );
    this.looks = new TenantTasks((tenantId, error) =>
      this.logger.warn({ tenantId, message: message(error) }),
    );
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.idle();
  }

  /** One round. What it starts for the tenants goes on after it. */
  async sweep(): Promise<void> {
    for (const due of await this.due()) this.looks.start(due.tenantId, () => this.look(due));
  }

  /** Resolves when everything started so far has ended. */
  async idle(): Promise<void> {
    await this.looks.idle();
  }

  /** At most one of each tenant is worked on; another one of it comes with a later round. */
  protected abstract due(): Promise<readonly Due[]>;

  protected abstract look(due: Due): Promise<void>;
}
