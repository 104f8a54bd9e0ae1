/** A key as it has to be found after a restart. */
export interface DurableEntry {
  readonly key: string;
  /** The value's JSON text; undefined when the key was deleted. */
  readonly json: string | undefined;
  readonly expiresAt: Date;
}

/** Where the memory store keeps what must survive a restart: the database, when there is no Redis. */
export interface DurableEntries {
  /** What was saved and has neither been deleted nor expired, soonest to expire first. */
  load(): Promise<DurableEntry[]>;

  /** Makes the entries durable, at most one a key. Repeating a call is harmless. */
  save(entries: readonly DurableEntry[]): Promise<void>;
}
