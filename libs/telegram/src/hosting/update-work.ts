import { errorMessage, PermanentError, RateLimitedError, RetryableError } from '@rto/kernel';
import type { Update } from 'telegraf/types';
import { pause } from '../client/pause';
import { TokenRejectedError } from '../client/telegram-errors';

/** What one update needs done to it. */
export interface UpdateSteps {
  /** Its effect, and the answer to the person. Repeated after an error, so it must be safe to repeat. */
  handle(update: Update): Promise<void>;
  /** Writes down that it is done. @param error why it was given up, when it was */
  finish(update: Update, error?: string): Promise<void>;
  tokenRejected(): Promise<void>;
  log(message: string): void;
}

/** About eight minutes: longer than Telegram or REGOS are usually away, and nobody waits for an answer longer. */
const MAX_ATTEMPTS = 20;
/** Of what is wrong with us: it may be the database, otherwise it fails the same way. */
const MAX_ODD_ATTEMPTS = 3;
const MAX_PAUSE_MS = 30_000;

/**
 * Works on one update until it is done, or given up, or the bot stops. An update that the stop leaves behind is
 * unfinished in the inbox: the next start takes it up.
 */
export class UpdateWork {
  constructor(
    private readonly steps: UpdateSteps,
    private readonly stopping: AbortSignal,
  ) {}

  /** Never rejects. */
  async run(update: Update): Promise<void> {
    let attempt = 1;
    let isHandled = false;
    while (!this.stopping.aborted) {
      try {
        if (!isHandled) await this.steps.handle(update);
        isHandled = true;
        return await this.steps.finish(update);
      } catch (error) {
        this.steps.log(`update ${update.update_id} failed (${attempt}): ${errorMessage(error)}`);
        if (!isHandled && isHopeless(error, attempt) && (await this.giveUp(update, error))) return;
        if (error instanceof TokenRejectedError) await this.reportToken();
        await this.waitAfter(error, attempt);
        if (!(error instanceof RateLimitedError)) attempt += 1;
      }
    }
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

  /** The host stops the bot then, and a new token finds the update unfinished. */
  private async reportToken(): Promise<void> {
    try {
      await this.steps.tokenRejected();
    } catch (failure) {
      this.steps.log(`the dead token is not reported: ${errorMessage(failure)}`);
    }
  }

  private async waitAfter(error: unknown, attempt: number): Promise<void> {
    const askedMs = error instanceof RetryableError ? error.retryAfterMs : undefined;
    await pause(askedMs ?? Math.min(1000 * 2 ** (attempt - 1), MAX_PAUSE_MS), this.stopping);
  }
}

function isHopeless(error: unknown, attempt: number): boolean {
  if (error instanceof TokenRejectedError || error instanceof RateLimitedError) return false;
  if (error instanceof PermanentError) return true;
  return attempt >= (error instanceof RetryableError ? MAX_ATTEMPTS : MAX_ODD_ATTEMPTS);
}
