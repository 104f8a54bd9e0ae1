/** Where BullMQ keeps its tables; it calls this name its default. */
export const QUEUE_SCHEMA = 'bullmq';

export interface QueueRows<Row> {
  rows: Row[];
  rowCount?: number | null;
}

export interface QueueNotification {
  channel: string;
  payload?: string;
}

/**
 * The part of `pg.Pool` that BullMQ uses, which a real pool fits and PGlite is made to fit.
 * @source bullmq 6.7, `dist/esm/postgres/pg-types.d.ts`, read 2026-11-23
 */
export interface QueuePool {
  // BullMQ declares its rows as `any`, so a narrower row type of ours would not be assignable to its pool.
  query<Row>(text: string, params?: readonly unknown[]): Promise<QueueRows<Row>>;
  connect(): Promise<QueueClient>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'connect', listener: (client: QueueClient) => void): this;
  removeAllListeners(event?: string): this;
}

/** One session of the pool, for transactions and LISTEN. */
export interface QueueClient {
  query<Row>(text: string, params?: readonly unknown[]): Promise<QueueRows<Row>>;
  release(destroy?: boolean): void;
  on(event: 'notification', listener: (message: QueueNotification) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
  removeListener(event: 'notification', listener: (message: QueueNotification) => void): this;
  removeAllListeners(event?: string): this;
}
