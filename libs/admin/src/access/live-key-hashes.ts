import { setTimeout as sleep } from 'node:timers/promises';

/** Between two readings, whatever is asked. */
const READ_EVERY_MS = 1_000;

/**
 * The hashes of all live keys, read anew when one is asked for that is not among them, at most once a second for all
 * who ask. So a flood of wrong keys costs one query a second, and a right key is known within a second of its making.
 */
export class LiveKeyHashes {
  private hashes: Set<string> = new Set();
  private reading: Promise<ReadonlySet<string>> | undefined;
  /** Monotonic milliseconds. */
  private readAtMs = -Infinity;

  constructor(private readonly read: () => Promise<readonly string[]>) {}

  /**
   * Whether a live key has this hash. One that was revoked lately may still be among them, so its row is read before
   * it is used.
   */
  async has(hash: string): Promise<boolean> {
    if (this.hashes.has(hash)) return true;
    this.reading ??= this.readPaced();
    return (await this.reading).has(hash);
  }

  /** A key that is made here needs no reading to be known here. */
  add(hash: string): void {
    this.hashes.add(hash);
  }

  private async readPaced(): Promise<ReadonlySet<string>> {
    await sleep(Math.max(0, this.readAtMs + READ_EVERY_MS - performance.now()));
    this.readAtMs = performance.now();
    this.reading = undefined; // who asks from now on wants to know of keys that are made from now on
    this.hashes = new Set(await this.read());
    return this.hashes;
  }
}
