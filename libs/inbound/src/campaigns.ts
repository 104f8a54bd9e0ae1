import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ShopperRepository } from '@rto/customers';
import { Bell } from '@rto/jobs';
import { Clock, pictureAddress, plainText, type TenantId } from '@rto/kernel';
import { HeldNoticeRepository, NoticeRepository, type NewMessage } from '@rto/orders';
import { closedState, type ClosedState, type Tenant } from '@rto/settings';
import type { RegosMessage } from './regos-call';

interface MessageResult {
  readonly recipient: string;
  readonly ok: boolean;
  readonly error?: string;
}

/** A person's chat. Telegram ids have at most 52 significant bits; groups are below zero and get no campaign. */
const CHAT_ID = /^\d{1,16}$/;
/** Time within which an equal text to a chat is a repetition: REGOS repeats a call that was not answered in time. */
const SAME_WITHIN_MS = 10 * 60_000;
/** Telegram does not like a bot that writes to many who never asked for it. */
const MAX_LOST_A_DAY = 1_000;
const TOMORROW = 'too many chats that never started the bot were tried today: send it tomorrow';
const CLOSED = 'this chat has not started the bot, or has blocked it';
const WANTS_NONE = 'this person has switched the news of the shop off';

/** Advice in the list of results that REGOS shows: what a shop in this state can do. */
const SHOP_CLOSED: Readonly<Record<ClosedState, string>> = {
  disabled: 'the shop is disabled by the operator of this service: ask for it to be enabled, then send again',
  inactive: 'the integration is switched off in REGOS: switch it on, then send again',
  removed: 'the integration is disconnected in REGOS: connect it, then send again',
};

/** Texts that REGOS sends to people through a shop's bot. They wait as rows and go out at Telegram's pace. */
@Injectable()
export class Campaigns {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly held: HeldNoticeRepository,
    private readonly shoppers: ShopperRepository,
    private readonly bell: Bell,
    private readonly clock: Clock,
  ) {}

  /** Writes down what can be sent. @returns one result a message, in the order given */
  async accept(tenant: Tenant, messages: readonly RegosMessage[]): Promise<MessageResult[]> {
    const closed = closedState(tenant.state);
    if (closed) return refusedBy(closed, messages);
    const chats = messages.flatMap(({ recipient }) => (CHAT_ID.test(recipient) ? [Number(recipient)] : []));
    const refusals = await this.refusalsOf(tenant.id, chats);
    const results = messages.map((message): MessageResult => {
      const error = faultOf(message) ?? refusals.get(Number(message.recipient));
      return { recipient: message.recipient, ok: error === undefined, ...(error ? { error } : {}) };
    });
    const accepted = messages.filter((_, index) => results[index]?.ok);
    const rows = accepted.map((message) => this.toRow(tenant.id, message));
    const closedMeanwhile = await this.notices.add(tenant.id, 'campaign', rows);
    if (closedMeanwhile) return refusedBy(closedMeanwhile, messages);
    if (accepted.length > 0) this.bell.ringBehind('campaigns.send', { tenantId: tenant.id });
    return results;
  }

  /**
   * Why chats get nothing. Whom only REGOS knows, by its `field_telegram_id`, may have started this bot before it was
   * ours, and is tried: Telegram knows, and its no is remembered.
   */
  private async refusalsOf(tenantId: TenantId, chats: readonly number[]): Promise<Map<number, string>> {
    const known = await this.shoppers.reachability(tenantId, chats);
    const strangers = chats.filter((chat) => !known.has(chat));
    const lost = strangers.length > 0 ? await this.held.lostChats(tenantId) : [];
    const closed = new Set(lost.map(({ chatId }) => chatId));
    const isEnough = lost.filter(({ isOfToday }) => isOfToday).length >= MAX_LOST_A_DAY;
    return new Map([
      ...chats.filter((chat) => known.get(chat) === 'blocked').map(refusedFor(CLOSED)),
      ...chats.filter((chat) => known.get(chat) === 'wantsNone').map(refusedFor(WANTS_NONE)),
      ...strangers.filter((chat) => closed.has(chat)).map(refusedFor(CLOSED)),
      ...(isEnough ? strangers.filter((chat) => !closed.has(chat)).map(refusedFor(TOMORROW)) : []),
    ]);
  }

  private toRow(tenantId: TenantId, { recipient, message, imageUrl: url }: RegosMessage): NewMessage {
    const text = plainText(message ?? '');
    const imageUrl = (url !== undefined && pictureAddress(url)) || null;
    const period = Math.floor(this.clock.now().getTime() / SAME_WITHIN_MS);
    const content = { type: 'campaign', text, imageUrl } as const;
    return { id: idOf([period, tenantId, recipient, text, imageUrl]), chatId: Number(recipient), content };
  }
}

function refusedBy(closed: ClosedState, messages: readonly RegosMessage[]): MessageResult[] {
  return messages.map(({ recipient }) => ({ recipient, ok: false, error: SHOP_CLOSED[closed] }));
}

function faultOf(message: RegosMessage): string | undefined {
  if (!CHAT_ID.test(message.recipient)) return 'recipient must be the number of a Telegram chat';
  if (message.message === undefined && message.imageUrl === undefined)
    return 'neither text nor image is given';
  if (message.imageUrl !== undefined && pictureAddress(message.imageUrl) === undefined)
    return 'image_url must be an http or https address on a public host, such as https://cdn.example/sale.jpg';
  return undefined;
}

function refusedFor(reason: string): (chat: number) => [number, string] {
  return (chat) => [chat, reason];
}

/** The same for the same message. A UUID of version 8: its bits are ours (RFC 9562). */
function idOf(parts: readonly unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
