interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that come while one is running share the next one, so that many small statements become few. */
export class GroupedCalls<Item, Result> {
  private readonly waiting: Waiting<Item, Result>[] = [];
  private isRunning = false;

  /**
   * @param run gives a result for each item, in their order
   * @param maxItems of one run
   * @param isAboutOne whether a failure may be the fault of one item: then each is tried by itself
   */
  constructor(
    private readonly run: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly maxItems: number,
    private readonly isAboutOne: (error: unknown) => boolean = () => false,
  ) {}

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isRunning) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.isRunning = true;
    await Promise.resolve(); // what is added at the same moment shares the first run
    while (this.waiting.length > 0) await this.callGroup(this.waiting.splice(0, this.maxItems));
    this.isRunning = false;
  }

  private async callGroup(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.run(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (group.length > 1 && this.isAboutOne(error)) {
        for (const one of group) await this.callGroup([one]);
      } else {
        for (const { reject } of group) reject(error);
      }
    }
  }
}
