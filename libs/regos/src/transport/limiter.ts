import { RateLimitedError } from '@rto/kernel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { CallPriority } from '../model';
import { TokenBucket } from './token-bucket';

/** First served first; within a priority by arrival. */
const RANK: Readonly<Record<CallPriority, number>> = { order: 0, person: 1, background: 2 };

/** Tokens that background work leaves for people who wait: a whole first order twice over. */
const RESERVE: Readonly<Record<CallPriority, number>> = { order: 0, person: 0, background: 10 };

/**
 * Longest wait for a turn. A person gives up by then; an order's worker must stay well within its lease; 60 s
 * are 110 turns, more than a full catalogue takes.
 */
const MAX_WAIT_MS: Readonly<Record<CallPriority, number>> = {
  order: 10_000,
  person: 8_000,
  background: 60_000,
};

/** A bucket that nobody used for so long is full and unpaused: a new one is the same. */
const IDLE_MS = 60_000;

interface Waiter {
  readonly priority: CallPriority;
  readonly grant: () => void;
  readonly refuse: () => void;
}

interface Lane {
  readonly bucket: TokenBucket;
  readonly waiters: Waiter[];
  usedAtMs: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Turns of one connection (= one shop) in this process: never an 8213 of our own making, orders before people
 * before background work. Durations are monotonic: a jump of the wall clock changes nothing.
 */
@Injectable()
export class RegosLimiter implements OnModuleDestroy {
  /** Least recently used first. */
  private readonly lanes = new Map<string, Lane>();
  private stopped = false;

  /** Ends every wait, now and from now on. */
  onModuleDestroy(): void {
    this.stopped = true;
    for (const { timer, waiters } of this.lanes.values()) {
      clearTimeout(timer);
      for (const waiter of [...waiters]) waiter.refuse();
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
    const pausedMs = lane.bucket.pausedForMs(performance.now());
    if (this.stopped || pausedMs > MAX_WAIT_MS[priority]) throw noTurn(pausedMs);
    const turn = this.enqueue(lane, priority);
    this.serve(lane);
    await turn;
  }

  /** REGOS said "too many": the whole connection pauses, each time longer, at least as long as REGOS asks. */
  pause(connectionId: string, retryAfterMs: number | undefined): void {
    const lane = this.lane(connectionId);
    lane.bucket.pause(performance.now(), retryAfterMs);
    this.serve(lane);
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
        refuse: () => {
          leave();
          reject(noTurn(lane.bucket.pausedForMs(performance.now())));
        },
      };
      const deadline = setTimeout(waiter.refuse, MAX_WAIT_MS[priority]).unref();
      const behind = lane.waiters.findIndex((other) => RANK[other.priority] > RANK[priority]);
      lane.waiters.splice(behind === -1 ? lane.waiters.length : behind, 0, waiter);
    });
  }

  /** Gives out what the bucket has, then sleeps until the first in line can be served. */
  private serve(lane: Lane): void {
    clearTimeout(lane.timer);
    const now = performance.now();
    lane.usedAtMs = now;
    for (let first = lane.waiters[0]; first; first = lane.waiters[0]) {
      if (!lane.bucket.take(now, RESERVE[first.priority])) {
        const waitMs = lane.bucket.waitMs(now, RESERVE[first.priority]);
        lane.timer = setTimeout(() => this.serve(lane), Math.ceil(waitMs)).unref();
        return;
      }
      first.grant();
    }
  }

  private lane(connectionId: string): Lane {
    const now = performance.now();
    const known = this.lanes.get(connectionId);
    const lane = known ?? { bucket: new TokenBucket(now), waiters: [], usedAtMs: now, timer: undefined };
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

function noTurn(retryAfterMs: number): RateLimitedError {
  return new RateLimitedError('no turn at REGOS in time, nothing was sent', {
    retryAfterMs: Math.max(1_000, retryAfterMs),
  });
}
