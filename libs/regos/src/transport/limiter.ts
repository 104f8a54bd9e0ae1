import { createHash } from 'node:crypto';
import { RateLimitedError } from '@rto/kernel';
import { MemoryRateBuckets, RateBuckets, type RateLimit, type Grant } from '@rto/kv';
import { Injectable, type OnModuleDestroy, Optional } from '@nestjs/common';
import type { CallPriority } from '../model';

/** A little under REGOS's 2 requests a second and 50 at once, for clocks and networks that jitter (docs/regos.md 4). */
export const REGOS_RATE: RateLimit = {
  perSecond: 1.9,
  burst: 45,
  firstPauseMs: 1_000,
  // REGOS's own service waits no longer either, whatever `Retry-After` says (docs/regos.md 4)
  longestPauseMs: 30_000,
};

/** First served first; within a priority by arrival. */
const RANK: Readonly<Record<CallPriority, number>> = { order: 0, person: 1, background: 2, catalogue: 3 };

/**
 * Tokens that are left for whoever goes first, also in another process: people leave two, with which an order of a known
 * buyer is through; what nobody waits for leaves a whole first order twice over, and the least urgent some to the rest.
 */
const RESERVE: Readonly<Record<CallPriority, number>> = {
  order: 0,
  person: 2,
  background: 12,
  catalogue: 14,
};

/**
 * Longest wait for a grant. A person gives up by then. Orders and background work are jobs and come back later; they wait for
 * some grants all the same, since what they have read is lost then. 60 s are 110 calls, more than a full catalogue takes.
 */
const MAX_WAIT_MS: Readonly<Record<CallPriority, number>> = {
  order: 5_000,
  person: 8_000,
  background: 5_000,
  catalogue: 60_000,
};

/** Idle time after which what is known of a connection is dropped. */
const IDLE_MS = 60_000;

interface Waiter {
  readonly priority: CallPriority;
  readonly grant: () => void;
  readonly refuse: (cause?: unknown) => void;
}

interface ConnectionQueue {
  /** Of the shared bucket: a hash, since the id works like a password. */
  readonly key: string;
  readonly waiters: Waiter[];
  usedAtMs: number;
  timer: NodeJS.Timeout | undefined;
  /** Monotonic milliseconds, as the bucket said last. */
  pausedUntilMs: number;
  isServing: boolean;
  /** Somebody came while the bucket was asked. */
  isAgain: boolean;
}

/**
 * Calls granted to one connection (= one shop): never an 8213 of our own making. The bucket is shared by all processes; who
 * of this process goes first is decided here, orders before people before background work. Durations are monotonic:
 * a jump of the wall clock changes nothing.
 */
@Injectable()
export class RegosLimiter implements OnModuleDestroy {
  /** Least recently used first. */
  private readonly queues = new Map<string, ConnectionQueue>();
  private stopped = false;
  private readonly buckets: RateBuckets;

  /** @param buckets of all processes; without them this process has its own */
  constructor(@Optional() buckets?: RateBuckets) {
    this.buckets = buckets ?? new MemoryRateBuckets();
  }

  /**
   * Ends the waits of work that others take over, now and from now on. People keep their place: what they asked for
   * is finished before the process ends, and "the shop does not answer" would not be true.
   */
  onModuleDestroy(): void {
    this.stopped = true;
    for (const { waiters } of this.queues.values()) {
      for (const waiter of waiters.filter(({ priority }) => priority !== 'person')) waiter.refuse();
    }
  }

  /** Connections that are remembered. */
  get size(): number {
    return this.queues.size;
  }

  /**
   * Resolves when one request may be sent.
   * @throws RateLimitedError when the grant does not come in time, or the process stops: nothing was sent
   */
  async acquire(connectionId: string, priority: CallPriority): Promise<void> {
    const queue = this.queue(connectionId);
    const pausedMs = pausedForMs(queue);
    const isLeft = this.stopped && priority !== 'person';
    if (isLeft || pausedMs > MAX_WAIT_MS[priority]) throw notGranted(pausedMs);
    const granted = this.enqueue(queue, priority);
    void this.serve(queue);
    await granted;
  }

