import type { NoticeKind } from './notice';

/** About 30 messages a second leave through one bot, edits included (docs/hosts.md 2). */
const BOT_PER_SECOND = 30;
/** Leaves what people tap for its room. */
const ORDERS_PER_SECOND = 25;
/** What is about orders always finds the rest of it free, and so do the first answers of a crowd that comes at once. */
const CAMPAIGN_PER_SECOND = 25;
/** A shop whose people tap all the time gets its campaign through all the same. */
const LEAST_OF_CAMPAIGN = 2;
/** About one a second in a chat, 20 a minute in a group (docs/hosts.md 2). */
export const CHAT_GAP_MS = 1_000;
export const GROUP_GAP_MS = 3_000;

/** What left through a bot within the last second. */
export interface Pace {
  readonly order: number;
  readonly campaign: number;
  /** What people did: each gets an answer, which no campaign may delay. */
  readonly answers: number;
  /** Milliseconds until the oldest of them counts no more. */
  readonly freeInMs: number;
}

/** How many messages of this kind may leave now. */
export function roomFor(kind: NoticeKind, { order, campaign, answers }: Pace): number {
  const left = BOT_PER_SECOND - order - campaign;
  if (kind === 'order') return Math.max(0, Math.min(left, ORDERS_PER_SECOND - order));
  const ofCampaign = Math.min(left - answers, CAMPAIGN_PER_SECOND - campaign);
  return Math.max(0, ofCampaign, Math.min(left, LEAST_OF_CAMPAIGN - campaign));
}
