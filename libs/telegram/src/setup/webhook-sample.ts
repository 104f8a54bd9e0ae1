import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Periodic } from '@rto/jobs';
import { Clock, errorMessage, PermanentError, RetryableError, type TenantId } from '@rto/kernel';
import { Metrics, type WebhookState } from '@rto/observability';
import { connectionProblem, TenantService } from '@rto/settings';
import type { WebhookInfo } from 'telegraf/types';
import { TelegramClients } from '../client/telegram-clients';
import { TokenRejectedError } from '../client/telegram-errors';
import { BotSetupRepository } from './bot-setup.repository';
import { BotWish } from './bot-wish';

/** Fifty webhooks an hour of the whole installation, evenly; none at the start. */
const ROUND_EVERY_MS = 6 * 60_000;
/** A round that comes a little early, after that of another process, is one as well. */
const PACE_MS = ROUND_EVERY_MS - 10_000;
const WEBHOOKS_A_ROUND = 5;
/** Telegram keeps telling of an error long after deliveries work again. */
const RECENT_MS = 60 * 60_000;
/** A busy minute of a large shop may bring this many. */
const MANY_UPDATES = 100;
const KEY_MAX_AGE_MS = 90 * 24 * 60 * 60_000;

/** Asks Telegram about a few webhooks at a time, and tells shops whose messages do not arrive. */
@Injectable()
export class WebhookSample implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(WebhookSample.name);
  private readonly rounds = new Periodic(
    ROUND_EVERY_MS,
    () => this.sample(),
    (error) => this.logger.error(`webhooks not looked at: ${errorMessage(error)}`),
  );

  constructor(
    private readonly tenants: TenantService,
    private readonly setups: BotSetupRepository,
    private readonly clients: TelegramClients,
    private readonly wish: BotWish,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.wish.webhookRoot !== undefined) this.rounds.start(ROUND_EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /** What is wrong with one webhook holds up no other. */
  async check(tenantId: TenantId): Promise<void> {
    try {
      this.metrics.webhookChecked(await this.look(tenantId));
    } catch (error) {
      if (!(error instanceof RetryableError || error instanceof PermanentError)) throw error;
      this.metrics.webhookChecked('unknown');
      if (error instanceof TokenRejectedError) await this.reportToken(tenantId);
      this.logger.warn({ tenantId, message: `the webhook is not looked at: ${errorMessage(error)}` });
    }
  }

  /** Nothing else calls Telegram for a shop that is quiet: its dead token would not be noticed. */
  private async reportToken(tenantId: TenantId): Promise<void> {
    const token = (await this.setups.find(tenantId))?.token;
    if (token !== undefined) await this.tenants.reportToken(tenantId, token, 'token_rejected');
  }

  private async sample(): Promise<void> {
    for (const tenantId of await this.setups.claimForCheck(WEBHOOKS_A_ROUND, PACE_MS))
      await this.check(tenantId);
  }

  private async look(tenantId: TenantId): Promise<WebhookState> {
    const setup = await this.setups.find(tenantId);
    const url = setup && this.wish.webhook(setup.key)?.url;
    if (setup?.token === undefined || url === undefined) return 'unknown';
    const info = await this.clients.of(tenantId, setup.token).call<WebhookInfo>('getWebhookInfo', {});
    if (info.url !== url) {
      this.logger.warn({ tenantId, message: 'the webhook is not ours any more; it is set again' });
      await this.setups.webhookLost(tenantId);
      return 'lost';
    }
    if (this.ageMs(setup.keyMadeAt) > KEY_MAX_AGE_MS) await this.setups.rotate(setup);
    if (!this.isFailing(info)) {
      await this.tenants.clearProblem(tenantId, 'webhook_failing');
      return 'well';
    }
    const reason = info.last_error_message ?? `${info.pending_update_count} updates wait`;
    this.logger.warn({ tenantId, message: `Telegram cannot deliver: ${reason}` });
    await this.tenants.reportProblem(tenantId, connectionProblem('webhook_failing'));
    return 'failing';
  }

  /** An error is over once nothing waits. */
  private isFailing({ pending_update_count: pending, last_error_date: errorSec }: WebhookInfo): boolean {
    const isRecent = errorSec !== undefined && this.ageMs(new Date(errorSec * 1000)) < RECENT_MS;
    return pending > MANY_UPDATES || (pending > 0 && isRecent);
  }

  private ageMs(instant: Date): number {
    return this.clock.now().getTime() - instant.getTime();
  }
}
