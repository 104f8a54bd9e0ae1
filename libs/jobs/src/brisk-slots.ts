/** Work that takes longer than this, in milliseconds, waits for somebody else. */
const MOMENT_MS = 1_000;

/**
 * The slots of a worker, for work that takes something of this process. What lasts longer than a moment waits for
 * another server: it gives its slot back and goes on beside, so that many that hang hold up nobody. First come, first
 * served.
 */
export class BriskSlots {
  private readonly waiting: ((isOpen: boolean) => void)[] = [];
  private taken = 0;
  private isClosed = false;

  constructor(private readonly slots: number) {}

  /** @returns whether the work was done: not, when the worker closed before its turn came */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (!(await this.slot())) return false;
    let isHeld = true;
    const giveBack = (): void => {
      if (isHeld) this.free();
      isHeld = false;
    };
    const timer = setTimeout(giveBack, MOMENT_MS).unref();
    try {
      await work();
      return true;
    } finally {
      clearTimeout(timer);
      giveBack();
    }
  }

  /** Ends the waits, now and from now on. What runs goes on. */
  close(): void {
    this.isClosed = true;
    for (const begin of this.waiting.splice(0)) begin(false);
  }

  private async slot(): Promise<boolean> {
    if (this.isClosed) return false;
    if (this.taken < this.slots) {
      this.taken += 1;
      return true;
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private free(): void {
    const next = this.waiting.shift();
    if (next) next(true);
    else this.taken -= 1;
  }
}
