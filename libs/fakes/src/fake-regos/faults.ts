/** What goes wrong with a call. */
export type FaultKind =
  /** answered after `ms`, committed after `ms` too */
  | { readonly kind: 'slow'; readonly ms: number }
  /** no answer for as long as the caller waits, nothing is done */
  | { readonly kind: 'hangs' }
  /** the connection breaks, nothing was done */
  | { readonly kind: 'lostBefore' }
  /** done, then the connection breaks */
  | { readonly kind: 'lostAfter' }
  /** the connection breaks at once, the work is done after `ms` */
  | { readonly kind: 'lateCommit'; readonly ms: number }
  /** a proxy answers with HTML that repeats the address, nothing was done; 502 unless told */
  | {
      readonly kind: 'httpStatus';
      readonly status?: number;
      /** The header as sent: seconds, or an HTTP date. */
      readonly retryAfter?: string;
    }
  /** done, the answer is cut in the middle */
  | { readonly kind: 'brokenJson' }
  /** done, the answer has no body */
  | { readonly kind: 'emptyBody' }
  /** a business refusal, nothing was done */
  | { readonly kind: 'errorCode'; readonly code: number; readonly description?: string }
  /** 8213 that is not the client's own making */
  | { readonly kind: 'rateLimited' }
  /** no REGOS at all: the connection breaks before a byte was read */
  | { readonly kind: 'down' };

export type Fault = FaultKind & {
  /** `Item/GetExt`, any letter case; absent: every method, and `oauth/token`. */
  readonly method?: string | RegExp;
  readonly connectedIntegrationId?: string;
  /** How many calls it hits; absent: until `clear`. */
  readonly times?: number;
  /** 0 to 1; absent: always. */
  readonly probability?: number;
};

/** The faults in force, oldest first; the first that fits a call hits it. */
export class Faults {
  /** Calls that were hit since the start. */
  hits = 0;
  private active: { readonly fault: Fault; left: number }[] = [];

  /** @param random 0 to 1; tests pass a seeded one */
  constructor(private readonly random: () => number) {}

  add(fault: Fault): void {
    this.active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.active = [];
  }

  /** The fault of this call, counted as used. */
  hit(method: string, connectedIntegrationId: string): Fault | undefined {
    const entry = this.active.find(({ fault }) => {
      const isMine = (fault.connectedIntegrationId ?? connectedIntegrationId) === connectedIntegrationId;
      return isMine && fits(fault.method, method) && this.random() < (fault.probability ?? 1);
    });
    if (entry === undefined) return undefined;
    entry.left -= 1;
    this.hits += 1;
    this.active = this.active.filter(({ left }) => left > 0);
    return entry.fault;
  }
}

function fits(wanted: string | RegExp | undefined, method: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted.toLowerCase() === method.toLowerCase() : wanted.test(method);
}
