import type { Clock } from '@rto/kernel';

interface Rate {
  /** Milliseconds one message costs. */
  readonly intervalMs: number;
  /** Messages that pass at once after a pause. */
  readonly burst: number;
}

/** No exact numbers are published; these are the documented hints (docs/hosts.md 2). */
const CHAT_RATE: Rate = { intervalMs: 1000, burst: 5 };
const BOT_RATE: Rate = { intervalMs: 1000 / 30, burst: 30 };

/** Telegram's sending limits per chat and per bot (edits count too). Off until a test turns them on. */
export class SendLimits {
  enabled = false;
  /** When each bucket is empty again, in epoch milliseconds. */
  private readonly emptyAt = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** @returns whole seconds to wait, or undefined when the message may pass (and is counted) */
  admit(token: string, chatId: number): number | undefined {
    if (!this.enabled) return undefined;
    const now = this.clock.now().getTime();
    const chatKey = `${token}/${String(chatId)}`;
    const waitMs = Math.max(this.wait(chatKey, CHAT_RATE, now), this.wait(token, BOT_RATE, now));
    if (waitMs > 0) return Math.ceil(waitMs / 1000);
    this.spend(chatKey, CHAT_RATE, now);
    this.spend(token, BOT_RATE, now);
    return undefined;
  }

  private wait(key: string, rate: Rate, now: number): number {
    return (this.emptyAt.get(key) ?? 0) - now - rate.intervalMs * (rate.burst - 1);
  }

  private spend(key: string, rate: Rate, now: number): void {
    this.emptyAt.set(key, Math.max(this.emptyAt.get(key) ?? 0, now) + rate.intervalMs);
  }
}
