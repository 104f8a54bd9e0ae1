import type { Action, ActionRow, ActionTable } from '@rto/screens';

/** Telegram's limit, in bytes. */
export const MAX_CALLBACK_BYTES = 64;

/** Before the data of buttons whose message stays as it is. */
const BELOW = '+';

/**
 * Both directions of the data of buttons. It is a client's word: whatever comes back is checked part by part, and ids
 * are re-read under the tenant by whoever acts on them. The first word names the action; words are separated by colons.
 */
export class CallbackCodec {
  private readonly rows: ReadonlyMap<string, ActionRow>;
  private readonly types: ReadonlyMap<string, string>;

  /** @throws Error when two actions have one name */
  constructor(tables: readonly ActionTable[]) {
    const entries = tables.flatMap((table) => Object.entries(table));
    this.rows = new Map(entries);
    this.types = new Map(entries.map(([type, { name }]) => [name, type]));
    if (this.types.size < entries.length) throw new Error('two actions have one name in the data of buttons');
  }

  /** @param isBelow what the button opens is shown below the message, which keeps its words */
  encode(action: Action, { isBelow = false } = {}): string {
    const row = this.rows.get(action.type);
    if (!row) throw new Error(`no flow has the action ${action.type}`);
    const values: Readonly<Record<string, unknown>> = action;
    const words = Object.entries(row.parts).map(([name, part]) => part.write(values[name]));
    return `${isBelow ? BELOW : ''}${[row.name, ...words].join(':')}`;
  }

  isBelow(data: string): boolean {
    return data.startsWith(BELOW);
  }

  /** The action of callback data; undefined when this version of the bot never made such data. */
  decode(data: string): Action | undefined {
    if (Buffer.byteLength(data) > MAX_CALLBACK_BYTES) return undefined;
    const bare = this.isBelow(data) ? data.slice(BELOW.length) : data;
    const [name = '', ...words] = bare.split(':');
    const type = this.types.get(name);
    const row = type === undefined ? undefined : this.rows.get(type);
    if (!row) return undefined;
    const values: Record<string, unknown> = { type };
    for (const [of, part] of Object.entries(row.parts)) {
      values[of] = part.read(words);
      if (values[of] === undefined) return undefined;
    }
    const action = values as Action;
    // a round trip refuses whatever no part has looked at
    return this.encode(action) === bare ? action : undefined;
  }
}
