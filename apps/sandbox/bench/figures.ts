type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** Prints one line a figure: name, value, unit, goal, and whether it is held. */
export class Figures {
  /** How many figures miss their goal. */
  missed = 0;
  private readonly rows: string[] = [];

  add(name: string, value: number, unit: string, goal?: Goal): void {
    const verdict = goal === undefined ? '' : holds(value, goal) ? 'ok' : 'over';
    if (verdict === 'over') this.missed += 1;
    const columns = [
      name.padEnd(64),
      rounded(value).padStart(8),
      unit.padEnd(12),
      words(goal).padEnd(9),
      verdict,
    ];
    console.log(columns.join('  ').trimEnd());
    this.rows.push(`| ${[name, `${rounded(value)} ${unit}`.trim(), words(goal)].join(' | ')} |`);
  }

  /** Everything again, as docs/benchmarks.md shows it. */
  printTable(): void {
    console.log(['', '| figure | value | goal |', '| --- | --- | --- |', ...this.rows].join('\n'));
  }

  /** p50, p95 and p99 of durations in milliseconds. @param p95AtMost goal of the p95, in milliseconds */
  addPercentiles(name: string, durationsMs: readonly number[], p95AtMost: number): void {
    this.add(`${name}, p50 of ${durationsMs.length}`, median(durationsMs), 'ms');
    this.add(`${name}, p95`, percentile(durationsMs, 95), 'ms', { atMost: p95AtMost });
    this.add(`${name}, p99`, percentile(durationsMs, 99), 'ms');
  }

  remark(text: string): void {
    console.log(`# ${text}`);
  }
}

/** @throws RangeError for no values */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank. @throws RangeError for no values */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(Math.ceil((sorted.length * percent) / 100) - 1, 0)];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

function holds(value: number, goal: Goal): boolean {
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

function words(goal: Goal | undefined): string {
  if (goal === undefined) return '';
  return 'atMost' in goal ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
}

/** Three digits that mean something are enough for any of these figures. */
function rounded(value: number): string {
  if (Number.isInteger(value) || value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
