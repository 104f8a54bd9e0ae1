import { Injectable } from '@nestjs/common';
import { ProcessLease } from '@rto/cluster';
import { RetryableError, type ChatId, type TenantId } from '@rto/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HeldChat } from './chat-key';
import { UpdateInbox } from './update-inbox';

/** What a person did last is answered by then, unless Telegram or REGOS is away. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** Work on what is kept of a person while no update of theirs is worked on, in any process. */
@Injectable()
export class QuietChats {
  constructor(
    private readonly inbox: UpdateInbox,
    private readonly lease: ProcessLease,
  ) {}

  /**
   * Waits for the turn that is under way, and lets none begin before the work has ended.
   * @throws RetryableError when the turn does not end
   */
  async during<T>(tenantId: TenantId, chatId: ChatId, work: () => Promise<T>): Promise<T> {
    const held: HeldChat[] = [];
    try {
      await this.take(tenantId, chatId, held);
      return await work();
    } finally {
      if (held.length > 0) await this.inbox.end(held);
    }
  }

  private async take(tenantId: TenantId, chatId: ChatId, held: HeldChat[]): Promise<void> {
    const giveUpAtMs = performance.now() + WAIT_MS;
    for (;;) {
      const bots = await this.inbox.botsOf(tenantId, chatId);
      const missing = bots.filter((botId) => !held.some((chat) => chat.botId === botId));
      const chats = missing.map((botId) => ({ tenantId, botId, chatId }));
      const taken = chats.length > 0 ? await this.inbox.takeIdle(chats, this.lease.id) : [];
      held.push(...taken);
      if (taken.length === missing.length) return;
      if (performance.now() > giveUpAtMs)
        throw new RetryableError('The person is being answered just now. Try again.');
      await sleep(LOOK_EVERY_MS);
    }
  }
}
