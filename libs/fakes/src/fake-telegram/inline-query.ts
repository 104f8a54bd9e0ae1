import type { JsonObject } from './wire';

/** What somebody types behind a bot's name in a chat, and what the bot offers them. */
export interface InlineQuery {
  readonly id: string;
  readonly query: string;
  readonly askedAt: Date;
  answer: InlineAnswer | undefined;
}

export interface InlineAnswer {
  readonly results: readonly JsonObject[];
  readonly nextOffset: string;
  readonly cacheTimeSec: number;
  readonly isPersonal: boolean;
  /** The button above the results, which leads into the bot. */
  readonly button: JsonObject | undefined;
}
