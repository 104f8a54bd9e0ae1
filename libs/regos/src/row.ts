/** More than any amount has, floats with all their digits included. */
const DECIMAL = /^[-+]?\d{1,20}(?:\.\d{0,30})?(?:e[-+]?\d{1,2})?$/i;
/** As a float too, `12.000`, which some decimals of REGOS come as; never `0x10` or `1e3`. */
const INTEGER = /^-?\d{1,16}(?:\.0*)?$/;

/**
 * Tolerant reading of what REGOS sends: any member may be null, absent, or a number where text was documented
 * and the other way round (docs/regos.md 7). What cannot be read is undefined.
 */
export class Row {
  private readonly members: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    this.members = typeof value === 'object' && value !== null ? { ...value } : {};
  }

  /** The member as it came; undefined for null. */
  raw(name: string): unknown {
    return this.members[name] ?? undefined;
  }

  /** Trimmed; undefined when empty. */
  text(name: string): string | undefined {
    const value = this.raw(name);
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    return String(value).trim() || undefined;
  }

  /** The texts of a list; one text is a list of one. */
  texts(name: string): string[] {
    const value = this.raw(name);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.flatMap((text) => new Row({ text }).text('text') ?? []);
  }

  /** Ids are numbers, or digits as text (docs/regos.md 21.8). */
  integer(name: string): number | undefined {
    return wholeNumber(this.text(name));
  }

  /** An id of another row; REGOS writes 0 for none. */
  reference(name: string): number | undefined {
    return this.integer(name) || undefined;
  }

  /**
   * Decimal text, of a size that can be written out: a hundred million zeros behind `1e-100000000` would fill the
   * memory. Exact to 15 significant digits, one more than REGOS's largest amount has (docs/regos.md 7).
   */
  decimal(name: string): string | undefined {
    const text = this.text(name);
    return text !== undefined && DECIMAL.test(text) ? text : undefined;
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(String(this.raw(name)).toLowerCase());
  }

  row(name: string): Row {
    return new Row(this.raw(name));
  }

  rows(name: string): Row[] {
    return rowsOf(this.raw(name));
  }
}

/** The ids of a list of ids; what is none is left out. */
export function idsOf(value: unknown): number[] {
  return Array.isArray(value) ? value.flatMap((id: unknown) => new Row({ id }).reference('id') ?? []) : [];
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || !INTEGER.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** The rows of a list; what is no list has none. */
export function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? value.map((element) => new Row(element)) : [];
}
