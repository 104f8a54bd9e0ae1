import type { Bot } from '../bot';
import type { Params } from '../params';
import type { World } from '../world';

export interface ApiCall {
  readonly method: string;
  readonly bot: Bot;
  readonly world: World;
  readonly params: Params;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
}

export interface ApiMethod {
  /** Every parameter the real method has; others are recorded as violations. */
  readonly params: readonly string[];
  /** @returns the `result` of the answer @throws ApiError for a refusal */
  run(call: ApiCall): unknown;
}

export type ApiMethods = Readonly<Record<string, ApiMethod>>;
