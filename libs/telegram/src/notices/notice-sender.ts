import { Injectable } from '@nestjs/common';
import { ShopperRepository } from '@rto/customers';
import {
  errorMessage,
  failpoint,
  OutcomeUnknownError,
  PermanentError,
  RateLimitedError,
  RetryableError,
  type TenantId,
} from '@rto/kernel';
import {
  isForStaff,
  isNews,
  isOfCard,
  isOfTalk,
  NoticeRepository,
  OrderService,
  type CardNotice,
  type Notice,
  type NewsNotice,
  type NoticeKind,
  type Order,
  type PendingNotice,
  type TalkNotice,
} from '@rto/orders';
import { campaignScreens, contactsOf, formats, noticeScreen, texts, type Screen } from '@rto/screens';
import { isClosed, TenantService, type Tenant } from '@rto/settings';
import { LRUCache } from 'lru-cache';
import { pause } from '../client/pause';
import { TelegramClients } from '../client/telegram-clients';
import {
  ChatMovedError,
  ChatUnreachableError,
  TelegramRefusal,
  TokenRejectedError,
} from '../client/telegram-errors';
import type { TenantTelegram } from '../client/tenant-telegram';
import { ClosedChats } from '../sending/closed-chats';
import type { Destination } from '../sending/destination';
import { ScreenSender } from '../sending/screen-sender';
import { StaffAudience } from '../sending/staff-audience';
import { staffPlace, StaffCards } from '../staff/staff-cards';
import { TalkCarrier } from '../talks/talk-carrier';
import { CampaignSender } from './campaign-sender';
import { ReminderScreens } from './reminder-sender';

/** Longer than sending one message with its repeats takes. */
const LEASE_MS = 90_000;
/** Waits of up to ten minutes: about a day, as for orders. */
const MAX_ATTEMPTS = 150;

/** Between messages of a campaign: all that may leave in a second are on their way before it is over. */
const CAMPAIGN_GAP_MS = 45;
/** Of them, what leaves without waiting. */
const AT_ONCE = 5;
/** So long a bot's campaigns rest after a call whose answer was lost. */
const LOST_MS = 30_000;

/** What is told by one message of the chat, edited each time. */
const TELLS_PROGRESS: readonly Notice['type'][] = ['orderPlaced', 'orderProgress', 'orderStatus'];

/** Sends the messages that wait as rows. A row may be sent twice after a crash, the order behind it never. */
@Injectable()
export class NoticeSender {
  /** Bots that Telegram told to be slower: their campaigns wait, what people wait for goes on trying. */
  private readonly paused = new LRUCache<TenantId, number>({ max: 10_000 });
  private readonly audience = new StaffAudience();

  constructor(
    private readonly notices: NoticeRepository,
    private readonly orders: OrderService,
    private readonly shoppers: ShopperRepository,
    private readonly tenants: TenantService,
    private readonly closed: ClosedChats,
    private readonly cards: StaffCards,
    private readonly talks: TalkCarrier,
    private readonly sender: ScreenSender,
    private readonly clients: TelegramClients,
    private readonly campaigns: CampaignSender,
    private readonly reminders: ReminderScreens,
  ) {}

  /**
   * Sends what may be sent now for a tenant; a message that fails waits, others go on.
   * @param holder as of `NoticeRepository.claimDue`
   * @returns milliseconds until more may go; undefined when nothing that may go soon is waiting
   */
  async send(tenantId: TenantId, kind: NoticeKind, holder?: string): Promise<number | undefined> {
    for (;;) {
      const pausedMs = kind === 'campaign' ? this.paused.getRemainingTTL(tenantId) : 0;
      if (pausedMs > 0) return pausedMs;
      const tenant = await this.tenants.get(tenantId);
      if (isClosed(tenant)) return undefined; // what waits rests; the sweep rings once the shop is open again
      const { notices, againInMs } = await this.notices.claimDue(tenantId, kind, LEASE_MS, holder);
      if (notices.length === 0) return againInMs;
      if (kind === 'campaign') {
        await Promise.all(notices.map((notice, place) => this.sendLater(tenant, notice, place)));
        return againInMs; // others' campaigns have their turn
      }
      await Promise.all(notices.map((notice) => this.sendOne(tenant, notice)));
    }
  }

  /** Evenly over the second: two dozen at once are felt by who taps meanwhile. */
  private async sendLater(tenant: Tenant, notice: PendingNotice, place: number): Promise<void> {
    if (place >= AT_ONCE) await pause((place - AT_ONCE) * CAMPAIGN_GAP_MS);
    const restMs = place >= AT_ONCE ? this.paused.getRemainingTTL(tenant.id) : 0;
    if (restMs > 0) return this.notices.postpone(notice, restMs, 'the bot rests');
    const now = await this.tenants.get(tenant.id);
    if (isClosed(now)) return this.notices.postpone(notice, 0, 'the shop was closed');
    await this.sendOne(now, notice);
  }

  private async sendOne(tenant: Tenant, notice: PendingNotice): Promise<void> {
    const token = tenant.settings.botToken;
    try {
      if (token === undefined) throw new RetryableError('the shop has no bot token');
      if (await this.closed.isElsewhere(tenant, notice)) return;
      const telegram = this.clients.ofSender(tenant.id, token);
      const statusMessageId =
        notice.content.type === 'news'
          ? await this.campaigns.send(tenant, token, notice.chatId, notice.content.campaign)
          : await this.deliver(tenant, notice, telegram);
      await failpoint('message.sent');
      await this.notices.markSent(notice, statusMessageId);
      await this.closed.reached(tenant, notice);
    } catch (error) {
      await this.fail(tenant, notice, error);
    }
  }

