/** Runs the work on one key one after another, in the order of asking; different keys do not wait for each other. */
export class KeyQueue {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const previous = this.last.get(key);
    const run = previous ? previous.then(work, work) : work();
    this.last.set(key, run);
    try {
      return await run;
    } finally {
      if (this.last.get(key) === run) this.last.delete(key);
    }
  }
}
