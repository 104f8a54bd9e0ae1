import type { campaigns } from '@rto/database';
import type { Audience, Campaign, CampaignState, CampaignTarget } from './campaign';

export function toCampaign(row: typeof campaigns.$inferSelect): Campaign {
  return {
    number: row.number,
    authorId: row.authorId ?? undefined,
    state: row.state as CampaignState,
    text: row.text,
    photo: row.photo ?? undefined,
    target: (row.target as CampaignTarget | null) ?? undefined,
    audience: row.audience as Audience,
    startsAt: row.startsAt ?? undefined,
    startedAt: row.startedAt ?? undefined,
    finishedAt: row.finishedAt ?? undefined,
  };
}
