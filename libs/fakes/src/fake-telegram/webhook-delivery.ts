import { setTimeout as sleep } from 'node:timers/promises';
import { stopController } from '../stop-controller';
import type { QueuedUpdate, UpdateQueue } from './update-queue';

const ANSWER_TIMEOUT_MS = 60_000;
const MAX_RETRY_AFTER_SEC = 3600;
/** Of the waits that double. */
const MAX_BACKOFF_UNITS = 60;

export interface WebhookSettings {
  readonly url: string;
  readonly secretToken: string | undefined;
  readonly maxConnections: number;
}

interface WebhookFailure {
  readonly at: Date;
  readonly message: string;
}

interface WebhookOptions {
  readonly queue: UpdateQueue;
  /** The real server waits 2, 4, 8 … of these (1000 ms). */
  readonly retryUnitMs: number;
  readonly now: () => Date;
  readonly onViolation: (problem: string) => void;
}

/**
 * Posts a bot's updates to its webhook. One is in flight per line: the messages of a chat are one line, its
 * callback queries another, so the two of one person can arrive at once (docs/hosts.md 2); and no more in all than
 * the bot allowed connections.
 */
export class WebhookDelivery {
  lastFailure: WebhookFailure | undefined;
  private readonly lines = new Map<string, QueuedUpdate[]>();
  private readonly runs = new Set<Promise<void>>();
  private readonly stopped = stopController();
  private connections = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    readonly settings: WebhookSettings,
    private readonly options: WebhookOptions,
  ) {}

  start(): void {
    this.options.queue.feed((entry) => this.accept(entry));
  }

  async stop(): Promise<void> {
    this.options.queue.feed(undefined);
    this.stopped.abort();
    await Promise.all(this.runs);
  }

  private accept(entry: QueuedUpdate): void {
    const name = `${String(entry.chatId)}/${entry.kind === 'callback_query' ? 'callbacks' : 'messages'}`;
    const line = this.lines.get(name);
    if (line) {
      line.push(entry);
      return;
    }
    const started = [entry];
    this.lines.set(name, started);
    const run = this.run(name, started).finally(() => this.runs.delete(run));
    this.runs.add(run);
  }

  private async run(name: string, line: QueuedUpdate[]): Promise<void> {
    for (let entry = line[0]; entry && !this.stopped.signal.aborted; entry = line[0]) {
      await this.deliver(entry);
      line.shift();
    }
    this.lines.delete(name); // in the same turn as the last look, so that no entry joins a finished line
  }

  private async deliver(entry: QueuedUpdate): Promise<void> {
    for (let attempt = 0; !this.stopped.signal.aborted; attempt += 1) {
      const waitMs = await this.post(entry, attempt);
      if (waitMs === undefined) {
        this.options.queue.remove(entry);
        return;
      }
      // an abort is the only way this wait fails, and the loop's condition sees it
      await sleep(waitMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  /** @returns undefined when it was taken, else the milliseconds to wait before the next try */
  private async post(entry: QueuedUpdate, attempt: number): Promise<number | undefined> {
    const backoffMs =
      attempt === 0 ? 0 : Math.min(2 ** attempt, MAX_BACKOFF_UNITS) * this.options.retryUnitMs;
    await this.connect();
    try {
      const response = await this.request(entry);
      const answer = await response.text();
      if (response.ok) {
        if (answer.includes('"method"')) this.options.onViolation('a webhook reply that calls a method');
        return undefined;
      }
      this.fail(`Wrong response from the webhook: ${String(response.status)} ${response.statusText}`);
      const retryAfterSec = Number(response.headers.get('retry-after') ?? NaN);
      return Number.isFinite(retryAfterSec)
        ? Math.min(retryAfterSec, MAX_RETRY_AFTER_SEC) * this.options.retryUnitMs
        : backoffMs;
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
      return backoffMs;
    } finally {
      this.disconnect();
    }
  }

  private async connect(): Promise<void> {
    if (this.connections < this.settings.maxConnections) this.connections += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The connection goes on to the one that has waited longest. */
  private disconnect(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.connections -= 1;
  }

  private request(entry: QueuedUpdate): Promise<Response> {
    const { url, secretToken } = this.settings;
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secretToken !== undefined && { 'x-telegram-bot-api-secret-token': secretToken }),
      },
      body: JSON.stringify(entry.update),
      redirect: 'manual',
      signal: AbortSignal.any([this.stopped.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
  }

  private fail(message: string): void {
    this.lastFailure = { at: this.options.now(), message };
  }
}
