import type { ChatId } from '@rto/kernel';

/**
 * `draft` its owner writes it; `scheduled` it waits for its time; `running` it is sent, or waits for the morning;
 * `paused` its owner may continue it; `stopped` for good; `done` everybody was written to.
 */
export const CAMPAIGN_STATES = ['draft', 'scheduled', 'running', 'paused', 'stopped', 'done'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** What the button below the message opens. */
export interface CampaignTarget {
  readonly type: 'item' | 'group';
  readonly id: number;
  /** For the owner, also when the catalogue has it no more. */
  readonly name: string;
}

/** People of a shop by what they did in it. */
export type Audience =
  | { readonly type: 'all' }
  /** Who ordered within so many days. */
  | { readonly type: 'bought'; readonly days: number }
  /** Who did not, whether they ever ordered or not. */
  | { readonly type: 'idle'; readonly days: number }
  /** Who was seen here to have a loyalty card. */
  | { readonly type: 'card' };

/** What people read. */
export interface CampaignContent {
  readonly number: number;
  readonly text: string;
  /** file_id of the picture. */
  readonly photo: string | undefined;
  readonly target: CampaignTarget | undefined;
}

export interface Campaign extends CampaignContent {
  readonly authorId: ChatId | undefined;
  readonly state: CampaignState;
  readonly audience: Audience;
  readonly startsAt: Date | undefined;
  readonly startedAt: Date | undefined;
  readonly finishedAt: Date | undefined;
}

/** What became of a campaign, in people. */
export interface CampaignFigures {
  /** Telegram took the message. */
  readonly sent: number;
  /** The bot is blocked, or the account is gone. */
  readonly blocked: number;
  /** Telegram refused the message, or it is not known whether it has arrived. */
  readonly failed: number;
  /** Used the button. */
  readonly opened: number;
  /** Ordered within three days after it. */
  readonly bought: number;
}

export type CampaignChange = Partial<Pick<Campaign, 'text' | 'photo' | 'target' | 'audience'>>;

/** Why a campaign is not started. */
export type CampaignErrorCode =
  /** there is neither text nor picture */
  | 'campaignEmpty'
  /** params: `limit` a week */
  | 'tooManyCampaigns'
  /** nobody is in its audience */
  | 'campaignForNobody'
  /** it is not in a state in which this can be done */
  | 'campaignMoved';
