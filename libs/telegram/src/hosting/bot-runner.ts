import { Logger } from '@nestjs/common';
import { errorMessage, type TenantId } from '@rto/kernel';
import type { TenantBot } from '@rto/settings';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { PollingConflictError, TokenRejectedError } from '../client/telegram-errors';
import type { TenantTelegram } from '../client/tenant-telegram';
import { ChatLanes } from './chat-lanes';
import type { InboxRepository } from './inbox.repository';
import { chatIdOf } from './update-chat';

/** What a runner tells its host. */
export interface BotEvents {
  /** Telegram said who the token belongs to; kept, so that the next start need not ask. */
  identified(bot: TenantBot): Promise<void>;
  /** Works on one update; throws only when it should be tried again. */
  handle(update: Update, bot: TenantBot): Promise<void>;
  tokenRejected(): Promise<void>;
  conflict(description: string): Promise<void>;
  /** A poll went through: whatever was wrong with the token or the connection is over. */
  healthy(): Promise<void>;
}

const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'];
/** Telegram caps it at 50 s; a proxy between us rarely allows more than 30. */
const POLL_TIMEOUT_SEC = 25;
/** No more is fetched while this much waits to be worked on; Telegram keeps the rest for us. */
const MAX_PENDING = 300;
const MAX_HANDLING_ATTEMPTS = 3;
const MAX_PAUSE_MS = 30_000;
/** After a quiet week update ids start anew at random, perhaps below our offset (PLATFORM section 2). */
const OFFSET_VALID_MS = 5 * 24 * 60 * 60 * 1000;

/**
 * Long polling of one bot. Its errors stay its own: a dead token ends it, a conflict or an unreachable
 * Telegram is waited out. The offset is confirmed only after the updates are committed to the inbox.
 */
export class BotRunner {
  private readonly logger = new Logger(BotRunner.name);
  private readonly stopping = new AbortController();
  private readonly lanes = new ChatLanes();
  private loop: Promise<void> = Promise.resolve();
  private nextOffset: { readonly value: number; readonly at: number } | undefined;

  constructor(
    private readonly tenantId: TenantId,
    private known: TenantBot | undefined,
    private readonly telegram: TenantTelegram,
    private readonly inbox: InboxRepository,
    private readonly events: BotEvents,
  ) {}

  start(): void {
    this.loop = this.run().catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.log(`polling ended: ${errorMessage(error)}`);
    });
  }

  /** Stops asking for updates and waits for those that are being worked on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await this.lanes.idle();
  }

  private async run(): Promise<void> {
    let failures = 0;
    let isResumed = false;
    while (!this.stopping.signal.aborted) {
      try {
        const bot = (this.known ??= await this.identify());
        if (!isResumed) this.dispatch(bot, await this.inbox.unfinished(this.tenantId, bot.id));
        isResumed = true;
        await this.poll(bot, failures > 0);
        if (failures > 0) await this.events.healthy();
        failures = 0;
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        if (error instanceof TokenRejectedError) return this.events.tokenRejected();
        failures += 1;
        await this.recover(error, failures);
      }
    }
  }

  private async identify(): Promise<TenantBot> {
    const me = await this.telegram.call<UserFromGetMe>('getMe', {}, { signal: this.stopping.signal });
    const bot = { id: me.id, username: me.username };
    await this.events.identified(bot);
    return bot;
  }

  private async poll(bot: TenantBot, isRetry: boolean): Promise<void> {
    const { signal } = this.stopping;
    const offset =
      this.nextOffset && Date.now() - this.nextOffset.at < OFFSET_VALID_MS
        ? this.nextOffset.value
        : undefined;
    // after a failure a short poll tells at once whether it is over
    const timeout = isRetry ? 0 : POLL_TIMEOUT_SEC;
    const received = await this.telegram.call<Update[]>(
      'getUpdates',
      { offset, timeout, limit: 100, allowed_updates: ALLOWED_UPDATES },
      { signal, extraTimeoutMs: timeout * 1000 },
    );
    const fresh = await this.inbox.receive(this.tenantId, bot.id, received);
    const last = received.at(-1);
    if (last) this.nextOffset = { value: last.update_id + 1, at: Date.now() };
    this.dispatch(bot, fresh);
    while (this.lanes.pending > MAX_PENDING) await sleep(50, undefined, { signal });
  }

  private async recover(error: unknown, failures: number): Promise<void> {
    if (error instanceof PollingConflictError) {
      if (failures === 1) this.log(error.message);
      await this.events.conflict(error.description);
    } else if (failures === 1 || failures % 20 === 0) {
      this.log(`cannot get updates (${failures} in a row): ${errorMessage(error)}`);
    }
    const pauseMs = Math.min(500 * 2 ** Math.min(failures - 1, 6), MAX_PAUSE_MS);
    await sleep(pauseMs * (1 + Math.random() / 4), undefined, { signal: this.stopping.signal }).catch(() => {
      // aborted: the loop's condition ends it
    });
  }

  private dispatch(bot: TenantBot, received: readonly Update[]): void {
    for (const update of received) {
      // the host ends the process's work on shutdown; until then every lane empties by itself
      void this.lanes.add(chatIdOf(update) ?? 0, () => this.work(bot, update));
    }
  }

  /** Once, and again when the database or REGOS was away; what fails for good is written down. */
  private async work(bot: TenantBot, update: Update): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.events.handle(update, bot);
        return await this.inbox.finish(this.tenantId, bot.id, update.update_id);
      } catch (error) {
        this.log(`update ${update.update_id} failed (${attempt}): ${errorMessage(error)}`);
        if (this.stopping.signal.aborted) return; // the row is unfinished: the next process takes it up
        if (attempt >= MAX_HANDLING_ATTEMPTS) return this.giveUp(bot, update, error);
        await sleep(1_000 * attempt);
      }
    }
  }

  private async giveUp(bot: TenantBot, update: Update, error: unknown): Promise<void> {
    try {
      await this.inbox.finish(this.tenantId, bot.id, update.update_id, errorMessage(error));
    } catch (failure) {
      this.log(`update ${update.update_id} stays unfinished: ${errorMessage(failure)}`);
    }
  }

  private log(message: string): void {
    this.logger.warn({ tenantId: this.tenantId, message });
  }
}
