import { CatalogService } from '@rto/catalog';
import { ShopperRepository } from '@rto/customers';
import { Clock, PermanentError, RetryableError, UserError, type ChatId } from '@rto/kernel';
import { Injectable } from '@nestjs/common';
import { FOLLOWED_STATES, StaffCardRepository, type CardNotice, type Order } from '@rto/orders';
import { formats, staffCardScreen, texts, type Screen, type StaffGoods, type Texts } from '@rto/screens';
import type { Tenant } from '@rto/settings';
import { LRUCache } from 'lru-cache';
import type { ChatFromGetChat } from 'telegraf/types';
import type { TenantTelegram } from '../client/tenant-telegram';
import { answerInTime } from '../conversation/answer-in-time';
import { placeOf, type Destination } from '../sending/destination';
import { ScreenSender } from '../sending/screen-sender';
import { StaffAudience } from '../sending/staff-audience';

/** A username can change, and so can the wish to be linked to. */
const LINK_KNOWN_MS = 10 * 60_000;
/** The general topic has this number, and refuses it. @source telegram-bot-api issues, "General topic" */
const GENERAL_TOPIC = 1;
/** Of an address that nothing was typed for; Telegram takes no empty one. */
const NO_ADDRESS = '—';

/** Where the staff of a shop hears of orders: its chat, and the topic in it. */
export function staffPlace(tenant: Tenant, telegram: TenantTelegram, chatId: ChatId): Destination {
  const { ordersTopicId } = tenant.settings;
  const threadId = chatId < 0 && ordersTopicId !== GENERAL_TOPIC ? ordersTopicId : undefined;
  return { tenantId: tenant.id, telegram, chatId, threadId };
}

/** The cards of orders in the staff chats: one message an order, always as the order is now. */
@Injectable()
export class StaffCards {
  private readonly audience = new StaffAudience();
  /** By tenant and chat; empty: no link leads to the buyer. */
  private readonly links = new LRUCache<string, string>({ max: 10_000, ttl: LINK_KNOWN_MS });

  constructor(
    private readonly cards: StaffCardRepository,
    private readonly shoppers: ShopperRepository,
    private readonly catalog: CatalogService,
    private readonly sender: ScreenSender,
    private readonly clock: Clock,
  ) {}

  /** Sends what a message of the card is about. */
  async tell(tenant: Tenant, to: Destination, { type }: CardNotice, order: Order): Promise<void> {
    const t = texts(tenant.settings.defaultLanguage);
    switch (type) {
      case 'staffNewOrder':
      case 'staffCard':
        return this.show(tenant, to, order);
      case 'staffPlace':
        return this.showPlace(to, order, t);
      case 'staffCancelled':
        return this.say(to, order, t.staff.buyerCancelled(order.number));
      case 'staffLate':
        return this.sayLate(tenant, to, order, t);
    }
  }

  /**
   * Edits the card, or sends it anew where there is none that can be edited.
   * @param asksWhy its buttons are the reasons of a cancellation
   */
  async show(tenant: Tenant, to: Destination, order: Order, asksWhy = false): Promise<void> {
    const card = await this.cards.find(order);
    const before = card?.chatId === to.chatId ? card.messageId : undefined;
    const { messageId } = await this.sender.update(to, await this.screen(tenant, to, order, asksWhy), before);
    if (messageId !== before) await this.cards.shown(order, to.chatId, messageId);
  }

  /** Whether anybody can read the chat. @throws RetryableError when Telegram does not answer */
  isPublic({ tenantId, telegram, chatId }: Destination): Promise<boolean> {
    return this.audience.isPublic(tenantId, chatId, telegram);
  }

  private async screen(tenant: Tenant, to: Destination, order: Order, asksWhy: boolean): Promise<Screen> {
    const { defaultLanguage, timeZone, staffSeesPhone, autoApprove } = tenant.settings;
    const isPublic = await this.isPublic(to);
    const [steps, buyer, goods, link] = await Promise.all([
      this.cards.steps(order),
      this.shoppers.find(tenant.id, order.chatId),
      this.goodsOf(tenant, order),
      isPublic || !staffSeesPhone ? '' : this.linkTo(order, to.telegram),
    ]);
    const name = [buyer?.firstName, buyer?.lastName].filter((part) => part).join(' ');
    const view = {
      order,
      steps,
      buyer: name === '' ? undefined : name,
      isPublic,
      seesPhone: staffSeesPhone,
      approvesItself: autoApprove,
      goods,
      writeUrl: link === '' ? undefined : link,
      asksWhy,
      now: this.clock.now(),
    };
    return staffCardScreen(view, texts(defaultLanguage), formats(defaultLanguage, timeZone));
  }

  /** By item; none while the catalogue cannot be had at once: the card does not wait for it. */
  private async goodsOf(tenant: Tenant, order: Order): Promise<ReadonlyMap<number, StaffGoods>> {
    const goods = new Map<number, StaffGoods>();
    try {
      const snapshot = await answerInTime(this.catalog.snapshot(tenant));
      for (const { itemId } of (order.sold ?? order).lines) {
        const item = snapshot?.item(itemId);
        if (item) goods.set(itemId, { articul: item.articul, left: item.allowed });
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error; // there is no catalogue
    }
    return goods;
  }

  /** By the username: only that works whatever the buyer hides. Empty: there is none. */
  private async linkTo(order: Order, telegram: TenantTelegram): Promise<string> {
    const key = linkKey(order);
    const known = this.links.get(key);
    if (known !== undefined) return known;
    try {
      const chat = await telegram.call<ChatFromGetChat>('getChat', { chat_id: order.chatId });
      const username = 'username' in chat ? chat.username : undefined;
      const link = username === undefined ? '' : `https://t.me/${username}`;
      this.links.set(key, link);
      return link;
    } catch (error) {
      // the card does not wait for it; or the buyer is forgotten, or gone from Telegram
      if (error instanceof RetryableError || error instanceof PermanentError) return '';
      throw error;
    }
  }

  private async showPlace(to: Destination, order: Order, t: Texts): Promise<void> {
    const { location, address, number } = order;
    if (!location || (await this.isPublic(to))) return;
    const card = await this.cards.find(order);
    await to.telegram.call('sendVenue', {
      ...placeOf({ ...to, repliesTo: card?.messageId }),
      latitude: location.latitude,
      longitude: location.longitude,
      title: t.staff.place(number),
      address: address ?? NO_ADDRESS,
    });
  }

  /** Unless somebody has accepted it while the message waited. */
  private async sayLate(tenant: Tenant, to: Destination, order: Order, t: Texts): Promise<void> {
    const { state, regosStatus, number } = order;
    if (!FOLLOWED_STATES.includes(state) || regosStatus !== 'New') return;
    await this.say(to, order, t.staff.late(number, String(tenant.settings.alarmMinutes)));
  }

  /** Below the card. */
  private async say(to: Destination, order: Order, text: string): Promise<void> {
    const card = await this.cards.find(order);
    await this.sender.send({ ...to, repliesTo: card?.messageId }, { text: [text], keyboard: [] });
  }
}

function linkKey({ tenantId, chatId }: Order): string {
  return `${tenantId} ${chatId}`;
}
