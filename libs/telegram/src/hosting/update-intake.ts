import { Injectable } from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import { failpoint, RetryableError, type TenantId } from '@rto/kernel';
import type { TenantBot } from '@rto/settings';
import type { Update } from 'telegraf/types';
import { GroupedCalls } from './grouped-calls';
import { InboxRepository, type ReceivedUpdate } from './inbox.repository';
import { isDataError } from './sql-state';
import { chatIdOf } from './update-chat';
import { UpdateDispatcher } from './update-dispatcher';

/** Callers in one statement; each brings up to a hundred updates. */
const MAX_CALLERS = 64;

/** Where updates come in, whoever received them: they are committed first, and then worked on. */
@Injectable()
export class UpdateIntake {
  private readonly commits = new GroupedCalls<readonly ReceivedUpdate[], void>(
    async (groups) => {
      await this.commit(groups.flat());
      return [];
    },
    MAX_CALLERS,
    isDataError,
  );

  constructor(
    private readonly inbox: InboxRepository,
    private readonly dispatcher: UpdateDispatcher,
    private readonly lease: ProcessLease,
  ) {}

  /** Updates that wait or are worked on in this process. */
  get backlog(): number {
    return this.dispatcher.backlog;
  }

  backlogOf(tenantId: TenantId): number {
    return this.dispatcher.backlogOf(tenantId);
  }

  /**
   * Resolves when the updates are committed; those that were known are left out. They are worked on afterwards,
   * here or by whoever works on their chats now.
   * @throws RetryableError they are not committed, or it is not known: whoever sent them must repeat them
   */
  async receive(
    { tenantId, bot }: { readonly tenantId: TenantId; readonly bot: TenantBot },
    updates: readonly Update[],
  ): Promise<void> {
    if (updates.length === 0) return;
    await failpoint('update.received');
    const received = updates.map((update) => ({
      tenantId,
      botId: bot.id,
      chatId: chatIdOf(update) ?? 0,
      update,
    }));
    try {
      await this.commits.add(received);
    } catch (error) {
      throw new RetryableError('the updates are not committed', { cause: error });
    }
    await failpoint('inbox.committed');
  }

  private async commit(received: readonly ReceivedUpdate[]): Promise<void> {
    const holder = this.dispatcher.hasRoom && this.lease.isAlive ? this.lease.id : undefined;
    const { taken, left } = await this.inbox.receive(received, holder);
    this.dispatcher.wasLeft(left);
    this.dispatcher.take(taken);
  }
}
