import type { Audience, Campaign, CampaignFigures, CampaignTarget } from '@rto/news';
import { row, type ActionOf, type ActionTable } from './action';
import { count, oneOf } from './action-parts';
import type { Formats } from './formats';
import { buttonName, shorten } from './names';
import { ownShopBack } from './own-shop.screen';
import { bold, lines, type Button, type Keyboard, type Screen } from './screen';
import type { Texts } from './texts';

const number = count;

/** Buttons of «Рассылка», which is for those who run the shop. */
export const campaignActions = {
  openCampaigns: row('jl'),
  newCampaign: row('jn'),
  openCampaign: row('jo', { number }),
  writeCampaign: row('jt', { number }),
  askCampaignTarget: row('jg', { number }),
  setCampaignTarget: row('jx', {
    number,
    to: oneOf<'item' | 'group' | 'none'>(['item', 'group', 'none']),
    id: count,
  }),
  askCampaignAudience: row('ju', { number }),
  setCampaignAudience: row('jv', {
    number,
    who: oneOf<Audience['type']>(['all', 'bought', 'idle', 'card']),
    days: count,
  }),
  previewCampaign: row('jw', { number }),
  askCampaignStart: row('js', { number }),
  startCampaign: row('jb', { number }),
  askCampaignTime: row('jh', { number }),
  pauseCampaign: row('jk', { number }),
  stopCampaign: row('jz', { number }),
  proceedCampaign: row('jq', { number }),
  removeCampaign: row('jd', { number }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    campaigns: typeof campaignActions;
  }
}
export type CampaignAction = ActionOf<typeof campaignActions>;

export interface CampaignView {
  readonly campaign: Campaign;
  /** Of its audience as it is now. */
  readonly people: number;
  readonly figures: CampaignFigures | undefined;
  readonly now: Date;
}

/** Characters of the text that its owner sees of it; the preview shows all. */
const SHOWN = 600;
/** Days that are offered. */
const DAYS = [7, 30, 90] as const;

export function campaignsScreen(list: readonly Campaign[], limit: number, t: Texts): Screen {
  return {
    text: lines(bold(t.campaigns.button), t.campaigns.intro, t.campaigns.limit(String(limit))),
    keyboard: [
      [{ label: t.campaigns.create, action: { type: 'newCampaign' } }],
      ...list.map((campaign): Button[] => [
        {
          label: `${t.campaigns.name(String(campaign.number))}: ${t.campaigns.states[campaign.state]}`,
          action: { type: 'openCampaign', number: campaign.number },
        },
      ]),
      ...ownShopBack(t),
    ],
  };
}

/** @param remark said before the question */
export function campaignTextScreen(of: number, t: Texts, remark?: string): Screen {
  return { text: lines(remark, t.campaigns.askText), keyboard: back(of, t) };
}

/** The campaign as it is: a draft with what can be changed, else how far it is and what became of it. */
export function ownCampaignScreen(view: CampaignView, t: Texts, f: Formats): Screen {
  const { campaign, figures, now } = view;
  const { campaigns: words } = t;
  const { state, startsAt } = campaign;
  const isDraft = state === 'draft';
  return {
    text: lines(
      bold(`${words.name(String(campaign.number))}: ${words.states[state]}`),
      state === 'scheduled' && startsAt ? words.startsAt(f.when(startsAt, now)) : undefined,
      '',
      shorten(campaign.text, SHOWN),
      '',
      campaign.photo === undefined ? undefined : words.picture,
      campaign.target ? words.leadsTo(campaign.target.name) : words.noTarget,
      audienceName(campaign.audience, t),
      isDraft || state === 'scheduled' ? words.people(f.number(String(view.people))) : undefined,
      ...(figures ? figureRows(figures, t, f) : []),
    ),
    keyboard: [...(isDraft ? draftRows(campaign, t) : runningRows(campaign, t)), ...toCampaigns(t)],
  };
}

export function campaignAudienceScreen(of: number, t: Texts): Screen {
  const choice = (audience: Audience): Button => ({
    label: audienceName(audience, t),
    action: {
      type: 'setCampaignAudience',
      number: of,
      who: audience.type,
      days: 'days' in audience ? audience.days : 0,
    },
  });
  return {
    text: [t.campaigns.askAudience],
    keyboard: [
      [choice({ type: 'all' })],
      ...DAYS.map((days) => [choice({ type: 'bought', days })]),
      ...DAYS.map((days) => [choice({ type: 'idle', days })]),
      [choice({ type: 'card' })],
      ...back(of, t),
    ],
  };
}

