import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { runInThisContext } from 'node:vm';
import type { Arbitrary } from 'fast-check';

/** Cases of a target in a quick run; `npm run test:fuzz` sets FUZZ_CASES, of which each target takes its share. */
const QUICK_CASES = 200;
/** What `unhandledRejection` is told to: jest gives tests a copy of `process` that hears no events. */
const realProcess = runInThisContext('process') as NodeJS.Process;
const collect = runInThisContext('globalThis.gc') as (() => void) | undefined;

interface FuzzLimits {
  /** Megabytes that the heap may grow by after the first tenth, which leaves caches and compiled code. */
  readonly heapLimitMb?: number;
  /** Where input comes from outside while others are served: milliseconds that the event loop may hang, at p99. */
  readonly loopLimitMs?: number;
}

export interface FuzzTarget<Case> extends FuzzLimits {
  readonly name: string;
  /** Part of FUZZ_CASES. */
  readonly share: number;
  readonly cases: Arbitrary<Case>;
  /** Throws when the case is not handled as it should be. */
  readonly check: (input: Case) => void | Promise<void>;
}

/** One line of the report of `npm run test:fuzz`. */
interface FuzzFigures {
  readonly name: string;
  readonly cases: number;
  readonly seconds: number;
  readonly heapMb: number | undefined;
  readonly loopP99Ms?: number | undefined;
  readonly rejections: number;
  readonly seed: number;
}

/**
 * Tries a target with cases by chance. FUZZ_SEED replays a run.
 * @throws Error with the smallest case that fails and its seed; also when the heap grew, a rejection had nobody, or the
 *   event loop hung
 */
export async function fuzz<Case>(target: FuzzTarget<Case>): Promise<void> {
  const { default: fc } = await import('fast-check'); // a tool of tests; the fakes next door are served without it
  const full = process.env['FUZZ_CASES'];
  const numRuns = full === undefined ? QUICK_CASES : Math.ceil(Number(full) * target.share);
  const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const watch = new Watch(numRuns);
  try {
    const property = fc.asyncProperty(target.cases, async (input) => {
      watch.begin();
      await target.check(input);
    });
    await fc.assert(property, { numRuns, seed });
  } finally {
    await watch.stop();
  }
  const { loopP99Ms, ...seen } = watch.figures();
  // of a few cases the slowest two would be the hundredth part: whatever else the machine does would count
  const served = target.loopLimitMs === undefined || full === undefined ? {} : { loopP99Ms };
  const figures = { name: target.name, cases: numRuns, seed, ...seen, ...served };
  if (process.env['FUZZ_REPORT']) appendFileSync(process.env['FUZZ_REPORT'], `${JSON.stringify(figures)}\n`);
  judge(figures, target);
}

function judge(figures: FuzzFigures, { heapLimitMb = 20, loopLimitMs }: FuzzLimits): void {
  const { rejections, heapMb, loopP99Ms } = figures;
  const isSlow = loopLimitMs !== undefined && loopP99Ms !== undefined && loopP99Ms > loopLimitMs;
  if (rejections === 0 && (heapMb ?? 0) <= heapLimitMb && !isSlow) return;
  throw new Error(`limits of ${heapLimitMb} MB, ${loopLimitMs ?? '-'} ms: ${JSON.stringify(figures)}`);
}

/** What goes on in the process while cases are tried. */
class Watch {
  private readonly startedMs = performance.now();
  private readonly loop = monitorEventLoopDelay({ resolution: 5 });
  private readonly onRejection = (): void => void (this.rejections += 1);
  private rejections = 0;
  private tried = 0;
  private heapAtTenth: number | undefined;
  private heapAtEnd: number | undefined;

  constructor(private readonly numRuns: number) {
    this.loop.enable();
    realProcess.on('unhandledRejection', this.onRejection);
  }

  begin(): void {
    this.tried += 1;
    if (this.tried !== Math.ceil(this.numRuns / 10)) return;
    this.heapAtTenth = heapMb();
    this.loop.reset(); // so long, code is compiled
  }

  async stop(): Promise<void> {
    this.loop.disable();
    await new Promise((resolve) => setImmediate(resolve)); // rejections are told of between two turns
    this.heapAtEnd = heapMb();
    realProcess.off('unhandledRejection', this.onRejection);
  }

  figures(): Omit<FuzzFigures, 'name' | 'cases' | 'seed' | 'loopP99Ms'> & {
    readonly loopP99Ms: number | undefined;
  } {
    const { heapAtTenth, heapAtEnd } = this;
    return {
      seconds: (performance.now() - this.startedMs) / 1_000,
      heapMb: heapAtTenth === undefined || heapAtEnd === undefined ? undefined : heapAtEnd - heapAtTenth,
      loopP99Ms: this.loop.count === 0 ? undefined : this.loop.percentile(99) / 1e6,
      rejections: this.rejections,
    };
  }
}

/** In use after a collection; undefined where the process cannot be told to collect (`node --expose-gc`). */
function heapMb(): number | undefined {
  if (!collect) return undefined;
  collect();
  return realProcess.memoryUsage().heapUsed / 2 ** 20;
}
