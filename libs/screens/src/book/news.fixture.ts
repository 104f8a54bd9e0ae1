import {
  campaignAudienceScreen,
  campaignsScreen,
  campaignStartScreen,
  campaignTargetScreen,
  campaignTextScreen,
  campaignTimeScreen,
  ownCampaignScreen,
} from '../campaigns.screen';
import {
  askRatingScreen,
  cartReminderScreen,
  newsChoiceScreen,
  newsScreen,
  ratedScreen,
} from '../news.screen';
import { aCart, aLine } from '../screens.builders';
import type { Campaign } from '@rto/news';
import type { Chapter } from './pages.fixture';

const item = { type: 'item', id: 101, name: 'Сок' } as const;

const now = new Date('2026-11-30T10:00:00Z');
const draft: Campaign = {
  ...{ number: 3, text: 'Скидка 20% до воскресенья!', photo: 'AgACAgIAAx', target: item, authorId: 1 },
  ...{ state: 'draft', audience: { type: 'all' }, startsAt: undefined, startedAt: undefined },
  finishedAt: undefined,
};
const scheduled: Campaign = { ...draft, state: 'scheduled', startsAt: new Date('2026-12-01T05:00:00Z') };
const figures = { sent: 1_204, blocked: 31, failed: 2, opened: 187, bought: 42 };
const view = { campaign: draft, people: 1_240, figures: undefined, now };

export const NEWS: Chapter = [
  'News of the shop',
  ({ t, f }) => [
    [
      'A campaign, with a picture and a button to an item',
      newsScreen({ number: 3, text: 'Скидка 20% до воскресенья!', photo: 'AgACAgIAAx', target: item }, t),
    ],
    [
      'A campaign with a button to a group',
      newsScreen(
        { number: 4, text: 'Свежие овощи', photo: undefined, target: { ...item, type: 'group' } },
        t,
      ),
    ],
    [
      'A cart that was left',
      cartReminderScreen(
        aCart(aLine()),
        [
          {
            itemId: 101,
            name: 'Сок',
            type: 'price',
            old: aLine().price,
            new: aLine({ price: '20000' }).price,
          },
        ],
        t,
        f,
      ),
    ],
    ['The day after an order', askRatingScreen(12, t)],
    ['Rated', ratedScreen(12, true, t)],
    ['News switched off', newsChoiceScreen(true, t)],
    ['News switched on again', newsChoiceScreen(false, t)],
    ['The owner: campaigns', campaignsScreen([draft, { ...draft, number: 2, state: 'done' }], 2, t)],
    ['The owner: the text', campaignTextScreen(3, t)],
    ['The owner: a text that is too long', campaignTextScreen(3, t, t.campaigns.tooLong('1 000'))],
    ['The owner: a draft', ownCampaignScreen(view, t, f)],
    ['The owner: who gets it', campaignAudienceScreen(3, t)],
    ['The owner: where its button leads', campaignTargetScreen(3, undefined, t)],
    ['The owner: what was found', campaignTargetScreen(3, [{ ...item, type: 'group' }, item], t)],
    ['The owner: nothing was found', campaignTargetScreen(3, [], t)],
    ['The owner: before it leaves', campaignStartScreen(view, true, t, f)],
    ['The owner: its time', campaignTimeScreen(3, t)],
    ['The owner: it waits for its time', ownCampaignScreen({ ...view, campaign: scheduled }, t, f)],
    [
      'The owner: it is being sent',
      ownCampaignScreen({ ...view, campaign: { ...draft, state: 'running' }, figures }, t, f),
    ],
    [
      'The owner: it is paused',
      ownCampaignScreen({ ...view, campaign: { ...draft, state: 'paused' }, figures }, t, f),
    ],
    [
      'The owner: what became of it',
      ownCampaignScreen({ ...view, campaign: { ...draft, state: 'done' }, figures }, t, f),
    ],
  ],
];
