import { Logger } from '@nestjs/common';
import { errorMessage, RetryableError, type TenantId } from '@rto/kernel';
import type { TenantBot } from '@rto/settings';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { allowedUpdates } from '../client/allowed-updates';
import { pause } from '../client/pause';
import { toTenantBot } from '../client/tenant-bot';
import { PollingConflictError, TokenRejectedError } from '../client/telegram-errors';
import type { TenantTelegram } from '../client/tenant-telegram';
import { PollHealth } from './poll-health';
import type { UpdateIntake } from '../inbox/update-intake';

/** What a runner tells its host. */
export interface BotEvents {
  /** Whether the bot is still this process's to poll; another one may do it otherwise. */
  mayPoll(): boolean;
  /** Telegram said who the token belongs to; kept, so that the next start need not ask. */
  identified(bot: TenantBot): Promise<void>;
  /** The host stops the runner. */
  tokenRejected(): Promise<void>;
  /** @param isInUse somebody else keeps using the token: it does not go away by itself */
  conflict(description: string, isInUse: boolean): Promise<void>;
  /** The first poll went through, or the first after trouble: whatever was wrong is over. */
  healthy(): Promise<void>;
}

/** Telegram caps it at 50 s; a proxy between us rarely allows more than 30. */
const POLL_TIMEOUT_SEC = 25;
/** While another poller may be about: short enough to see soon that it is gone. */
const CONTESTED_POLL_SEC = 5;
/** Of one answer; Telegram gives no more. */
const MAX_POLLED = 100;
const LOOK_AGAIN_MS = 50;
/** Before what was left with Telegram is looked at again; what others send meanwhile waits no longer than this. */
const LEFT_PAUSE_MS = 500;
/** Between polls that were not held open although they should have been. */
const UNHELD_POLL_PAUSE_MS = 200;
/** After a quiet week update ids start anew at random, perhaps below our offset (docs/hosts.md 2). */
const OFFSET_VALID_MS = 5 * 24 * 60 * 60 * 1000;

/**
 * Long polling of one bot. Its errors stay its own: a dead token is reported until the host stops it, a conflict
 * or an unreachable Telegram is waited out. The offset is confirmed only after the updates are committed to the
 * inbox. Updates of a chat that has too many are left with Telegram, and what others have sent after them is taken:
 * Telegram shows a hundred at a time, and repeats those that were taken until the ones before them are.
 */
export class BotRunner {
  private readonly logger = new Logger(BotRunner.name);
  private readonly stopping = new AbortController();
  private readonly health = new PollHealth();
  private loop: Promise<void> = Promise.resolve();
  private nextOffset: { readonly value: number; readonly at: number } | undefined;
  /** Committed, but not confirmed yet, since older ones are left. */
  private readonly ahead = new Set<number>();

  constructor(
    private readonly tenantId: TenantId,
    private known: TenantBot | undefined,
    private readonly telegram: TenantTelegram,
    private readonly intake: Pick<UpdateIntake, 'offer' | 'roomOf'>,
    private readonly events: BotEvents,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  /** What is known of the bot by now; the next poll asks accordingly. */
  learn(bot: TenantBot): void {
    this.known = bot;
  }

  /** Stops asking for updates. Resolves when another process may ask: what was received is committed by then. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.waitForTurn();
        if (this.stopping.signal.aborted) return;
        const bot = (this.known ??= await this.identify());
        await this.poll(bot);
        if (this.health.succeeded()) await this.events.healthy();
      } catch (error) {
        if (!this.stopping.signal.aborted) await this.recover(error);
      }
    }
  }

  private async identify(): Promise<TenantBot> {
    const me = await this.telegram.call<UserFromGetMe>('getMe', {}, { signal: this.stopping.signal });
    const bot = toTenantBot(me);
    await this.events.identified(bot);
    return bot;
  }

  private async poll(bot: TenantBot): Promise<void> {
    const { signal } = this.stopping;
    const timeout = this.pollTimeoutSec();
    const limit = this.limit();
    const startedAtMs = performance.now();
    const received = await this.telegram.call<Update[]>(
      'getUpdates',
      { offset: this.offset(), timeout, limit, allowed_updates: allowedUpdates(bot) },
      { signal, extraTimeoutMs: timeout * 1000 },
    );
    if (await this.take(bot, received)) return pause(LEFT_PAUSE_MS, signal);
    const isHeld = timeout === 0 || performance.now() - startedAtMs > LOOK_AGAIN_MS;
    // a server in between that answers at once with nothing must not be asked in a circle
    if (received.length === 0 && !isHeld) await pause(UNHELD_POLL_PAUSE_MS, signal);
  }

  /** Commits what there is room for, and confirms what has nothing left before it. @returns whether something is left */
  private async take(bot: TenantBot, received: readonly Update[]): Promise<boolean> {
    const fresh = received.filter(({ update_id }) => !this.ahead.has(update_id));
    const left = await this.intake.offer({ tenantId: this.tenantId, bot }, fresh);
    for (const update of fresh) if (!left.includes(update)) this.ahead.add(update.update_id);
    const last = received.at(-1);
    if (!last) return false;
    const value = left[0]?.update_id ?? last.update_id + 1;
    this.nextOffset = { value, at: Date.now() };
    for (const id of this.ahead) if (id < value) this.ahead.delete(id);
    return left.length > 0;
  }

  /** Until the bot is ours to poll, and what it brought is worked on: Telegram keeps the rest for us. */
  private async waitForTurn(): Promise<void> {
    const { signal } = this.stopping;
    const isFull = (): boolean => this.limit() === 0;
    while (!signal.aborted && (!this.events.mayPoll() || isFull())) await pause(LOOK_AGAIN_MS, signal);
  }

  /** What is left beyond it is not to be fetched in vain. */
  private limit(): number {
    return Math.min(this.intake.roomOf(this.tenantId), MAX_POLLED);
  }

  private pollTimeoutSec(): number {
    if (this.health.isContested) return CONTESTED_POLL_SEC;
    // after a failure a short poll tells at once whether it is over
    return this.health.failures > 0 ? 0 : POLL_TIMEOUT_SEC;
  }

  private offset(): number | undefined {
    if (!this.nextOffset || Date.now() - this.nextOffset.at > OFFSET_VALID_MS) return undefined;
    return this.nextOffset.value;
  }

  /** Never rejects: what cannot even be reported now is reported after the next try. */
  private async recover(error: unknown): Promise<void> {
    this.health.failed(error);
    const { failures } = this.health;
    if (failures === 1 || failures % 20 === 0) {
      this.log(`cannot get updates (${failures} in a row): ${errorMessage(error)}`);
    }
    try {
      if (error instanceof TokenRejectedError) await this.events.tokenRejected();
      if (error instanceof PollingConflictError) {
        await this.events.conflict(error.description, this.health.isInUse);
      }
    } catch (failure) {
      this.log(`trouble of the bot is not reported: ${errorMessage(failure)}`);
    }
    const askedMs = error instanceof RetryableError ? error.retryAfterMs : undefined;
    await pause(this.health.pauseMs(askedMs), this.stopping.signal);
  }

  private log(message: string): void {
    this.logger.warn({ tenantId: this.tenantId, message });
  }
}
