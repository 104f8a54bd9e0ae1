import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { errorMessage, within } from '@rto/kernel';

/** Something the process depends on. */
export abstract class HealthIndicator {
  abstract readonly name: string;
  /** Whether the process can do nothing without it; else its loss is a degraded service. */
  abstract readonly critical: boolean;
  /** Resolves when it works. */
  abstract check(): Promise<void>;
}

export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'down' | 'stopping';
  readonly checks: Readonly<Record<string, { readonly status: 'up' | 'down' }>>;
}

/** A dependency that takes longer counts as down: the one who asks does not wait either. */
const CHECK_TIMEOUT_MS = 2_000;

/** What the process depends on and whether it is there. */
@Injectable()
export class Health implements OnModuleDestroy {
  private readonly logger = new Logger(Health.name);
  private readonly indicators: HealthIndicator[] = [];
  private readonly down = new Set<string>();
  private stopping = false;

  get isStopping(): boolean {
    return this.stopping;
  }

  add(indicator: HealthIndicator): void {
    this.indicators.push(indicator);
  }

  /** From here on no new traffic is wanted. */
  stop(): void {
    this.stopping = true;
  }

  onModuleDestroy(): void {
    this.stop();
  }

  async report(): Promise<HealthReport> {
    const results = await Promise.all(
      this.indicators.map(async (indicator) => ({ indicator, isUp: await this.isUp(indicator) })),
    );
    const failed = results.filter(({ isUp }) => !isUp);
    const isDown = failed.some(({ indicator }) => indicator.critical);
    const status = isDown ? 'down' : failed.length > 0 ? 'degraded' : 'ok';
    const checks: Record<string, { status: 'up' | 'down' }> = {};
    for (const { indicator, isUp } of results) checks[indicator.name] = { status: isUp ? 'up' : 'down' };
    return { status: this.stopping ? 'stopping' : status, checks };
  }

  /** Why something is down is for the log, once an outage: the report is public and errors name addresses. */
  private async isUp(indicator: HealthIndicator): Promise<boolean> {
    const error = await failure(indicator);
    if (error === undefined) {
      if (this.down.delete(indicator.name)) this.logger.log(`${indicator.name} is back`);
      return true;
    }
    if (!this.down.has(indicator.name)) this.logger.error(`${indicator.name} is down: ${error}`);
    this.down.add(indicator.name);
    return false;
  }
}

async function failure(indicator: HealthIndicator): Promise<string | undefined> {
  const late = (): Error => new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`);
  try {
    await within(CHECK_TIMEOUT_MS, indicator.check(), late);
    return undefined;
  } catch (error) {
    return errorMessage(error);
  }
}
