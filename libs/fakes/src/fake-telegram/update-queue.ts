import { randomInt } from 'node:crypto';
import type { Clock } from '@rto/kernel';
import { ApiError } from './api-error';
import type { Update } from './wire';

/** Telegram keeps updates for a day. */
const RETENTION_MS = 24 * 60 * 60 * 1000;
const HISTORY_SIZE = 2000;

export interface QueuedUpdate {
  readonly update: Update;
  readonly kind: string;
  readonly chatId: number | undefined;
  readonly at: Date;
  /** A duplicate sent on purpose; handed out even below the caller's offset. */
  readonly repeated: boolean;
  delivered: boolean;
}

interface PollRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
}

interface Poller {
  readonly wake: () => void;
  readonly fail: (error: Error) => void;
}

/** One bot's updates: kept until confirmed by an offset, or taken by a webhook. */
export class UpdateQueue {
  /** Kinds the bot asked for; undefined: all that the fake sends. */
  allowedKinds: readonly string[] | undefined;
  private nextId = randomInt(100_000_000, 900_000_000);
  private pending: QueuedUpdate[] = [];
  private readonly history: QueuedUpdate[] = [];
  private poller: Poller | undefined;
  private consumer: ((entry: QueuedUpdate) => void) | undefined;

  constructor(private readonly clock: Clock) {}

  /** @returns the update's id, also when the bot did not ask for this kind */
  push(kind: string, payload: unknown, chatId: number | undefined): number {
    const update = { update_id: this.nextId++, [kind]: payload };
    const entry = { update, kind, chatId, at: this.clock.now(), repeated: false, delivered: false };
    this.history.push(entry);
    if (this.history.length > HISTORY_SIZE) this.history.shift();
    if (!this.allowedKinds || this.allowedKinds.includes(kind)) this.enqueue(entry);
    return update.update_id;
  }

  /** Sends one more copy of an update, with its old id. */
  repeat(updateId: number): void {
    const original = this.history.find((entry) => entry.update.update_id === updateId);
    if (!original) throw new Error(`no update ${String(updateId)} to repeat`);
    this.enqueue({ ...original, repeated: true, delivered: false });
  }

  /** Sends one more copy of all that was delivered, as Telegram does after an outage. */
  repeatAll(): void {
    for (const entry of this.history.filter((past) => past.delivered)) this.repeat(entry.update.update_id);
  }

  get pendingCount(): number {
    return this.pending.length;
  }

  /** Whether something of this chat has not yet reached the bot at all. */
  hasUndelivered(chatId: number): boolean {
    return this.pending.some((entry) => entry.chatId === chatId && !entry.delivered);
  }

  dropPending(): void {
    this.pending = [];
  }

  /**
   * One getUpdates call. A second one makes the first fail.
   * @throws ApiError 409 when another getUpdates came meanwhile
   */
  async poll(request: PollRequest, signal: AbortSignal): Promise<Update[]> {
    this.interrupt(
      new ApiError(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    this.confirm(request.offset);
    const ready = this.take(request);
    if (ready.length > 0 || request.timeoutMs === 0) return ready;
    await this.waitForUpdate(request.timeoutMs, signal);
    return signal.aborted ? [] : this.take(request);
  }

  /** Hands every update, waiting and future, to a webhook; undefined ends that. */
  feed(consumer: ((entry: QueuedUpdate) => void) | undefined): void {
    this.consumer = consumer;
    if (consumer) this.pending.forEach(consumer);
  }

  /** Ends a waiting getUpdates with this refusal. */
  interrupt(refusal: ApiError): void {
    this.poller?.fail(refusal);
  }

  /** A webhook took it: it is done. */
  remove(entry: QueuedUpdate): void {
    this.markDelivered(entry);
    this.pending = this.pending.filter((other) => other !== entry);
  }

  private enqueue(entry: QueuedUpdate): void {
    this.pending.push(entry);
    this.consumer?.(entry);
    this.poller?.wake();
  }

  private confirm(offset: number): void {
    if (offset < 0) {
      this.pending = this.pending.slice(offset);
      return;
    }
    const oldest = this.clock.now().getTime() - RETENTION_MS;
    this.pending = this.pending.filter((entry) => {
      const confirmed = entry.update.update_id < offset && (entry.delivered || !entry.repeated);
      return !confirmed && entry.at.getTime() > oldest;
    });
  }

  private take({ limit }: PollRequest): Update[] {
    const batch = this.pending.slice(0, limit);
    batch.forEach((entry) => this.markDelivered(entry));
    return batch.map((entry) => entry.update);
  }

  private markDelivered(entry: QueuedUpdate): void {
    entry.delivered = true;
  }

  private async waitForUpdate(timeoutMs: number, signal: AbortSignal): Promise<void> {
    let poller: Poller | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        poller = { wake: resolve, fail: reject };
        this.poller = poller;
        timer = setTimeout(resolve, timeoutMs);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    } finally {
      clearTimeout(timer);
      if (this.poller === poller) this.poller = undefined;
    }
  }
}
