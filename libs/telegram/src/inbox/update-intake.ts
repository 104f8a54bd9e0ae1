import { Injectable } from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import { failpoint, RetryableError, type TenantId } from '@rto/kernel';
import type { TenantBot } from '@rto/settings';
import type { Update } from 'telegraf/types';
import { pause } from '../client/pause';
import { CurrentBots } from './current-bots';
import { GroupedCalls } from './grouped-calls';
import { UpdateInbox, type ReceivedUpdate } from './update-inbox';
import { isDataError } from './sql-state';
import { chatIdOf, isFromGroup, isOfChat } from './update-chat';
import { UpdateCounts } from './update-counts';
import { UpdateDispatcher } from './update-dispatcher';
import { TenantShare } from './tenant-share';
import { hasRoom, roomOfTenant } from './update-room';

/** Whose updates come in, and with which bot. */
interface Addressee {
  readonly tenantId: TenantId;
  readonly bot: TenantBot;
}

/** Callers in one statement; each brings up to a hundred updates. */
const MAX_CALLERS = 64;

/** The one way in for updates, by webhook or polling: they are committed first, and then worked on. */
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
    private readonly inbox: UpdateInbox,
    private readonly dispatcher: UpdateDispatcher,
    private readonly lease: ProcessLease,
    private readonly counts: UpdateCounts,
    private readonly bots: CurrentBots,
    private readonly share: TenantShare,
  ) {}

  /** How many more updates of a tenant may come in now. */
  roomOf(tenantId: TenantId): number {
    return roomOfTenant(this.counts, tenantId);
  }

  /**
   * Waits until one more call with an update may be read: those of a crowd come one after the other while other tenants
   * are there, since a refusal costs the others nearly what an update does.
   * @returns false when too many wait already
   */
  async isNext(tenantId: TenantId): Promise<boolean> {
    const waitMs = this.share.receiptWaitMs(tenantId);
    if (waitMs) await pause(waitMs);
    return waitMs !== undefined;
  }

  /**
   * Receives what Telegram brings, as far as there is room for it; what was said in groups is dropped, since it gets
   * no answer there, unless it is the staff's.
   * @returns what there was no room for: Telegram must keep it, and bring it again
   * @throws RetryableError as `receive` does
   */
  async offer(to: Addressee, updates: readonly Update[]): Promise<readonly Update[]> {
    const ours = updates.some(isFromGroup) ? await this.withoutGroups(to.tenantId, updates) : updates;
    const taken: ReceivedUpdate[] = [];
    const left: Update[] = [];
    for (const update of ours) {
      const received = receivedBy(to, update);
      if (hasRoom(this.counts, received)) taken.push(this.announced(received));
      else left.push(update);
    }
    await this.takeOver(taken);
    return left;
  }

  /**
   * Resolves when the updates are committed; those that were known are left out. They are worked on afterwards, here
   * or by the process that works on their chats now.
   * @throws RetryableError they are not committed, or it is not known: whoever sent them must repeat them
   */
  async receive(to: Addressee, updates: readonly Update[]): Promise<void> {
    await this.takeOver(updates.map((update) => this.announced(receivedBy(to, update))));
  }

  /** Counted from now on, so that those who come at the same moment do not all find the same room. */
  private announced(received: ReceivedUpdate): ReceivedUpdate {
    this.counts.come(received, 1);
    return received;
  }

  private async takeOver(received: readonly ReceivedUpdate[]): Promise<void> {
    if (received.length === 0) return;
    try {
      await failpoint('update.received');
      await this.commits.add(received);
    } catch (error) {
      throw new RetryableError('the updates are not committed', { cause: error });
    } finally {
      for (const chat of received) this.counts.come(chat, -1);
    }
    await failpoint('inbox.committed');
  }

  private async commit(received: readonly ReceivedUpdate[]): Promise<void> {
    const holder = this.dispatcher.hasRoom && this.lease.isAlive ? this.lease.id : undefined;
    const { taken, fresh } = await this.inbox.receive(received, holder);
    for (const chat of fresh) this.counts.leave(chat, 1);
    this.dispatcher.take(taken);
  }

  /** The staff's group is the one that the shop has named. */
  private async withoutGroups(tenantId: TenantId, updates: readonly Update[]): Promise<readonly Update[]> {
    const staffChat = await this.bots.staffChatOf(tenantId);
    const isOfStaff = (update: Update): boolean => staffChat !== undefined && isOfChat(update, staffChat);
    // a tap is answered wherever it comes from: its button may be one of a former chat of the staff
    return updates.filter(
      (update) => !isFromGroup(update) || 'callback_query' in update || isOfStaff(update),
    );
  }
}

function receivedBy({ tenantId, bot }: Addressee, update: Update): ReceivedUpdate {
  return { tenantId, botId: bot.id, chatId: chatIdOf(update) ?? 0, update };
}
