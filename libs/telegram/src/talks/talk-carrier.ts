import { ShopperRepository } from '@rto/customers';
import { Injectable } from '@nestjs/common';
import {
  NoticeRepository,
  StaffCardRepository,
  TalkRepository,
  type PendingNotice,
  type TalkMessage,
  type TalkNotice,
} from '@rto/orders';
import { shopAnswerScreen, staffTalkScreen, texts, type Screen } from '@rto/screens';
import { staffChatOf, type Tenant } from '@rto/settings';
import { TelegramRefusal } from '../client/telegram-errors';
import type { Destination } from '../sending/destination';
import { ScreenSender, type Shown } from '../sending/screen-sender';
import { StaffAudience } from '../sending/staff-audience';

/** Brings what buyers and the staff say to each other to the other side. */
@Injectable()
export class TalkCarrier {
  private readonly audience = new StaffAudience();

  constructor(
    private readonly talks: TalkRepository,
    private readonly cards: StaffCardRepository,
    private readonly shoppers: ShopperRepository,
    private readonly notices: NoticeRepository,
    private readonly sender: ScreenSender,
  ) {}

  /** What was forgotten meanwhile is not told. */
  async tell(tenant: Tenant, to: Destination, notice: TalkNotice): Promise<void> {
    const message = await this.talks.message(tenant.id, notice.messageId);
    if (!message) return;
    switch (notice.type) {
      case 'talkAnswer':
        return this.tellBuyer(tenant, to, message);
      case 'staffTalk':
        return this.tellStaff(tenant, to, message);
      case 'staffTalkLost': {
        const t = texts(tenant.settings.defaultLanguage);
        const repliesTo = message.staffMessageId;
        await this.sender.send({ ...to, repliesTo }, { text: [t.talk.buyerAway], keyboard: [] });
      }
    }
  }

  /** The staff hears once that its words did not arrive. */
  async undelivered(tenant: Tenant, { content }: PendingNotice): Promise<void> {
    const chatId = staffChatOf(tenant);
    if (content.type !== 'talkAnswer' || chatId === undefined) return;
    const { messageId } = content;
    const lost = { id: messageId, chatId, content: { type: 'staffTalkLost', messageId } } as const;
    await this.notices.add(tenant.id, 'order', [lost]);
  }

  private async tellBuyer(tenant: Tenant, to: Destination, message: TalkMessage): Promise<void> {
    const shopper = await this.shoppers.find(tenant.id, to.chatId);
    const t = texts(shopper?.language ?? tenant.settings.defaultLanguage);
    await this.bring(to, message, (isLost) => shopAnswerScreen(message, tenant.name, t, isLost));
  }

  /** Below the order's card, or below what the buyer and the staff have said before. */
  private async tellStaff(tenant: Tenant, to: Destination, message: TalkMessage): Promise<void> {
    const { chatId, staffMessageId } = message;
    if (staffMessageId !== undefined) return; // its sender died after it was sent
    const { staffSeesPhone, defaultLanguage } = tenant.settings;
    if (await this.audience.isPublic(tenant.id, to.chatId, to.telegram)) {
      await this.notices.add(tenant.id, 'order', [{ id: message.id, chatId, content: { type: 'talkLost' } }]);
      return;
    }
    const talk = await this.talks.find(tenant.id, chatId);
    if (!talk) return;
    const shopper = staffSeesPhone ? await this.shoppers.find(tenant.id, chatId) : undefined;
    const name = [shopper?.firstName, shopper?.lastName].filter((part) => part).join(' ');
    const buyer = shopper && { name: name === '' ? undefined : name, phone: shopper.phone };
    const below = talk.below?.chatId === to.chatId ? talk.below.messageId : undefined;
    const repliesTo = (await this.cardOf(message, to)) ?? below;
    const t = texts(defaultLanguage);
    const { messageId } = await this.bring({ ...to, repliesTo }, message, (isMediaLost) =>
      staffTalkScreen({ message, talk, buyer, isMediaLost }, t),
    );
    await this.talks.shownAt(message, { chatId: to.chatId, messageId });
  }

  private async cardOf(
    { tenantId, orderNumber }: TalkMessage,
    { chatId }: Destination,
  ): Promise<number | undefined> {
    const order = orderNumber === undefined ? undefined : await this.cards.orderOf(tenantId, orderNumber);
    const card = order && (await this.cards.find(order));
    return card?.chatId === chatId ? card.messageId : undefined;
  }

  /** With its picture or voice; without, where the chat takes none. */
  private async bring(
    to: Destination,
    { content: { media } }: TalkMessage,
    screen: (isMediaLost: boolean) => Screen,
  ): Promise<Shown> {
    if (!media) return this.sender.send(to, screen(false));
    try {
      return await this.sender.sendFile(to, media, screen(false));
    } catch (error) {
      if (!(error instanceof TelegramRefusal)) throw error;
      return this.sender.send(to, screen(true));
    }
  }
}
