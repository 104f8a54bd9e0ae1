import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { AlongInTransaction } from '@rto/database';
import { traced } from '@rto/kernel';
import { Metrics } from '@rto/observability';
import type { Tenant } from '@rto/settings';
import { InjectBot } from 'nestjs-telegraf';
import { Context, Telegraf, type MiddlewareFn } from 'telegraf';
import type { Update } from 'telegraf/types';
import { TelegramClients } from '../client/telegram-clients';
import type { TenantTelegram } from '../client/tenant-telegram';
import type { CurrentBot } from './current-bots';
import { ReturningPeople } from './returning-people';
import { endStoredUpdate } from './end-update';
import { personOf } from './update-chat';
import type { LastTry } from './update-work';

/** What every handler of an update finds in `ctx.state`. */
export interface UpdateState {
  readonly tenant: Tenant;
  readonly telegram: TenantTelegram;
  /** Ends the update in the transaction of what it brings about. */
  readonly endUpdate: AlongInTransaction;
  /** Whether the update is given up if this error ends its handler. */
  readonly isLastTry: LastTry;
}

/**
 * Brings an update of any tenant to the handlers, which are registered once on a template bot that never
 * starts (docs/hosts.md 3).
 */
@Injectable()
export class UpdateRouter implements OnApplicationBootstrap {
  private middleware: MiddlewareFn<Context> | undefined;

  constructor(
    @InjectBot() private readonly template: Telegraf,
    private readonly clients: TelegramClients,
    private readonly metrics: Metrics,
    private readonly people: ReturningPeople,
  ) {}

  onApplicationBootstrap(): void {
    this.middleware = this.template.middleware();
    this.template.stop = () => undefined; // it was never launched, and nestjs-telegraf stops it on shutdown
  }

  async route(current: CurrentBot, update: Update, isLastTry: LastTry): Promise<void> {
    const startedMs = performance.now();
    let outcome: 'done' | 'failed' = 'failed';
    try {
      await traced({ tenantId: current.tenant.id }, () => this.handle(current, update, isLastTry));
      outcome = 'done';
    } finally {
      this.metrics.updateHandled(kindOf(update), outcome, performance.now() - startedMs);
    }
  }

  private async handle(
    { tenant, bot, token }: CurrentBot,
    update: Update,
    isLastTry: LastTry,
  ): Promise<void> {
    if (!this.middleware) throw new TypeError('updates are routed after the start only');
    const telegram = this.clients.of(tenant.id, token);
    const context = new Context(update, telegram, {
      id: bot.id,
      is_bot: true,
      first_name: tenant.name,
      username: bot.username,
      can_join_groups: false,
      can_read_all_group_messages: false,
      supports_inline_queries: bot.isInline ?? false,
    });
    const endUpdate: AlongInTransaction = (tx) => endStoredUpdate(tx, tenant.id, bot.id, update.update_id);
    const person = personOf(update);
    if (person !== undefined) await this.people.heard({ tenantId: tenant.id, chatId: person });
    Object.assign(context.state, { tenant, telegram, endUpdate, isLastTry } satisfies UpdateState);
    await this.middleware(context, () => Promise.resolve());
  }
}

/** The update's only member besides its id. */
function kindOf(update: Update): string {
  return Object.keys(update).find((member) => member !== 'update_id') ?? 'unknown';
}