  /** REGOS said "too many": the whole connection pauses, each time longer, at least as long as REGOS asks. */
  pause(connectionId: string, retryAfterMs: number | undefined): void {
    const queue = this.queue(connectionId);
    this.buckets.pause(REGOS_RATE, queue.key, retryAfterMs).then(
      () => this.serve(queue),
      (error: unknown) => refuseAll(queue, error),
    );
  }

  private enqueue(queue: ConnectionQueue, priority: CallPriority): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(deadline);
        queue.waiters.splice(queue.waiters.indexOf(waiter), 1);
      };
      const waiter: Waiter = {
        priority,
        grant: () => {
          leave();
          resolve();
        },
        refuse: (cause) => {
          leave();
          reject(notGranted(pausedForMs(queue), cause));
        },
      };
      const deadline = setTimeout(() => waiter.refuse(), MAX_WAIT_MS[priority]).unref();
      const behind = queue.waiters.findIndex((other) => RANK[other.priority] > RANK[priority]);
      queue.waiters.splice(behind === -1 ? queue.waiters.length : behind, 0, waiter);
    });
  }

  /** One round at a time; never rejects. */
  private async serve(queue: ConnectionQueue): Promise<void> {
    queue.isAgain = true;
    if (queue.isServing) return;
    queue.isServing = true;
    try {
      while (queue.isAgain) {
        queue.isAgain = false;
        await this.giveOut(queue);
      }
    } catch (error) {
      refuseAll(queue, error);
    } finally {
      queue.isServing = false;
    }
  }

  /** Gives out what the bucket has, then sleeps until the first in line can be served. */
  private async giveOut(queue: ConnectionQueue): Promise<void> {
    clearTimeout(queue.timer);
    queue.usedAtMs = performance.now();
    for (let first = queue.waiters[0]; first; first = queue.waiters[0]) {
      const { priority } = first;
      const wanted = queue.waiters.filter((waiter) => waiter.priority === priority).length;
      const granted = await this.buckets.take(REGOS_RATE, queue.key, RESERVE[priority], wanted);
      grant(queue, granted);
      if (granted.granted === wanted) continue;
      clearTimeout(queue.timer);
      queue.timer = setTimeout(() => void this.serve(queue), Math.ceil(granted.waitMs)).unref();
      return;
    }
  }

  private queue(connectionId: string): ConnectionQueue {
    const now = performance.now();
    const known = this.queues.get(connectionId);
    const queue = known ?? aQueue(connectionId, now);
    this.queues.delete(connectionId); // moves it to the end of the map: the start is the longest unused
    this.queues.set(connectionId, queue);
    queue.usedAtMs = now;
    if (!known) this.dropIdle(now);
    return queue;
  }

  private dropIdle(now: number): void {
    for (const [connectionId, queue] of this.queues) {
      if (queue.waiters.length > 0 || now - queue.usedAtMs < IDLE_MS) return;
      this.queues.delete(connectionId);
    }
  }
}

function aQueue(connectionId: string, usedAtMs: number): ConnectionQueue {
  const hash = createHash('sha256').update(connectionId).digest('base64url');
  const key = `regos:turns:${hash}`; // REGOS counts by connection, also while it has no tenant of ours yet
  return {
    key,
    waiters: [],
    usedAtMs,
    timer: undefined,
    pausedUntilMs: 0,
    isServing: false,
    isAgain: false,
  };
}

/**
 * Grants calls to the first in line now, who may have come while the bucket was asked; a pause holds up no caller in
 * vain.
 */
function grant(queue: ConnectionQueue, { granted, pausedMs }: Grant): void {
  queue.pausedUntilMs = performance.now() + pausedMs;
  for (let each = 0; each < granted; each++) queue.waiters[0]?.grant();
  for (const waiter of [...queue.waiters]) if (pausedMs > MAX_WAIT_MS[waiter.priority]) waiter.refuse();
}

function refuseAll(queue: ConnectionQueue, cause: unknown): void {
  for (const waiter of [...queue.waiters]) waiter.refuse(cause);
}

function pausedForMs({ pausedUntilMs }: ConnectionQueue): number {
  return Math.max(0, pausedUntilMs - performance.now());
}

function notGranted(retryAfterMs: number, cause?: unknown): RateLimitedError {
  return new RateLimitedError('no turn at REGOS in time, nothing was sent', {
    retryAfterMs: Math.max(1_000, retryAfterMs),
    cause,
  });
}
