import { errorMessage, PermanentError, RateLimitedError, RetryableError } from '@rto/kernel';
import type { Update } from 'telegraf/types';
import { TokenRejectedError } from '../client/telegram-errors';
import { BotAbsentError } from './current-bots';

/** Whether an update that fails with this error is not tried again. */
export type LastTry = (error: unknown) => boolean;

/** What one update needs done to it. */
interface UpdateSteps {
  /** Whether the update is still this process's business. */
  isOurs(): boolean;
  /**
   * Its effect, and the answer to the person. Repeated after an error, so it must be safe to repeat.
   * @param isLastTry true at most once for an update, however long its end cannot be written down
   */
  handle(update: Update, isLastTry: LastTry): Promise<void>;
  /** Writes down that it is done. @param error why it was given up, when it was */
  finish(update: Update, error?: string): Promise<void>;
  tokenRejected(): Promise<void>;
  /** Ends early when the update is ours no more. */
  pause(ms: number): Promise<void>;
  log(message: string): void;
}

/** `waits`: for a bot that works; `lost`: others go on with it. */
export type UpdateEnd = 'finished' | 'waits' | 'lost';

/**
 * Tries of an update, in about eight minutes: longer than Telegram or REGOS are usually away, and than a person waits
 * for an answer.
 */
const MAX_ATTEMPTS = 20;
/** Of what is wrong with us: it may be the database, otherwise it fails the same way. */
const MAX_ODD_ATTEMPTS = 3;
const MAX_PAUSE_MS = 30_000;

/**
 * Works on one update until it is done, or given up, or left: what is left is unfinished in the inbox, and taken
 * up when its bot works again, or by another process.
 */
export class UpdateWork {
  constructor(private readonly steps: UpdateSteps) {}

  /** Never rejects. */
  async run(update: Update): Promise<UpdateEnd> {
    let attempt = 1;
    let isHandled = false;
    let isOver = false; // only its end is still to be written
    while (this.steps.isOurs()) {
      try {
        if (!isHandled) await this.steps.handle(update, (error) => !isOver && isHopeless(error, attempt));
        isHandled = true;
        await this.steps.finish(update);
        return 'finished';
      } catch (error) {
        if (error instanceof BotAbsentError) return 'waits';
        this.steps.log(`update ${update.update_id} failed (${attempt}): ${errorMessage(error)}`);
        if (error instanceof TokenRejectedError) return await this.waitForToken();
        if (!isHandled && isHopeless(error, attempt)) {
          if (await this.giveUp(update, error)) return 'finished';
          isOver = true;
        }
        await this.waitAfter(error, attempt);
        if (!(error instanceof RateLimitedError)) attempt += 1;
      }
    }
    return 'lost';
  }

  /** @returns false when not even that could be written: the database is away, and the update not at fault */
  private async giveUp(update: Update, error: unknown): Promise<boolean> {
    try {
      await this.steps.finish(update, errorMessage(error));
      return true;
    } catch (failure) {
      this.steps.log(`update ${update.update_id} is not given up: ${errorMessage(failure)}`);
      return false;
    }
  }

  /** A new token finds the update unfinished; until then it is tried, and reported, now and then. */
  private async waitForToken(): Promise<UpdateEnd> {
    try {
      await this.steps.tokenRejected();
    } catch (failure) {
      this.steps.log(`the dead token is not reported: ${errorMessage(failure)}`);
    }
    return 'waits';
  }

  private async waitAfter(error: unknown, attempt: number): Promise<void> {
    const askedMs = error instanceof RetryableError ? error.retryAfterMs : undefined;
    await this.steps.pause(askedMs ?? Math.min(1000 * 2 ** (attempt - 1), MAX_PAUSE_MS));
  }
}

function isHopeless(error: unknown, attempt: number): boolean {
  if (error instanceof RateLimitedError) return false;
  if (error instanceof PermanentError) return true;
  return attempt >= (error instanceof RetryableError ? MAX_ATTEMPTS : MAX_ODD_ATTEMPTS);
}
