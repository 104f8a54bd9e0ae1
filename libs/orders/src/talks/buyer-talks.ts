import { Injectable } from '@nestjs/common';
import { Bell } from '@rto/jobs';
import type { ChatId, TenantId } from '@rto/kernel';
import { staffChatOf, type Tenant } from '@rto/settings';
import { NoticeRepository } from '../notices/notice.repository';
import { MAX_SAID_AN_HOUR, type Said, type SayOutcome, type StaffPlace, type Talk } from './talk';
import { TalkRepository } from './talk.repository';

/** What the staff writes to a buyer. */
interface Answer extends Said {
  readonly orderNumber: number | undefined;
  readonly at: StaffPlace;
  /** It begins the conversation, which the buyer may have ended. */
  readonly opens?: boolean;
}

/**
 * Conversations of buyers with the staff of their shop: what one side says is written down together with the message
 * that brings it to the other.
 */
@Injectable()
export class BuyerTalks {
  constructor(
    private readonly rows: TalkRepository,
    private readonly notices: NoticeRepository,
    private readonly bell: Bell,
  ) {}

  find(tenantId: TenantId, chatId: ChatId): Promise<Talk | undefined> {
    return this.rows.find(tenantId, chatId);
  }

  /** The buyer wants to write. @param orderNumber of the order that it is about; undefined: about the shop */
  open(tenantId: TenantId, chatId: ChatId, orderNumber?: number): Promise<Talk> {
    return this.rows.open(tenantId, chatId, orderNumber);
  }

  /** The buyer is to get no more answers. */
  end(tenantId: TenantId, chatId: ChatId): Promise<void> {
    return this.rows.set(tenantId, chatId, { isEnded: true });
  }

  /**
   * Hands on what the buyer says. Repeating it changes nothing.
   * @throws TypeError for a shop that names no chat of its staff
   */
  async say(
    tenant: Tenant,
    chatId: ChatId,
    orderNumber: number | undefined,
    said: Said,
  ): Promise<SayOutcome> {
    const staffChat = staffChatOf(tenant);
    if (staffChat === undefined) throw new TypeError('the shop names no chat of its staff');
    let outcome: SayOutcome = { type: 'said' };
    await this.notices.add(tenant.id, 'order', async (tx) => {
      const talk = await this.rows.openIn(tx, tenant.id, chatId, orderNumber);
      if (await this.rows.wasTaken(tx, tenant.id, said.source)) return [];
      const againAt = await this.rows.fullUntil(tx, tenant.id, chatId, MAX_SAID_AN_HOUR);
      if (talk.isStopped) outcome = { type: 'stopped' };
      else if (againAt) outcome = { type: 'tooMany', againAt };
      if (outcome.type !== 'said') return [];
      const messageId = await this.rows.add(tx, tenant.id, chatId, { ...said, kind: 'buyer', orderNumber });
      return [{ chatId: staffChat, content: { type: 'staffTalk', messageId } }];
    });
    await this.bell.ring('notices.send', { tenantId: tenant.id });
    return outcome;
  }

  /** @returns false when the buyer has ended the conversation */
  async answer(tenantId: TenantId, chatId: ChatId, answer: Answer): Promise<boolean> {
    let isSent = true;
    await this.notices.add(tenantId, 'order', async (tx) => {
      if (await this.rows.wasTaken(tx, tenantId, answer.source)) return [];
      const talk = await this.rows.find(tenantId, chatId, tx);
      isSent = answer.opens === true || (talk !== undefined && !talk.isEnded);
      if (!isSent) return [];
      if (answer.opens) await this.rows.openIn(tx, tenantId, chatId, answer.orderNumber);
      const messageId = await this.rows.add(tx, tenantId, chatId, { ...answer, kind: 'shop' });
      return [{ chatId, content: { type: 'talkAnswer', messageId } }];
    });
    await this.bell.ring('notices.send', { tenantId });
    return isSent;
  }

  /** @returns undefined where there is no such conversation any more */
  async stop(tenantId: TenantId, number: number, isStopped: boolean): Promise<Talk | undefined> {
    const talk = await this.rows.byNumber(tenantId, number);
    if (talk) await this.rows.set(tenantId, talk.chatId, { isStopped });
    return talk;
  }
}
