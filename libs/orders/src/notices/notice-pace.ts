import type { NoticeKind } from './notice';

/**
 * About 30 messages a second leave through one bot, edits included (docs/hosts.md 2). What people tap for is not
 * counted here and needs the rest, so a campaign is far from using it up.
 */
const BOT_PER_SECOND = 25;
const CAMPAIGN_PER_SECOND = 15;
/** About one a second in a chat, 20 a minute in a group (docs/hosts.md 2). */
export const CHAT_GAP_MS = 1_000;
export const GROUP_GAP_MS = 3_000;

/** What left through a bot within the last second. */
export interface Pace {
  readonly order: number;
  readonly campaign: number;
  /** Milliseconds until the oldest of them counts no more. */
  readonly freeInMs: number;
}

/** How many messages of this kind may leave now. */
export function roomFor(kind: NoticeKind, { order, campaign }: Pace): number {
  const left = BOT_PER_SECOND - order - campaign;
  return Math.max(0, kind === 'order' ? left : Math.min(left, CAMPAIGN_PER_SECOND - campaign));
}
