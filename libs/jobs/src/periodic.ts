import { traced } from '@rto/kernel';

/**
 * Work that one process repeats by itself, for what must go on while the queue is away. Its owner starts it and
 * awaits its stop; rounds never overlap. Each is a trace of its own.
 */
export class Periodic {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  /**
   * @param pauseMs between the end of a round and the next
   * @param failed hears of a round that threw; the next one comes all the same
   */
  constructor(
    private readonly pauseMs: number,
    private readonly work: () => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @param delayMs before the first round */
  start(delayMs = 0): void {
    this.schedule(delayMs);
  }

  /** Resolves when the round that is running has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = traced({}, this.work)
        .catch(this.failed)
        .finally(() => this.schedule(this.pauseMs));
    }, delayMs).unref();
  }
}
