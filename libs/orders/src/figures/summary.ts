import type { Unit } from '@rto/kernel';
import type { CancelledBy } from './day-figures';

interface Sum {
  /** Decimal text. */
  readonly amount: string;
  readonly currency: string;
}

/** How a day of a shop was, as it stands in the message that tells it; nothing in it leads to a person. */
export interface Summary {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly orders: number;
  readonly sums: readonly Sum[];
  readonly cancelled: readonly { readonly by: CancelledBy; readonly times: number }[];
  readonly refused: number;
  readonly newBuyers: number;
  readonly top: readonly { readonly name: string; readonly quantity: string; readonly unit: Unit }[];
  readonly misses: readonly { readonly query: string; readonly times: number }[];
  /** The same weekday of the week before. */
  readonly before: { readonly orders: number; readonly sums: readonly Sum[] };
}
