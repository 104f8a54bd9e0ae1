import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '@rto/config';
import { errorMessage, type TenantId } from '@rto/kernel';
import { settingProblem, TenantService, type Tenant } from '@rto/settings';
import type { Subscription } from 'rxjs';
import { TelegramClients } from '../client/telegram-clients';
import { BotRunner, type BotEvents } from './bot-runner';
import { InboxRepository } from './inbox.repository';
import { UpdateRouter } from './update-router';

/** Changes made by another process are found by looking this often. */
const RECONCILE_EVERY_MS = 5_000;
const FORGET_EVERY_MS = 60 * 60 * 1000;

interface Hosted {
  readonly runner: BotRunner;
  readonly token: string;
}

/** Runs a bot for each tenant that has a token; tenants come and go while the process runs. */
@Injectable()
export class BotHost implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BotHost.name);
  private readonly hosted = new Map<TenantId, Hosted>();
  private timer: NodeJS.Timeout | undefined;
  private forgetting: NodeJS.Timeout | undefined;
  private changes: Subscription | undefined;
  private reconciling: Promise<void> = Promise.resolve();

  constructor(
    private readonly tenants: TenantService,
    private readonly clients: TelegramClients,
    private readonly inbox: InboxRepository,
    private readonly router: UpdateRouter,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.telegram.updates === 'webhook') return; // updates come in by HTTP
    this.changes = this.tenants.changes.subscribe(() => this.reconcileSoon());
    this.timer = setInterval(() => this.reconcileSoon(), RECONCILE_EVERY_MS);
    this.forgetting = setInterval(() => this.forgetOld(), FORGET_EVERY_MS);
    this.reconcileSoon();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    clearInterval(this.forgetting);
    this.changes?.unsubscribe();
    await this.reconciling;
    await Promise.all([...this.hosted.keys()].map((tenantId) => this.stop(tenantId)));
  }

  /** One at a time; a request during a round is answered by the one after it. */
  private reconcileSoon(): void {
    this.reconciling = this.reconciling
      .then(() => this.reconcile())
      .catch((error: unknown) => this.logger.error(`bots not reconciled: ${errorMessage(error)}`));
  }

  private async reconcile(): Promise<void> {
    const runnable = new Map((await this.tenants.listRunnable()).map((tenant) => [tenant.id, tenant]));
    const stale = [...this.hosted].filter(
      ([tenantId, { token }]) => runnable.get(tenantId)?.settings.botToken !== token,
    );
    await Promise.all(stale.map(([tenantId]) => this.stop(tenantId)));
    for (const tenant of runnable.values()) if (!this.hosted.has(tenant.id)) this.start(tenant);
  }

  private start(tenant: Tenant): void {
    const token = tenant.settings.botToken;
    if (token === undefined) return;
    const telegram = this.clients.of(tenant.id, token);
    const runner = new BotRunner(
      tenant.id,
      tenant.bot,
      telegram,
      this.inbox,
      this.eventsOf(tenant.id, token),
    );
    this.hosted.set(tenant.id, { runner, token });
    runner.start();
  }

  private async stop(tenantId: TenantId): Promise<void> {
    const hosted = this.hosted.get(tenantId);
    this.hosted.delete(tenantId);
    await hosted?.runner.stop();
  }

  private eventsOf(tenantId: TenantId, token: string): BotEvents {
    return {
      identified: async (bot) => {
        await this.tenants.setBot(tenantId, token, bot);
      },
      handle: (update, bot) => this.router.route(tenantId, token, update, bot),
      tokenRejected: async () => {
        await this.tenants.reportProblem(tenantId, settingProblem('BOT_TOKEN', 'token_rejected'));
      },
      conflict: async (description) => {
        if (description.includes('webhook')) {
          // a shop that moves over still has the webhook of its last bot; its updates are kept
          await this.clients.of(tenantId, token).call('deleteWebhook', { drop_pending_updates: false });
        } else {
          await this.tenants.reportProblem(tenantId, settingProblem('BOT_TOKEN', 'token_in_use'));
        }
      },
      healthy: async () => {
        await this.tenants.clearProblem(tenantId, 'token_in_use');
      },
    };
  }

  private forgetOld(): void {
    this.inbox.forgetOld().catch((error: unknown) => {
      this.logger.error(`old updates not forgotten: ${errorMessage(error)}`);
    });
  }
}
