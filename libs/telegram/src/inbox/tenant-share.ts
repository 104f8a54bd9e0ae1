import type { TenantId } from '@rto/kernel';
import { EvenTurns } from './even-turns';

/** Enough for a busy shop, an eighth of what a process does. */
const MOST = 32;
/** Left to a shop in any case: while one answer waits for Telegram or REGOS, others are worked on. */
const LEAST = 4;
/** How often the share is halved until that is left. */
const HALVINGS = Math.log2(MOST / LEAST);
/** Updates of a tenant that begin without a wait, however many others there are. */
const AT_ONCE = 20;
/** Of the loop's time; so much a crowd may take while other tenants have to do with it. */
const CROWD_LOAD = 0.1;
/** Between two updates of a crowd at most: a shop with twenty taps a second is never held up. */
const LONGEST_APART_MS = 50;
/** Between two calls of a crowd; each costs about a millisecond, with an answer 503 as well. */
const RECEIPT_APART_MS = 25;
/** Of Telegram to a bot, `max_connections`. */
const CONNECTIONS = 40;
/** Of what the last looks found, what stays with each further one. */
const MEMORY = 0.9;
/** Between two looks at the event loop. */
const LOOK_MS = 50;
/** Of that time; above it whoever is next waits about as long for others as for the own work. */
const BUSY = 0.5;
/** How long a shop is reckoned with after its last update. */
const TOGETHER_MS = 1_000;

interface LoopTime {
  readonly active: number;
  readonly idle: number;
}

/**
 * How many updates of one tenant are worked on at once: fewer while several tenants have to do with a busy event loop. All
 * that one does comes between any two steps of another one; a tenant that waits for a slow Telegram leaves the loop idle,
 * and may wait for as many answers as it likes. A crowd begins evenly while others are there, so that it takes about a
 * tenth of the loop from them.
 */
export class TenantShare {
  private strain = 0;
  private looked: LoopTime;
  private latest: TenantId | undefined;
  /** When another tenant than the latest one came last; in the loop's own time. */
  private otherAtMs = -Infinity;
  private readonly recent = { activeMs: 0, updates: 0 };
  private readonly updates = new EvenTurns(AT_ONCE);
  private readonly receipts = new EvenTurns(AT_ONCE);

  /** @param loopTime of this process so far, in milliseconds */
  constructor(private readonly loopTime: () => LoopTime = () => performance.eventLoopUtilization()) {
    this.looked = loopTime();
  }

  /** An update of the tenant is to be worked on. */
  came(tenantId: TenantId): void {
    if (this.latest !== undefined && this.latest !== tenantId) this.otherAtMs = passed(this.loopTime());
    this.latest = tenantId;
    this.recent.updates += 1;
  }

  /** Updates of one tenant that are worked on at once. */
  get slots(): number {
    this.look();
    return Math.max(LEAST, MOST >> this.strain);
  }

  /** Milliseconds that one more update of the tenant waits before it may begin. */
  updateWaitMs(tenantId: TenantId): number {
    this.look();
    const costMs = this.recent.activeMs / Math.max(1, this.recent.updates);
    return this.wait(this.updates, tenantId, Math.min(LONGEST_APART_MS, costMs / CROWD_LOAD)) ?? 0;
  }

  /**
   * Milliseconds that one more call of Telegram for the tenant waits before it is read; undefined when as many as it
   * has connections wait already.
   */
  receiptWaitMs(tenantId: TenantId): number | undefined {
    return this.wait(this.receipts, tenantId, RECEIPT_APART_MS, RECEIPT_APART_MS * CONNECTIONS);
  }

  private wait(turns: EvenTurns, tenantId: TenantId, apartMs: number, withinMs?: number): number | undefined {
    const nowMs = passed(this.loopTime());
    if (this.isShared(nowMs)) return turns.take(tenantId, nowMs, apartMs, withinMs);
    turns.forget(tenantId);
    return 0;
  }

  /** A step after each while: it stays where the loop has time left. */
  private look(): void {
    const now = this.loopTime();
    const passedMs = passed(now) - passed(this.looked);
    if (passedMs < LOOK_MS) return;
    const isBusy = now.active - this.looked.active > BUSY * passedMs;
    this.recent.activeMs = (this.recent.activeMs + now.active - this.looked.active) * MEMORY;
    this.recent.updates *= MEMORY;
    this.looked = now;
    const isStrained = isBusy && this.isShared(passed(now));
    this.strain = isStrained ? Math.min(HALVINGS, this.strain + 1) : Math.max(0, this.strain - 1);
  }

  private isShared(nowMs: number): boolean {
    return nowMs - this.otherAtMs <= TOGETHER_MS;
  }
}

function passed({ active, idle }: LoopTime): number {
  return active + idle;
}
