import { Injectable } from '@nestjs/common';
import { NoticeRepository } from '@rto/orders';
import { plainText } from '@rto/kernel';
import type { Tenant } from '@rto/settings';
import { InboundBell } from './inbound-bell';
import type { RegosMessage } from './regos-call';

interface MessageResult {
  readonly recipient: string;
  readonly ok: boolean;
  readonly error?: string;
}

/** Telegram chat ids have at most 52 significant bits. */
const CHAT_ID = /^-?\d{1,16}$/;

/** Texts that REGOS sends to people through a shop's bot. They wait as rows and go out at Telegram's pace. */
@Injectable()
export class Campaigns {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly bell: InboundBell,
  ) {}

  /** Writes down what can be sent. @returns one result a message, in the order given */
  async accept(tenant: Tenant, messages: readonly RegosMessage[]): Promise<MessageResult[]> {
    const results = messages.map((message): MessageResult => {
      const error = refusalOf(message);
      return { recipient: message.recipient, ok: error === undefined, ...(error ? { error } : {}) };
    });
    const accepted = messages.filter((_, index) => results[index]?.ok);
    await this.notices.add(
      tenant.id,
      accepted.map(({ recipient, message, imageUrl }) => ({
        chatId: Number(recipient),
        content: { type: 'campaign', text: plainText(message ?? ''), imageUrl: imageUrl ?? null },
      })),
    );
    if (accepted.length > 0) this.bell.ringForNotices(tenant.id);
    return results;
  }
}

function refusalOf(message: RegosMessage): string | undefined {
  if (!CHAT_ID.test(message.recipient)) return 'recipient must be the number of a Telegram chat';
  if (message.message === undefined && message.imageUrl === undefined)
    return 'neither text nor image is given';
  return undefined;
}
