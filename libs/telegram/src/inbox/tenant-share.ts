import type { TenantId } from '@rto/kernel';

/** Enough for a busy shop, an eighth of what a process does. */
const MOST = 32;
/** Left to a shop in any case: while one answer waits for Telegram or REGOS, others are worked on. */
const LEAST = 4;
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
 * How many updates of one tenant are worked on at once: fewer while several tenants have to do with a busy event
 * loop. All that one does comes between any two steps of another one; a tenant that waits for a slow Telegram leaves
 * the loop idle, and may wait for as many answers as it likes.
 */
export class TenantShare {
  private share = MOST;
  private looked: LoopTime;
  private latest: TenantId | undefined;
  /** When another tenant than the latest one came last; in the loop's own time. */
  private otherAtMs = -Infinity;

  /** @param loopTime of this process so far, in milliseconds */
  constructor(private readonly loopTime: () => LoopTime = () => performance.eventLoopUtilization()) {
    this.looked = loopTime();
  }

  /** An update of the tenant is to be worked on. */
  came(tenantId: TenantId): void {
    if (this.latest !== undefined && this.latest !== tenantId) this.otherAtMs = passed(this.loopTime());
    this.latest = tenantId;
  }

  /** Halved after each busy while, one more after any other: it settles where the loop has time left. */
  get slots(): number {
    const now = this.loopTime();
    const passedMs = passed(now) - passed(this.looked);
    if (passedMs < LOOK_MS) return this.share;
    const isBusy = now.active - this.looked.active > BUSY * passedMs;
    const isShared = passed(now) - this.otherAtMs <= TOGETHER_MS;
    this.looked = now;
    this.share = isBusy && isShared ? Math.max(LEAST, this.share >> 1) : Math.min(MOST, this.share + 1);
    return this.share;
  }
}

function passed({ active, idle }: LoopTime): number {
  return active + idle;
}
