/** Refusals that a person can meet: the page has words for each in its own languages. */
export type RefusalCode =
  | 'buttonGone'
  | 'noMove'
  | 'notCounted'
  | 'nothingCounted'
  | 'noReceipt'
  | 'gone'
  | 'tooLong'
  | 'badNumber'
  | 'wordsOnly';

/** An action that cannot be done. Without a code it is a mistake of the page's, told as it is. */
export class ActionRefused extends Error {
  /** @param details what the words of the code name, an order say */
  constructor(
    message: string,
    readonly code?: RefusalCode,
    readonly details: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The body of an action, read member by member: it comes from outside. */
export class ActionBody {
  private constructor(private readonly members: ReadonlyMap<string, unknown>) {}

  /** @throws ActionRefused when it is not a JSON object */
  static parse(json: string): ActionBody {
    const value = parseJson(json);
    if (typeof value !== 'object' || value === null)
      throw new ActionRefused('The body is not a JSON object.');
    return new ActionBody(new Map(Object.entries(value)));
  }

  has(name: string): boolean {
    return this.members.has(name);
  }

  text(name: string): string {
    const value = this.members.get(name);
    if (typeof value !== 'string') throw new ActionRefused(`“${name}” has to be a text.`);
    return value;
  }

  number(name: string): number {
    const value = this.members.get(name);
    if (typeof value !== 'number') throw new ActionRefused(`“${name}” has to be a number.`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.members.get(name);
    if (typeof value !== 'boolean') throw new ActionRefused(`“${name}” has to be true or false.`);
    return value;
  }

  /** A decimal that is zero or more, as text: `18500`, `0.5`. */
  decimal(name: string): string {
    const value = this.text(name);
    if (!/^\d{1,11}(\.\d{1,3})?$/.test(value))
      throw new ActionRefused(`“${name}” has to be a number like 18500.`, 'badNumber');
    return value;
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ActionRefused('The body is not JSON.', undefined, [], { cause: error });
  }
}
