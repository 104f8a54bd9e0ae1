import type { TenantId } from '@rto/kernel';

/** Enough for a busy shop, an eighth of what a process does. */
const MOST = 32;
/** Left to a shop in any case: while one answer waits for Telegram or REGOS, others are worked on. */
const LEAST = 4;
/** How often the share is halved until that is left. */
const HALVINGS = Math.log2(MOST / LEAST);
/** A crowd rests after each update from then on, twice as long after each further look at a busy loop. */
const FIRST_REST_MS = 5;
/** Even then a crowd is served about twenty times a second. */
const LONGEST_REST_MS = 160;
const MAX_STRAIN = HALVINGS + 1 + Math.log2(LONGEST_REST_MS / FIRST_REST_MS);
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
 * How many updates of one tenant are worked on at once, and how long a crowd rests after each: less and longer while
 * several tenants have to do with a busy event loop. All that one does comes between any two steps of another one; a
 * tenant that waits for a slow Telegram leaves the loop idle, and may wait for as many answers as it likes.
 */
export class TenantShare {
  private strain = 0;
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

  /** Updates of one tenant that are worked on at once. */
  get slots(): number {
    this.look();
    return Math.max(LEAST, MOST >> this.strain);
  }

  /** Milliseconds that a slot stays empty after an update of a tenant before whose bot a crowd waits. */
  get restMs(): number {
    this.look();
    return this.strain <= HALVINGS ? 0 : FIRST_REST_MS * 2 ** (this.strain - HALVINGS - 1);
  }

  /** A step after each while: it stays where the loop has time left. */
  private look(): void {
    const now = this.loopTime();
    const passedMs = passed(now) - passed(this.looked);
    if (passedMs < LOOK_MS) return;
    const isBusy = now.active - this.looked.active > BUSY * passedMs;
    const isShared = passed(now) - this.otherAtMs <= TOGETHER_MS;
    this.looked = now;
    this.strain = isBusy && isShared ? Math.min(MAX_STRAIN, this.strain + 1) : Math.max(0, this.strain - 1);
  }
}

function passed({ active, idle }: LoopTime): number {
  return active + idle;
}
