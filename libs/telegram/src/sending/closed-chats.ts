import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ShopperRepository } from '@rto/customers';
import { errorMessage, type TenantId } from '@rto/kernel';
import { HeldNoticeRepository, isForStaff, NoticeRepository, type PendingNotice } from '@rto/orders';
import { settingProblem, staffChatOf, TenantService, type Tenant } from '@rto/settings';
import type { Subscription } from 'rxjs';
import { ChatMovedError, type ChatUnreachableError } from '../client/telegram-errors';
import { StaffChatMoves } from './staff-chat-moves';

const PROBLEM = 'chat_unreachable';

/**
 * Chats that take no messages of the bot. A person comes back, and hears then what became of their order; the chat of
 * ORDERS_CHAT_ID is the shop's to mend, so it becomes a problem of the tenant, and what the staff is to hear waits.
 */
@Injectable()
export class ClosedChats implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ClosedChats.name);
  private changes: Subscription | undefined;

  constructor(
    private readonly tenants: TenantService,
    private readonly shoppers: ShopperRepository,
    private readonly notices: NoticeRepository,
    private readonly held: HeldNoticeRepository,
    private readonly moves: StaffChatMoves,
  ) {}

  onApplicationBootstrap(): void {
    this.changes = this.tenants.changes.subscribe((tenantId) => this.wakeStaff(tenantId));
  }

  onApplicationShutdown(): void {
    this.changes?.unsubscribe();
  }

  /** Whether it is not to be sent now: the staff has another chat by now, and its messages go there in their order. */
  async isElsewhere({ id }: Tenant, notice: PendingNotice): Promise<boolean> {
    if (!isForStaff(notice)) return false;
    const chatId = staffChatOf(await this.tenants.get(id));
    if (chatId === undefined) {
      await this.held.holdForStaff(notice, 'the shop names no chat of its staff');
      return true;
    }
    return this.bringTo(chatId, notice);
  }

  async refused(
    tenant: Tenant,
    notice: PendingNotice,
    error: ChatUnreachableError | ChatMovedError,
  ): Promise<void> {
    if (error instanceof ChatMovedError) return this.moved(tenant, notice, error);
    const reason = errorMessage(error);
    if (notice.chatId > 0) await this.shoppers.markBlocked(tenant.id, notice.chatId);
    if (!isForStaff(notice)) return this.held.holdForPerson(notice, error.isForGood, reason);
    await this.held.holdForStaff(notice, reason);
    await this.report(tenant, notice);
  }

  /** Telegram does not take this one message of the staff, whatever the reason. */
  async report(tenant: Tenant, notice: PendingNotice): Promise<void> {
    if (!isForStaff(notice) || isReported(tenant)) return;
    const isCurrent = notice.chatId === staffChatOf(await this.tenants.get(tenant.id)); // it may be mended by now
    if (isCurrent) await this.tenants.reportProblem(tenant.id, settingProblem('ORDERS_CHAT_ID', PROBLEM));
  }

  async reached(tenant: Tenant, notice: PendingNotice): Promise<void> {
    if (isForStaff(notice) && isReported(tenant)) await this.tenants.clearProblem(tenant.id, PROBLEM);
  }

  private async moved(
    { id }: Tenant,
    notice: PendingNotice,
    { message, movedTo }: ChatMovedError,
  ): Promise<void> {
    if (!isForStaff(notice)) return this.notices.drop(notice, message);
    await this.held.holdForStaff(notice, message);
    await this.moves.moved(id, notice.chatId, movedTo);
  }

  private async bringTo(chatId: number, notice: PendingNotice): Promise<boolean> {
    const mustWait = await this.held.gather(notice, chatId);
    const isMoved = mustWait || notice.chatId !== chatId; // perhaps by the work on another message
    if (isMoved) await this.notices.postpone(notice, 0, 'it goes to another chat, in its turn');
    return isMoved;
  }

  private wakeStaff(tenantId: TenantId): void {
    this.held.wakeStaff(tenantId).catch((error: unknown) => {
      this.logger.warn({
        tenantId,
        message: `what waits for the staff's chat waits on: ${errorMessage(error)}`,
      });
    });
  }
}

function isReported({ problems }: Tenant): boolean {
  return problems.some(({ code }) => code === PROBLEM);
}
