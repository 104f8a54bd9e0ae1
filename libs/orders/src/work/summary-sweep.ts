import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bell, Periodic } from '@rto/jobs';
import { Clock, errorMessage, type TenantId } from '@rto/kernel';
import {
  isClosed,
  lastWorkingDay,
  nextClosing,
  staffChatOf,
  TenantService,
  type Tenant,
} from '@rto/settings';
import { DaySummaries } from '../figures/day-summaries';
import { SummaryRepository } from '../figures/summary.repository';
import type { Summary } from '../figures/summary';
import type { NewMessage } from '../notices/notice.repository';

const ROUND_MS = 10_000;
/** Thousands of shops close at the same minute; a few at a time leave the database to those who buy. */
const SHOPS_AT_ONCE = 8;
/** A process that dies leaves its shops for so long. */
const LEASE_MS = 60_000;
/** News of a day that is long over are none: so much later it is not told any more. */
const LATEST_MS = 6 * 3_600_000;

/** Tells the owners of each shop at closing time how the day was (docs/adr/0040-daily-summary.md). */
@Injectable()
export class SummarySweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SummarySweep.name);
  private readonly rounds = new Periodic(
    ROUND_MS,
    () => this.sweep(),
    (error) => this.logger.error(`daily summaries are not told: ${errorMessage(error)}`),
  );
  private isStopping = false;

  constructor(
    private readonly rows: SummaryRepository,
    private readonly days: DaySummaries,
    private readonly tenants: TenantService,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.rounds.stop();
  }

  /** One round: until no other shop is due. */
  async sweep(): Promise<void> {
    const seen = new Set<TenantId>(); // a shop that is due again at once, by a clock that differs, waits for the next
    while (!this.isStopping) {
      const due = (await this.rows.claim(SHOPS_AT_ONCE, LEASE_MS)).filter((tenantId) => !seen.has(tenantId));
      if (due.length === 0) return;
      for (const tenantId of due) seen.add(tenantId);
      await Promise.all(due.map((tenantId) => this.look(tenantId)));
    }
  }

  private async look(tenantId: TenantId): Promise<void> {
    try {
      await this.lookAt(await this.tenants.get(tenantId));
    } catch (error) {
      this.logger.warn({ tenantId, message: `the daily summary is not told: ${errorMessage(error)}` });
    }
  }

  private async lookAt(tenant: Tenant): Promise<void> {
    const now = this.clock.now();
    const day = lastWorkingDay(tenant.settings, now);
    const next = nextClosing(tenant.settings, now);
    const isLate = now.getTime() - day.to.getTime() > LATEST_MS;
    const isWanted = tenant.settings.dailySummary && !isClosed(tenant) && !isLate && hasReader(tenant);
    if (!isWanted || (await this.rows.isTold(tenant.id, day.day))) return this.rows.rest(tenant, next);
    const summary = await this.days.of(tenant, day);
    const messages = summary ? messagesOf(tenant, summary) : [];
    if (!(await this.rows.tell(tenant, day.day, next, messages)) || messages.length === 0) return;
    await this.bell.ring('notices.send', { tenantId: tenant.id });
  }
}

function hasReader(tenant: Tenant): boolean {
  return tenant.owners.length > 0 || staffChatOf(tenant) !== undefined;
}

/** To each owner; of a shop that has none, to its staff. */
function messagesOf(tenant: Tenant, summary: Summary): NewMessage[] {
  if (tenant.owners.length > 0) {
    return tenant.owners.map((chatId) => ({ chatId, content: { type: 'dailySummary', summary } }));
  }
  const chatId = staffChatOf(tenant);
  return chatId === undefined ? [] : [{ chatId, content: { type: 'staffDailySummary', summary } }];
}
