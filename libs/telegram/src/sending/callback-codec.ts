import type { Action, ActionRow, ActionTable } from '@rto/screens';

/** Telegram's limit, in bytes. */
export const MAX_CALLBACK_BYTES = 64;

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

  encode(action: Action): string {
    const row = this.rows.get(action.type);
    if (!row) throw new Error(`no flow has the action ${action.type}`);
    const values: Readonly<Record<string, unknown>> = action;
    return [row.name, ...Object.entries(row.parts).map(([name, part]) => part.write(values[name]))].join(':');
  }

  /** The action of callback data; undefined when this version of the bot never made such data. */
  decode(data: string): Action | undefined {
    if (Buffer.byteLength(data) > MAX_CALLBACK_BYTES) return undefined;
    const [name = '', ...words] = data.split(':');
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
    return this.encode(action) === data ? action : undefined;
  }
}
