/** Where and how often a fault strikes. A field left out matches everything. */
interface FaultScope {
  /** A method's name. Left out: every method but getUpdates (`down` takes that too). */
  readonly method?: string;
  readonly botToken?: string;
  readonly chatId?: number;
  /** Calls it strikes; left out: until `clear()` or `remove()`. */
  readonly times?: number;
}

export type TelegramFault = FaultScope &
  (
    | { readonly kind: 'slow'; readonly ms: number }
    /** The connection dies and nothing happened. */
    | { readonly kind: 'lostBefore' }
    /** It happened, then the connection dies. */
    | { readonly kind: 'lostAfter' }
    /** An answer other than 200; with 429 `retryAfterSec` matters. */
    | {
        readonly kind: 'status';
        readonly status: number;
        readonly retryAfterSec?: number;
        readonly description?: string;
      }
    /** Every connection dies at once, waiting polls included. */
    | { readonly kind: 'down' }
  );

interface ActiveFault {
  readonly fault: TelegramFault;
  left: number;
}

export class TelegramFaults {
  private active: ActiveFault[] = [];

  constructor(private readonly cutConnections: () => void) {}

  /** @returns a function that ends this fault */
  add(fault: TelegramFault): () => void {
    const entry = { fault, left: fault.times ?? Infinity };
    this.active.push(entry);
    if (fault.kind === 'down') this.cutConnections();
    return () => {
      this.active = this.active.filter((other) => other !== entry);
    };
  }

  clear(): void {
    this.active = [];
  }

  /** The faults that strike this call; each is counted. */
  strike(method: string, botToken: string, chatId: number | undefined): TelegramFault[] {
    const struck = this.active.filter(({ fault }) => matches(fault, method, botToken, chatId));
    for (const entry of struck) entry.left -= 1;
    this.active = this.active.filter((entry) => entry.left > 0);
    return struck.map((entry) => entry.fault);
  }
}

function matches(
  fault: TelegramFault,
  method: string,
  botToken: string,
  chatId: number | undefined,
): boolean {
  const methodFits =
    fault.method === undefined
      ? fault.kind === 'down' || method !== 'getUpdates'
      : fault.method.toLowerCase() === method.toLowerCase();
  return (
    methodFits &&
    (fault.botToken === undefined || fault.botToken === botToken) &&
    (fault.chatId === undefined || fault.chatId === chatId)
  );
}
