import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { errorMessage } from '@rto/kernel';

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
  readonly checks: Readonly<Record<string, { readonly status: 'up' | 'down'; readonly error?: string }>>;
}

/** A dependency that takes longer counts as down: the one who asks does not wait either. */
const CHECK_TIMEOUT_MS = 2_000;

/** What the process depends on and whether it is there. */
@Injectable()
export class Health implements OnModuleDestroy {
  private readonly indicators: HealthIndicator[] = [];
  private stopping = false;

  add(indicator: HealthIndicator): void {
    this.indicators.push(indicator);
  }

  /** From here on no new traffic is wanted. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  async report(): Promise<HealthReport> {
    const results = await Promise.all(
      this.indicators.map(async (indicator) => ({ indicator, error: await failure(indicator) })),
    );
    const failed = results.filter(({ error }) => error !== undefined);
    const isDown = failed.some(({ indicator }) => indicator.critical);
    const checks = results.map(({ indicator, error }) => [
      indicator.name,
      error === undefined ? { status: 'up' as const } : { status: 'down' as const, error },
    ]);
    const status = isDown ? 'down' : failed.length > 0 ? 'degraded' : 'ok';
    return {
      status: this.stopping ? 'stopping' : status,
      checks: Object.fromEntries(checks) as HealthReport['checks'],
    };
  }
}

async function failure(indicator: HealthIndicator): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_TIMEOUT_MS} ms`), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([indicator.check().then(() => undefined), timeout]);
  } catch (error) {
    return errorMessage(error);
  } finally {
    clearTimeout(timer);
  }
}
