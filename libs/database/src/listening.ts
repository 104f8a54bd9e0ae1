/** Told what happens on a channel of the database. */
export interface ChannelEvents {
  /** From now on everything is heard; what was said before may have been missed. */
  live(): void;
  /** The transaction that said so is committed. */
  heard(payload: string): void;
  /** Nothing is heard until it is `live` again. */
  lost(reason: string): void;
}

/** Listens until it is closed; comes back by itself when the connection is lost. */
export interface Listening {
  close(): Promise<void>;
}
