import { createHash } from 'node:crypto';
import { RateLimitedError } from '@rto/kernel';
import { MemoryRateBuckets, RateBuckets, type RateLimit, type Turns } from '@rto/kv';
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
 * Longest wait for a turn. A person gives up by then. Orders and background work are jobs and come back later; they wait for
 * some turns all the same, since what they have read is lost then. 60 s are 110 turns, more than a full catalogue takes.
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

interface Lane {
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
 * Turns of one connection (= one shop): never an 8213 of our own making. The bucket is shared by all processes; who
 * of this process goes first is decided here, orders before people before background work. Durations are monotonic:
 * a jump of the wall clock changes nothing.
 */
@Injectable()
export class RegosLimiter implements OnModuleDestroy {
  /** Least recently used first. */
  private readonly lanes = new Map<string, Lane>();
  private stopped = false;
  private readonly buckets: RateBuckets;

  /** @param buckets of all processes; without them this process has its own */
  constructor(@Optional() buckets?: RateBuckets) {
    this.buckets = buckets ?? new MemoryRateBuckets();
  }

  /**
   * Ends the waits of work that others take over, now and from now on. People keep their turn: what they asked for
   * is finished before the process ends, and "the shop does not answer" would not be true.
   */
  onModuleDestroy(): void {
    this.stopped = true;
    for (const { waiters } of this.lanes.values()) {
      for (const waiter of waiters.filter(({ priority }) => priority !== 'person')) waiter.refuse();
    }
  }

  /** Connections that are remembered. */
  get size(): number {
    return this.lanes.size;
  }

  /**
   * Resolves when one request may be sent.
   * @throws RateLimitedError when the turn does not come in time, or the process stops: nothing was sent
   */
  async acquire(connectionId: string, priority: CallPriority): Promise<void> {
    const lane = this.lane(connectionId);
    const pausedMs = pausedForMs(lane);
    const isLeft = this.stopped && priority !== 'person';
    if (isLeft || pausedMs > MAX_WAIT_MS[priority]) throw noTurn(pausedMs);
    const turn = this.enqueue(lane, priority);
    void this.serve(lane);
    await turn;
  }

  /** REGOS said "too many": the whole connection pauses, each time longer, at least as long as REGOS asks. */
  pause(connectionId: string, retryAfterMs: number | undefined): void {
    const lane = this.lane(connectionId);
    this.buckets.pause(REGOS_RATE, lane.key, retryAfterMs).then(
      () => this.serve(lane),
      (error: unknown) => refuseAll(lane, error),
    );
  }

  private enqueue(lane: Lane, priority: CallPriority): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(deadline);
        lane.waiters.splice(lane.waiters.indexOf(waiter), 1);
      };
      const waiter: Waiter = {
        priority,
        grant: () => {
          leave();
          resolve();
        },
        refuse: (cause) => {
          leave();
          reject(noTurn(pausedForMs(lane), cause));
        },
      };
      const deadline = setTimeout(() => waiter.refuse(), MAX_WAIT_MS[priority]).unref();
      const behind = lane.waiters.findIndex((other) => RANK[other.priority] > RANK[priority]);
      lane.waiters.splice(behind === -1 ? lane.waiters.length : behind, 0, waiter);
    });
  }

  /** One round at a time; never rejects. */
  private async serve(lane: Lane): Promise<void> {
    lane.isAgain = true;
    if (lane.isServing) return;
    lane.isServing = true;
    try {
      while (lane.isAgain) {
        lane.isAgain = false;
        await this.giveOut(lane);
      }
    } catch (error) {
      refuseAll(lane, error);
    } finally {
      lane.isServing = false;
    }
  }

  /** Gives out what the bucket has, then sleeps until the first in line can be served. */
  private async giveOut(lane: Lane): Promise<void> {
    clearTimeout(lane.timer);
    lane.usedAtMs = performance.now();
    for (let first = lane.waiters[0]; first; first = lane.waiters[0]) {
      const { priority } = first;
      const wanted = lane.waiters.filter((waiter) => waiter.priority === priority).length;
      const turns = await this.buckets.take(REGOS_RATE, lane.key, RESERVE[priority], wanted);
      grant(lane, turns);
      if (turns.granted === wanted) continue;
      clearTimeout(lane.timer);
      lane.timer = setTimeout(() => void this.serve(lane), Math.ceil(turns.waitMs)).unref();
      return;
    }
  }

  private lane(connectionId: string): Lane {
    const now = performance.now();
    const known = this.lanes.get(connectionId);
    const lane = known ?? aLane(connectionId, now);
    this.lanes.delete(connectionId); // moves it to the end of the map: the start is the longest unused
    this.lanes.set(connectionId, lane);
    lane.usedAtMs = now;
    if (!known) this.dropIdle(now);
    return lane;
  }

  private dropIdle(now: number): void {
    for (const [connectionId, lane] of this.lanes) {
      if (lane.waiters.length > 0 || now - lane.usedAtMs < IDLE_MS) return;
      this.lanes.delete(connectionId);
    }
  }
}

function aLane(connectionId: string, usedAtMs: number): Lane {
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
 * Grants turns to the first in line now, who may have come while the bucket was asked; a pause holds up no caller in
 * vain.
 */
function grant(lane: Lane, { granted, pausedMs }: Turns): void {
  lane.pausedUntilMs = performance.now() + pausedMs;
  for (let turn = 0; turn < granted; turn++) lane.waiters[0]?.grant();
  for (const waiter of [...lane.waiters]) if (pausedMs > MAX_WAIT_MS[waiter.priority]) waiter.refuse();
}

function refuseAll(lane: Lane, cause: unknown): void {
  for (const waiter of [...lane.waiters]) waiter.refuse(cause);
}

function pausedForMs({ pausedUntilMs }: Lane): number {
  return Math.max(0, pausedUntilMs - performance.now());
}

function noTurn(retryAfterMs: number, cause?: unknown): RateLimitedError {
  return new RateLimitedError('no turn at REGOS in time, nothing was sent', {
    retryAfterMs: Math.max(1_000, retryAfterMs),
    cause,
  });
}
