import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '@rto/config';
import { Bell, Periodic } from '@rto/jobs';
import { errorMessage, type TenantId } from '@rto/kernel';
import { RegosHealth } from '@rto/regos';
import { TenantService } from '@rto/settings';
import type { Subscription } from 'rxjs';
import { AlarmRepository } from './alarm.repository';

const ROUND_MS = 15_000;
/** Rounds between two countings of calls. */
const COUNTED_EVERY = 4;
/** A call that failed is no news; one process writes down what goes on for longer. */
const WRITTEN_AFTER_MS = 60_000;
/** When the staff is told. */
export const AWAY_AFTER_MS = 5 * 60_000;
/** The rest of a day's calls is for orders: the staff is told before. */
const NEARLY_SPENT = 0.8;

/** What this process sees of REGOS, written down for the staffs of the shops. */
@Injectable()
export class RegosWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RegosWatch.name);
  /** Shops that this process has written down as without an answer. */
  private readonly written = new Set<TenantId>();
  private sinceCounted = 0;
  private readonly heard: Subscription[] = [];
  private readonly rounds = new Periodic(
    ROUND_MS,
    () => this.round(),
    (error) => this.logger.error(`what REGOS answers is not watched: ${errorMessage(error)}`),
  );

  constructor(
    private readonly health: RegosHealth,
    private readonly alarms: AlarmRepository,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.heard.push(
      this.health.recovered.subscribe((tenantId) => this.soon(tenantId, () => this.recovered(tenantId))),
      this.health.exhausted.subscribe((tenantId) => this.soon(tenantId, () => this.exhausted(tenantId))),
    );
    this.rounds.start(ROUND_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const subscription of this.heard) subscription.unsubscribe();
    await this.rounds.stop();
  }

  async round(): Promise<void> {
    for (const [tenantId, sinceMs] of this.health.failingFor(WRITTEN_AFTER_MS)) {
      if (this.written.has(tenantId)) continue;
      await this.alarms.begin(tenantId, 'regosAway', sinceMs, AWAY_AFTER_MS);
      this.written.add(tenantId);
    }
    this.sinceCounted += 1;
    if (this.sinceCounted < COUNTED_EVERY) return;
    this.sinceCounted = 0;
    await this.countCalls();
  }

  /** Brings this process's calls to those of the others. */
  async countCalls(): Promise<void> {
    const { dailyCalls: budget } = this.config.regos;
    const calls = this.health.takeCounts();
    for (const tenantId of await this.alarms.count(calls, Math.floor(budget * NEARLY_SPENT))) {
      const tenant = await this.tenants.get(tenantId);
      await this.alarms.tellOfCalls(tenant, (made) => ({ type: 'staffCallsSpent', calls: made, budget }));
      await this.bell.ring('notices.send', { tenantId });
    }
  }

  private async recovered(tenantId: TenantId): Promise<void> {
    if (!this.written.delete(tenantId)) return;
    await this.alarms.end(await this.tenants.get(tenantId), 'regosAway', regosBack);
    await this.bell.ring('notices.send', { tenantId });
  }

  private async exhausted(tenantId: TenantId): Promise<void> {
    await this.alarms.begin(tenantId, 'quota', 0, 0);
  }

  private soon(tenantId: TenantId, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.logger.warn({ tenantId, message: `an alarm is not written: ${errorMessage(error)}` });
    });
  }
}

export function regosBack(minutes: number) {
  return { type: 'staffRegosBack', minutes } as const;
}
