import type { OrderId } from '@rto/kernel';
import type { Order } from '../order';

/**
 * What a power cut must not take away: PostgreSQL keeps it itself, the embedded database does not force its writes to
 * the disk (ADR 20).
 */
export abstract class OrderJournal {
  /**
   * Resolves when not even a power cut can lose the order: before its buyer is shown a number. Safe to repeat.
   * @throws RetryableError when that is not certain
   */
  abstract keep(order: Pick<Order, 'id'>): Promise<void>;

  /** The order is over without REGOS: it must not come back. */
  abstract forget(orderId: OrderId): Promise<void>;

  abstract close(): Promise<void>;
}

/** Where the database itself forces each commit to the disk. */
export class NoOrderJournal extends OrderJournal {
  keep(): Promise<void> {
    return Promise.resolve();
  }

  forget(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
