import { Injectable } from '@nestjs/common';
import { ShopperRepository } from '@rto/customers';
import { errorMessage, failpoint, PermanentError, RetryableError, type TenantId } from '@rto/kernel';
import { NoticeRepository, OrderService, type Order, type PendingNotice } from '@rto/orders';
import { formats, noticeScreen, texts } from '@rto/screens';
import { TenantService, type Tenant } from '@rto/settings';
import { TelegramClients } from '../client/telegram-clients';
import { ChatUnreachableError, TokenRejectedError } from '../client/telegram-errors';
import { ScreenSender } from './screen-sender';

/** Longer than sending one message with its repeats takes. */
const LEASE_MS = 90_000;
const NOTICES_AT_ONCE = 20;
/** Waits of up to ten minutes: about a day, as for orders. */
const MAX_ATTEMPTS = 150;

/** Sends the messages that wait as rows. A row may be sent twice after a crash, the order behind it never. */
@Injectable()
export class NoticeSender {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly orders: OrderService,
    private readonly shoppers: ShopperRepository,
    private readonly tenants: TenantService,
    private readonly clients: TelegramClients,
    private readonly sender: ScreenSender,
  ) {}

  /** Sends everything that is due for a tenant; one that fails waits, others go on. */
  async sendDue(tenantId: TenantId): Promise<void> {
    for (;;) {
      const due = await this.notices.claimDue(tenantId, LEASE_MS, NOTICES_AT_ONCE);
      if (due.length === 0) return;
      const tenant = await this.tenants.get(tenantId);
      await Promise.all(due.map((notice) => this.send(tenant, notice)));
    }
  }

  private async send(tenant: Tenant, notice: PendingNotice): Promise<void> {
    const token = tenant.settings.botToken;
    try {
      if (token === undefined) throw new RetryableError('the shop has no bot token');
      const order = notice.orderId ? await this.orders.findById(tenant.id, notice.orderId) : undefined;
      await this.beforeSending(notice, order);
      const shopper = await this.shoppers.find(tenant.id, notice.chatId);
      const language = shopper?.language ?? tenant.settings.defaultLanguage;
      const screen = noticeScreen(
        notice.content,
        order,
        texts(language),
        formats(language, tenant.settings.timeZone),
      );
      const telegram = this.clients.of(tenant.id, token);
      await failpoint('message.beforeSend');
      await this.sender.send({ tenantId: tenant.id, telegram, chatId: notice.chatId }, screen);
      await failpoint('message.sent');
      await this.notices.markSent(notice);
    } catch (error) {
      await this.fail(notice, error);
    }
  }

  /** The goods are back before the message says so; repeated, this changes nothing. */
  private async beforeSending(notice: PendingNotice, order: Order | undefined): Promise<void> {
    if (notice.content.type === 'orderRefused' && order) await this.orders.restoreCart(order);
  }

  private async fail(notice: PendingNotice, error: unknown): Promise<void> {
    const reason = errorMessage(error);
    if (error instanceof ChatUnreachableError) {
      const isPrivate = notice.chatId > 0; // the staff's group is no shopper
      if (isPrivate) await this.shoppers.markBlocked(notice.tenantId, notice.chatId);
      return this.notices.drop(notice, reason);
    }
    // a new token brings a dead bot back; anything else Telegram refuses for good
    const isFinal = error instanceof PermanentError && !(error instanceof TokenRejectedError);
    if (isFinal || notice.attempts >= MAX_ATTEMPTS) return this.notices.drop(notice, reason);
    const pauseMs = error instanceof RetryableError ? error.retryAfterMs : undefined;
    return this.notices.postpone(notice, pauseMs ?? backoffMs(notice), reason);
  }
}

function backoffMs(notice: PendingNotice): number {
  return Math.min(1_000 * 2 ** notice.attempts, 600_000);
}
