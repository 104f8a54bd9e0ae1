import type { Clock } from '@rto/kernel';
import type { FileStore } from './file-store';
import type { SendLimits } from './send-limits';

/** What all bots of one fake share. */
export interface World {
  readonly clock: Clock;
  readonly files: FileStore;
  readonly limits: SendLimits;
  readonly options: WorldOptions;
  /** Methods that an older Bot API server does not know; by their exact names. */
  readonly missingMethods: ReadonlySet<string>;
  /** Whether the privacy settings of this person let others link to them by their id. */
  isLinkable(personId: number): boolean;
  /** Records what the real server would let pass but a right client never sends. */
  violation(method: string, problem: string): void;
  changed(botToken: string, chatId: number): void;
}

export interface WorldOptions {
  /** A callback query can be answered this long after the tap; 15 000 ms. */
  readonly callbackTtlMs: number;
  /** Stands for one second in webhook retries; 1000 ms. */
  readonly webhookRetryUnitMs: number;
}