  /** @returns as `tellProgress` */
  private async deliver(
    tenant: Tenant,
    notice: PendingNotice,
    telegram: TenantTelegram,
  ): Promise<number | undefined> {
    const { content, chatId, orderId } = notice;
    const order = orderId === undefined ? undefined : await this.orders.findById(tenant.id, orderId);
    const to = isForStaff(notice)
      ? staffPlace(tenant, telegram, chatId)
      : { tenantId: tenant.id, telegram, chatId };
    const screens =
      isOfCard(content) || isOfTalk(content) || content.type === 'news'
        ? []
        : isNews(content)
          ? [await this.reminders.of(tenant, notice, content)]
          : await this.screensOf(tenant, { ...notice, content }, order, telegram);
    await failpoint('message.beforeSend');
    await endSpinner(telegram, notice);
    if (isOfTalk(content)) await this.talks.tell(tenant, to, content);
    if (isOfCard(content) && order) await this.cards.tell(tenant, to, content, order);
    return TELLS_PROGRESS.includes(content.type)
      ? this.tellProgress(to, screens, order)
      : this.sendAll(to, screens);
  }

  private async sendAll(to: Destination, screens: readonly Screen[]): Promise<undefined> {
    for (const screen of screens) await this.sender.send(to, screen);
    return undefined;
  }

  /** @returns the message that tells it now, when that is another one than before */
  private async tellProgress(
    to: Destination,
    [screen]: readonly Screen[],
    order: Order | undefined,
  ): Promise<number | undefined> {
    if (!screen || !order) return undefined;
    const { messageId } = await this.sender.update(to, screen, order.statusMessageId);
    return messageId === order.statusMessageId ? undefined : messageId;
  }

  /** @throws ChatUnreachableError for what is no news of an order, to somebody who has blocked the bot */
  private async screensOf(
    tenant: Tenant,
    notice: PendingNotice & { readonly content: Exclude<Notice, CardNotice | TalkNotice | NewsNotice> },
    order: Order | undefined,
    telegram: TenantTelegram,
  ): Promise<readonly Screen[]> {
    const shopper = await this.shoppers.find(tenant.id, notice.chatId);
    const { type } = notice.content;
    if ((type === 'campaign' || type === 'backInStock') && shopper?.blockedAt) {
      throw new ChatUnreachableError('blocked since it was written');
    }
    const language = shopper?.language ?? tenant.settings.defaultLanguage;
    if (notice.content.type === 'campaign') {
      if (shopper?.newsOffAt) throw new PermanentError('news were switched off since it was written');
      return campaignScreens(notice.content, texts(language));
    }
    await this.beforeSending(notice, order);
    const f = formats(language, tenant.settings.timeZone);
    const hidesPhone =
      isForStaff(notice) &&
      (!tenant.settings.staffSeesPhone || (await this.audience.isPublic(tenant.id, notice.chatId, telegram)));
    const contacts = contactsOf(tenant.settings);
    return [noticeScreen(notice.content, order, texts(language), f, { toPublic: hidesPhone, contacts })];
  }

  /** The cart is as the message says before it says so; repeated, this changes nothing. */
  private async beforeSending(notice: PendingNotice, order: Order | undefined): Promise<void> {
    if (notice.content.type === 'orderRefused' && order) await this.orders.restoreCart(order);
    if (notice.content.type === 'orderPlaced' && order) {
      await this.orders.clearCart(await this.orders.secured(order));
    }
  }

  private async fail(tenant: Tenant, notice: PendingNotice, error: unknown): Promise<void> {
    const reason = errorMessage(error);
    if (error instanceof TokenRejectedError) await this.reportToken(tenant);
    if (error instanceof ChatUnreachableError || error instanceof ChatMovedError) {
      await this.talks.undelivered(tenant, notice);
      return this.closed.refused(tenant, notice, error);
    }
    // while Telegram's answers are lost, each more that is sent is one that may not arrive
    if (error instanceof PermanentError && error.cause instanceof OutcomeUnknownError)
      this.rest(tenant, LOST_MS);
    // a new token brings a dead bot back; anything else Telegram refuses for good
    const isFinal = error instanceof PermanentError && !(error instanceof TokenRejectedError);
    if (isFinal || notice.attempts >= MAX_ATTEMPTS) {
      await this.notices.drop(notice, reason);
      return this.closed.report(tenant, notice);
    }
    const pauseMs = error instanceof RetryableError ? error.retryAfterMs : undefined;
    if (error instanceof RateLimitedError && pauseMs !== undefined) {
      this.rest(tenant, pauseMs);
    }
    return this.notices.postpone(notice, pauseMs ?? backoffMs(notice), reason);
  }

  private rest({ id }: Tenant, ms: number): void {
    this.paused.set(id, ms, { ttl: Math.max(ms, 1) });
  }

  /** With webhooks nothing else may call Telegram for this bot: none comes in any more. */
  private async reportToken({ id, settings }: Tenant): Promise<void> {
    if (settings.botToken !== undefined) {
      await this.tenants.reportToken(id, settings.botToken, 'token_rejected');
    }
  }
}

/** The tap was not answered by the process that died; Telegram may have given it up since. */
async function endSpinner(telegram: TenantTelegram, { content }: PendingNotice): Promise<void> {
  if (content.type !== 'orderPlaced' || content.tapId === undefined) return;
  try {
    await telegram.call('answerCallbackQuery', { callback_query_id: content.tapId });
  } catch (error) {
    if (!(error instanceof TelegramRefusal)) throw error;
  }
}

function backoffMs(notice: PendingNotice): number {
  return Math.min(1_000 * 2 ** notice.attempts, 600_000);
}
