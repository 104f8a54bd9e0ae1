/** How one value stands in the data of a button. */
export interface Part<Value> {
  write(value: Value): string;
  /** Takes the words it needs from the front. @returns undefined for what `write` never makes */
  read(words: string[]): Value | undefined;
}

type Parts = Readonly<Record<string, Part<unknown>>>;

/** An action: its name in the data of a button, and its values in the order they are written behind it. */
export interface ActionRow<Given extends Parts = Parts> {
  readonly name: string;
  readonly parts: Given;
}

/** The actions of one feature by their types; it stands beside the screens whose buttons they are. */
export type ActionTable = Readonly<Record<string, ActionRow>>;

/** @param name never used again for another action: old buttons stay in chats for years */
export function row(name: string): ActionRow<Readonly<Record<never, never>>>;
export function row<Given extends Parts>(name: string, parts: Given): ActionRow<Given>;
export function row(name: string, parts: Parts = {}): ActionRow {
  return { name, parts };
}

/** Every table there is: each file with one adds its own (`declare module './action'`). */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled where the tables are
export interface ActionTables {}

type ValueOf<Given> = Given extends Part<infer Value> ? Value : never;

/** The actions of a table, each with its type and its values. */
export type ActionOf<Table> = Table extends ActionTable
  ? {
      [Type in keyof Table]: {
        readonly [Name in 'type' | keyof Table[Type]['parts']]: Name extends 'type'
          ? Type
          : ValueOf<Table[Type]['parts'][Name]>;
      };
    }[keyof Table]
  : never;

/** What a button does. Ids and numbers only: everything else is read again when it is tapped. */
export type Action = ActionOf<ActionTables[keyof ActionTables]>;
