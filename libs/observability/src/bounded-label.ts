/** What a label says when it would be one value too many, or one that it may not be. */
export const OTHER = 'other';

/**
 * The values of a label. Each makes a series that Prometheus keeps for good, so a name that comes from outside must
 * not become one: only values of the right form are let in, and only so many.
 */
export class BoundedLabel {
  private readonly values: Set<string>;

  /** @param known values that have a place in any case */
  constructor(
    private readonly form: RegExp,
    private readonly max: number,
    known: readonly string[] = [],
  ) {
    this.values = new Set(known);
  }

  of(value: string): string {
    if (this.values.has(value)) return value;
    if (this.values.size >= this.max || !this.form.test(value)) return OTHER;
    this.values.add(value);
    return value;
  }
}