/** @param found undefined: nothing was looked for yet */
export function campaignTargetScreen(
  of: number,
  found: readonly CampaignTarget[] | undefined,
  t: Texts,
): Screen {
  const { askTarget, choose, notFound, noTarget } = t.campaigns;
  const text = found === undefined ? askTarget : found.length > 0 ? choose : notFound;
  return {
    text: [text],
    keyboard: [
      ...(found ?? []).map(({ type, id, name }): Button[] => [
        {
          label: `${type === 'group' ? '📁 ' : ''}${buttonName(name)}`,
          action: { type: 'setCampaignTarget', number: of, to: type, id },
        },
      ]),
      [{ label: noTarget, action: { type: 'setCampaignTarget', number: of, to: 'none', id: 0 } }],
      ...back(of, t),
    ],
  };
}

/** Says to how many people it goes before it does. */
export function campaignStartScreen(view: CampaignView, isQuiet: boolean, t: Texts, f: Formats): Screen {
  const { number: of, audience } = view.campaign;
  return {
    text: lines(
      bold(t.campaigns.confirm),
      audienceName(audience, t),
      t.campaigns.people(f.number(String(view.people))),
      isQuiet ? t.campaigns.atNight : undefined,
    ),
    keyboard: [
      [{ label: t.campaigns.now, action: { type: 'startCampaign', number: of } }],
      [{ label: t.campaigns.later, action: { type: 'askCampaignTime', number: of } }],
      ...back(of, t),
    ],
  };
}

export function campaignTimeScreen(of: number, t: Texts, remark?: string): Screen {
  return { text: [remark ?? t.campaigns.askTime], keyboard: back(of, t) };
}

function draftRows({ number: of }: Campaign, t: Texts): Keyboard {
  const { edit, target, audience, preview, send, remove } = t.campaigns;
  return [
    [
      { label: edit, action: { type: 'writeCampaign', number: of } },
      { label: target, action: { type: 'askCampaignTarget', number: of } },
    ],
    [
      { label: audience, action: { type: 'askCampaignAudience', number: of } },
      { label: preview, action: { type: 'previewCampaign', number: of } },
    ],
    [{ label: send, action: { type: 'askCampaignStart', number: of } }],
    [{ label: remove, action: { type: 'removeCampaign', number: of } }],
  ];
}

function runningRows({ number: of, state }: Campaign, t: Texts): Keyboard {
  const { pause, stop, proceed, refresh } = t.campaigns;
  const goesOn: Button =
    state === 'paused'
      ? { label: proceed, action: { type: 'proceedCampaign', number: of } }
      : { label: pause, action: { type: 'pauseCampaign', number: of } };
  const isOver = state === 'done' || state === 'stopped';
  return [
    ...(isOver ? [] : [[goesOn, { label: stop, action: { type: 'stopCampaign', number: of } } as const]]),
    [{ label: refresh, action: { type: 'openCampaign', number: of } }],
  ];
}

function figureRows(figures: CampaignFigures, { campaigns: words }: Texts, f: Formats): string[] {
  const people = (amount: number): string => f.number(String(amount));
  return [
    '',
    words.sent(people(figures.sent)),
    ...(figures.blocked > 0 ? [words.blocked(people(figures.blocked))] : []),
    ...(figures.failed > 0 ? [words.failed(people(figures.failed))] : []),
    words.opened(people(figures.opened)),
    words.boughtAfter(people(figures.bought)),
  ];
}

function audienceName(audience: Audience, { campaigns: words }: Texts): string {
  switch (audience.type) {
    case 'all':
      return words.all;
    case 'bought':
      return words.bought(String(audience.days));
    case 'idle':
      return words.idle(String(audience.days));
    case 'card':
      return words.card;
  }
}

function back(of: number, t: Texts): Keyboard {
  return [[{ label: t.menu.back, action: { type: 'openCampaign', number: of } }]];
}

function toCampaigns(t: Texts): Keyboard {
  return [[{ label: t.campaigns.button, action: { type: 'openCampaigns' } }], ...ownShopBack(t)];
}
