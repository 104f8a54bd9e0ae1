import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '@rto/config';
import { errorMessage, type TenantId } from '@rto/kernel';
import { TenantService, type Tenant } from '@rto/settings';
import { merge, type Subscription } from 'rxjs';
import { TelegramClients } from '../client/telegram-clients';
import { BotRunner, type BotEvents } from './bot-runner';
import { PollShards } from './poll-shards';
import { UpdateIntake } from '../inbox/update-intake';

/** Changes made by another process are found by looking this often. */
const RECONCILE_EVERY_MS = 5_000;

interface Hosted {
  readonly runner: BotRunner;
  readonly token: string;
}

/**
 * Polls for each tenant of this process's shards that has a token; tenants and shards come and go while the process
 * runs.
 */
@Injectable()
export class BotHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(BotHost.name);
  private readonly hosted = new Map<TenantId, Hosted>();
  /** Bots that finish what they have begun; their tenants get no other bot before. */
  private readonly ending = new Map<TenantId, Promise<void>>();
  /** The version of each tenant that was looked at last. */
  private readonly seen = new Map<TenantId, number>();
  private timer: NodeJS.Timeout | undefined;
  private changes: Subscription | undefined;
  private reconciling: Promise<void> = Promise.resolve();
  private isRoundWaiting = false;

  constructor(
    private readonly tenants: TenantService,
    private readonly clients: TelegramClients,
    private readonly intake: UpdateIntake,
    private readonly shards: PollShards,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.telegram.updates === 'webhook') return; // updates come in by HTTP
    this.changes = merge(this.tenants.changes, this.tenants.gaps).subscribe(() => this.reconcileSoon());
    this.timer = setInterval(() => this.reconcileSoon(), RECONCILE_EVERY_MS);
    this.shards.start({
      leaving: (shards) => this.leave(shards),
      changed: () => this.reconcileSoon(),
    });
  }

  /** Before HTTP and the queues close: the last taps still need them. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.changes?.unsubscribe();
    await this.reconciling;
    for (const tenantId of this.hosted.keys()) this.stop(tenantId);
    await Promise.all(this.ending.values());
    if (this.changes) await this.shards.stop();
  }

  /** One round at a time, and at most one that waits: it sees whatever changed before it begins. */
  private reconcileSoon(): void {
    if (this.isRoundWaiting || this.changes?.closed) return;
    this.isRoundWaiting = true;
    this.reconciling = this.reconciling
      .then(() => {
        this.isRoundWaiting = false;
        return this.reconcile();
      })
      .catch((error: unknown) => this.logger.error(`bots not reconciled: ${errorMessage(error)}`));
  }

  /** Reads the versions of all tenants, which is cheap, and only those of our tenants that have a new one. */
  private async reconcile(): Promise<void> {
    const all = await this.tenants.versions();
    const versions = new Map([...all].filter(([tenantId]) => this.shards.has(tenantId)));
    for (const tenantId of this.seen.keys()) if (!versions.has(tenantId)) this.host(tenantId, undefined);
    const changed = [...versions].filter(([tenantId, version]) => this.seen.get(tenantId) !== version);
    const runnable = await this.tenants.listRunnable(changed.map(([tenantId]) => tenantId));
    const byId = new Map(runnable.map((tenant) => [tenant.id, tenant]));
    for (const [tenantId, version] of changed) {
      this.host(tenantId, byId.get(tenantId));
      this.seen.set(tenantId, version);
    }
  }

  /** @param tenant undefined when it shall have no bot */
  private host(tenantId: TenantId, tenant: Tenant | undefined): void {
    this.seen.delete(tenantId);
    const token = tenant?.settings.botToken;
    const hosted = this.hosted.get(tenantId);
    if (hosted?.token !== token) this.stop(tenantId);
    else if (tenant?.bot) hosted?.runner.learn(tenant.bot);
    if (!tenant || token === undefined || this.hosted.has(tenantId)) return;
    if (this.ending.has(tenantId)) return; // its end asks for a round
    const events = this.eventsOf(tenantId, token);
    const telegram = this.clients.of(tenantId, token);
    const runner = new BotRunner(tenantId, tenant.bot, telegram, this.intake, events);
    this.hosted.set(tenantId, { runner, token });
    runner.start();
  }

  /** Another process polls for them as soon as this has resolved. */
  private async leave(shards: readonly number[]): Promise<void> {
    const left = [...this.hosted.keys(), ...this.ending.keys()].filter((tenantId) =>
      shards.includes(PollShards.shardOf(tenantId)),
    );
    for (const tenantId of left) this.stop(tenantId);
    await Promise.all(left.map((tenantId) => this.ending.get(tenantId) ?? Promise.resolve()));
  }

  /** Not awaited by rounds: other tenants do not wait until this one has finished. */
  private stop(tenantId: TenantId): void {
    const hosted = this.hosted.get(tenantId);
    if (!hosted) return;
    this.hosted.delete(tenantId);
    const end = hosted.runner.stop().finally(() => {
      this.ending.delete(tenantId);
      this.seen.delete(tenantId); // looked at again: it may have a new token by now
      this.reconcileSoon();
    });
    this.ending.set(tenantId, end);
  }

  private eventsOf(tenantId: TenantId, token: string): BotEvents {
    return {
      mayPoll: () => this.shards.has(tenantId),
      identified: async (bot) => {
        await this.tenants.setBot(tenantId, token, bot);
      },
      tokenRejected: async () => {
        await this.tenants.reportToken(tenantId, token, 'token_rejected');
      },
      conflict: async (description, isInUse) => {
        if (isInUse) await this.tenants.reportToken(tenantId, token, 'token_in_use');
        // a shop that moves over still has the webhook of its last bot; its updates are kept
        if (description.includes('webhook')) {
          await this.clients.of(tenantId, token).call('deleteWebhook', { drop_pending_updates: false });
        }
      },
      healthy: async () => {
        const { problems } = await this.tenants.get(tenantId);
        const isReported = problems.some(({ code }) => code === 'token_in_use');
        if (isReported) await this.tenants.clearProblem(tenantId, 'token_in_use');
      },
    };
  }
}
