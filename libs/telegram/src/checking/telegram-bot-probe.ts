import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import { PermanentError, RetryableError, type ChatId, type TenantId } from '@rto/kernel';
import {
  BotProbe,
  type Answer,
  type BotReport,
  type StaffChatReport,
  type WebhookReport,
} from '@rto/settings';
import type { ChatFromGetChat, ChatMember, UserFromGetMe, WebhookInfo } from 'telegraf/types';
import { TelegramClients } from '../client/telegram-clients';
import type { TenantTelegram } from '../client/tenant-telegram';
import { isPublicChat } from '../sending/staff-audience';
import { BotSetupRepository } from '../setup/bot-setup.repository';

/** For all questions about one bot together: somebody waits for the answer. */
const TIME_LIMIT_MS = 8_000;

/** Asks Telegram about a bot and changes nothing. */
@Injectable()
export class TelegramBotProbe extends BotProbe {
  constructor(
    private readonly clients: TelegramClients,
    private readonly setups: BotSetupRepository,
    private readonly config: Config,
  ) {
    super();
  }

  async inspect(
    tenantId: TenantId,
    token: string,
    staffChatId: ChatId | undefined,
  ): Promise<Answer<BotReport>> {
    const telegram = this.clients.of(tenantId, token);
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const me = await answered(signal, () => telegram.call<UserFromGetMe>('getMe', {}, { signal }));
    if (me.kind !== 'answered') return me;
    const [webhook, staffChat] = await Promise.all([
      answered(signal, async () =>
        this.webhookReport(tenantId, await telegram.call<WebhookInfo>('getWebhookInfo', {}, { signal })),
      ),
      staffChatId === undefined
        ? undefined
        : answered(signal, () => staffChatReport(telegram, me.value.id, staffChatId, signal)),
    ]);
    return {
      kind: 'answered',
      value: { username: me.value.username, isInline: me.value.supports_inline_queries, webhook, staffChat },
    };
  }

  private async webhookReport(tenantId: TenantId, info: WebhookInfo): Promise<WebhookReport> {
    const { updates, publicUrl } = this.config.telegram;
    const { url = '', pending_update_count: pendingUpdates, last_error_date: lastErrorSec } = info;
    const setup = url === '' ? undefined : await this.setups.find(tenantId);
    const paths = [setup?.key.publicId, setup?.previousPublicId].map((id) => `/telegram/${id ?? '?'}`);
    // while updates are polled the former root may not be configured any more
    const isOurs = paths.some((path) =>
      updates === 'webhook' ? url === `${publicUrl ?? ''}${path}` : url.endsWith(path),
    );
    return {
      wanted: updates === 'webhook',
      setTo: url === '' ? 'nothing' : isOurs ? 'us' : 'another',
      host: URL.canParse(url) ? new URL(url).host : undefined,
      pendingUpdates,
      lastErrorAt: lastErrorSec === undefined ? undefined : new Date(lastErrorSec * 1000),
    };
  }
}

/** In a private chat that the bot knows it can write; in a group that depends on its membership. */
async function staffChatReport(
  telegram: TenantTelegram,
  botId: number,
  chatId: ChatId,
  signal: AbortSignal,
): Promise<StaffChatReport> {
  const chat = await telegram.call<ChatFromGetChat>('getChat', { chat_id: chatId }, { signal });
  if (chat.type === 'private') return { canWrite: true, isPublic: false };
  const query = { chat_id: chatId, user_id: botId };
  const member = await telegram.call<ChatMember>('getChatMember', query, { signal });
  return { canWrite: mayPost(member, chat.type === 'channel'), isPublic: isPublicChat(chat) };
}

/** @source Bot API, "ChatMember"; in a channel only administrators with that right post */
function mayPost(member: ChatMember, isChannel: boolean): boolean {
  switch (member.status) {
    case 'creator':
      return true;
    case 'administrator':
      return !isChannel || member.can_post_messages === true;
    case 'member':
      return !isChannel;
    case 'restricted':
      return member.can_send_messages;
    case 'left':
    case 'kicked':
      return false;
  }
}

/** The outcome of a call; what is neither Telegram's no nor its silence is thrown on. */
async function answered<T>(signal: AbortSignal, call: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { kind: 'answered', value: await call() };
  } catch (error) {
    if (error instanceof PermanentError) return { kind: 'refused' };
    if (error instanceof RetryableError || signal.aborted) return { kind: 'unreachable' };
    throw error;
  }
}
