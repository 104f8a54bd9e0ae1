import { Injectable } from '@nestjs/common';
import { CatalogService } from '@rto/catalog';
import { UserError, plainText } from '@rto/kernel';
import {
  CampaignRepository,
  quietUntil,
  type Audience,
  type Campaign,
  type CampaignErrorCode,
  type CampaignTarget,
} from '@rto/news';
import {
  campaignActions,
  campaignAudienceScreen,
  campaignsScreen,
  campaignStartScreen,
  campaignTargetScreen,
  campaignTextScreen,
  campaignTimeScreen,
  MAX_CAPTION_LENGTH,
  newsScreen,
  ownCampaignScreen,
  type CampaignAction,
  type CampaignView,
  type Screen,
} from '@rto/screens';
import type { Message } from 'telegraf/types';
import { typedTime } from './campaign-time';
import type { Hears, Taps } from './flow';
import { ForOwner } from './for-owner';
import { isOwner, type MenuEntry } from './menu-buttons';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** What an owner is asked for a campaign. */
interface CampaignExpectation {
  readonly type: 'campaignText' | 'campaignTarget' | 'campaignTime';
  readonly number: number;
}
declare module './dialog' {
  interface Expectations {
    campaignText: CampaignExpectation & { readonly type: 'campaignText' };
    campaignTarget: CampaignExpectation & { readonly type: 'campaignTarget' };
    campaignTime: CampaignExpectation & { readonly type: 'campaignTime' };
  }
}

type Asked<Type extends CampaignExpectation['type']> = CampaignExpectation & { readonly type: Type };

const LISTED = 6;
const FOUND = 6;
/** Leaves Telegram's count of a text room to differ from ours. */
const LONGEST_TEXT = 4_000;
const LONGEST_CAPTION = MAX_CAPTION_LENGTH - 24;

/** «Рассылка»: what an owner writes to the people of the shop. */
@Injectable()
export class CampaignsFlow {
  static readonly actions = campaignActions;
  static readonly inOwnShop: MenuEntry = ({ t }) => ({
    label: t.campaigns.button,
    action: { type: 'openCampaigns' },
  });
  static readonly words: Words = ({ campaigns }) => [
    [campaigns.button, (turn) => (isOwner(turn) ? { type: 'openCampaigns' } : undefined)],
    [campaigns.create, (turn) => (isOwner(turn) ? { type: 'newCampaign' } : undefined)],
  ];
  readonly taps: Taps<CampaignAction> = {
    openCampaigns: (turn) => this.owner.serve(turn, () => this.list(turn)),
    newCampaign: (turn) => this.owner.serve(turn, () => this.create(turn)),
    openCampaign: (turn, { number }) => this.owner.serve(turn, () => this.open(turn, number)),
    writeCampaign: (turn, { number }) => this.owner.serve(turn, () => this.askText(turn, number)),
    askCampaignTarget: (turn, { number }) => this.owner.serve(turn, () => this.askTarget(turn, number)),
    setCampaignTarget: (turn, tapped) => this.owner.serve(turn, () => this.setTarget(turn, tapped)),
    askCampaignAudience: (turn, { number }) => this.owner.serve(turn, () => this.askAudience(turn, number)),
    setCampaignAudience: (turn, tapped) => this.owner.serve(turn, () => this.setAudience(turn, tapped)),
    previewCampaign: (turn, { number }) => this.owner.serve(turn, () => this.preview(turn, number)),
    askCampaignStart: (turn, { number }) => this.owner.serve(turn, () => this.askStart(turn, number)),
    startCampaign: (turn, { number }) => this.owner.serve(turn, () => this.start(turn, number)),
    askCampaignTime: (turn, { number }) => this.owner.serve(turn, () => this.askTime(turn, number)),
    pauseCampaign: (turn, { number }) => this.owner.serve(turn, () => this.move(turn, number, 'pause')),
    stopCampaign: (turn, { number }) => this.owner.serve(turn, () => this.move(turn, number, 'stop')),
    proceedCampaign: (turn, { number }) => this.owner.serve(turn, () => this.move(turn, number, 'proceed')),
    removeCampaign: (turn, { number }) => this.owner.serve(turn, () => this.remove(turn, number)),
  };
  readonly hears: Hears<Asked<'campaignText'> | Asked<'campaignTarget'> | Asked<'campaignTime'>> = {
    campaignText: {
      text: async () => undefined,
      whole: (turn, message, { number }) =>
        this.owner.serve(turn, () => this.hearText(turn, message, number)),
    },
    campaignTarget: {
      text: (turn, { text }, { number }) => this.owner.serve(turn, () => this.find(turn, text, number)),
    },
    campaignTime: {
      text: (turn, { text }, { number }) => this.owner.serve(turn, () => this.startAt(turn, text, number)),
    },
  };

  constructor(
    private readonly owner: ForOwner,
    private readonly campaigns: CampaignRepository,
    private readonly catalog: CatalogService,
  ) {}

  private async list(turn: Turn): Promise<Reply> {
    moveTo(turn, { type: 'openCampaigns' });
    const list = await this.campaigns.list(turn.tenant.id, LISTED);
    return { screen: campaignsScreen(list, turn.tenant.settings.campaignsPerWeek, turn.t) };
  }

  private async create(turn: Turn): Promise<Reply> {
    const { number } = await this.campaigns.add(turn.tenant.id, turn.chatId);
    return this.askText(turn, number);
  }

  private async open(turn: Turn, number: number): Promise<Reply> {
    const campaign = await this.campaigns.find(turn.tenant.id, number);
    return campaign ? this.show(turn, campaign) : this.list(turn);
  }

  private async show(turn: Turn, campaign: Campaign): Promise<Reply> {
    moveTo(turn, { type: 'openCampaign', number: campaign.number });
    return { screen: ownCampaignScreen(await this.view(turn, campaign), turn.t, turn.f) };
  }

  private async view({ tenant, now }: Turn, campaign: Campaign): Promise<CampaignView> {
    const people = await this.campaigns.count(tenant.id, campaign.audience);
    const isBegun = campaign.startedAt !== undefined;
    const figures = isBegun ? await this.campaigns.figures(tenant.id, campaign.number) : undefined;
    return { campaign, people, figures, now };
  }

  private askText(turn: Turn, number: number, remark?: string): Reply {
    moveTo(turn, { type: 'openCampaign', number }, { expects: { type: 'campaignText', number } });
    return { screen: campaignTextScreen(number, turn.t, remark) };
  }

  private async hearText(turn: Turn, message: Message, number: number): Promise<Reply> {
    const { campaigns: words } = turn.t;
    const photo = 'photo' in message ? message.photo.at(-1)?.file_id : undefined;
    const given = 'text' in message ? message.text : 'caption' in message ? message.caption : undefined;
    const text = plainText(given ?? '').trim();
    if (photo === undefined && !('text' in message)) return this.askText(turn, number, words.textOnly);
    const limit = photo === undefined ? LONGEST_TEXT : LONGEST_CAPTION;
    if (text.length > limit) return this.askText(turn, number, words.tooLong(turn.f.number(String(limit))));
    return this.changed(turn, number, () => this.campaigns.change(turn.tenant.id, number, { text, photo }));
  }

  private askTarget(turn: Turn, number: number): Reply {
    moveTo(turn, { type: 'openCampaign', number }, { expects: { type: 'campaignTarget', number } });
    return { screen: campaignTargetScreen(number, undefined, turn.t) };
  }

  private async find(turn: Turn, text: string, number: number): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant);
    const group = snapshot.groupNamed(text);
    const found: CampaignTarget[] = [
      ...(group ? [{ type: 'group', id: group.id, name: group.name } as const] : []),
      ...snapshot
        .search(text)
        .slice(0, FOUND)
        .map(({ id, name }) => ({ type: 'item', id, name }) as const),
    ];
    return { screen: campaignTargetScreen(number, found, turn.t) };
  }

  private async setTarget(
    turn: Turn,
    { number, to, id }: Extract<CampaignAction, { type: 'setCampaignTarget' }>,
  ): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant, () => (to === 'item' ? [id] : []));
    const named = to === 'item' ? snapshot.item(id) : to === 'group' ? snapshot.group(id) : undefined;
    if (to !== 'none' && !named) throw new UserError(to === 'item' ? 'itemGone' : 'groupGone');
    const target = to !== 'none' && named ? { type: to, id, name: named.name } : undefined;
    return this.changed(turn, number, () => this.campaigns.change(turn.tenant.id, number, { target }));
  }

  private askAudience(turn: Turn, number: number): Reply {
    moveTo(turn, { type: 'openCampaign', number });
    return { screen: campaignAudienceScreen(number, turn.t) };
  }

  private async setAudience(
    turn: Turn,
    { number, who, days }: Extract<CampaignAction, { type: 'setCampaignAudience' }>,
  ): Promise<Reply> {
    const isTimed = who === 'bought' || who === 'idle';
    const audience: Audience = isTimed ? { type: who, days: Math.min(days, 3_650) } : { type: who };
    return this.changed(turn, number, () => this.campaigns.change(turn.tenant.id, number, { audience }));
  }

  /** As people read it, below the draft. */
  private async preview(turn: Turn, number: number): Promise<Reply> {
    const campaign = await this.campaigns.find(turn.tenant.id, number);
    if (!campaign) return this.list(turn);
    if (campaign.text === '' && campaign.photo === undefined) return { alert: turn.t.campaigns.empty };
    const message: Screen = newsScreen(campaign, turn.t);
    return { ...(await this.show(turn, campaign)), more: [message] };
  }

  private async askStart(turn: Turn, number: number): Promise<Reply> {
    const { tenant, now, t, f } = turn;
    const campaign = await this.campaigns.find(tenant.id, number);
    if (!campaign) return this.list(turn);
    moveTo(turn, { type: 'openCampaign', number });
    const isQuiet = quietUntil(now, tenant.settings.timeZone) !== undefined;
    return { screen: campaignStartScreen(await this.view(turn, campaign), isQuiet, t, f) };
  }

  private start(turn: Turn, number: number, at?: Date): Promise<Reply> {
    const { tenant, now } = turn;
    const limit = tenant.settings.campaignsPerWeek;
    return this.changed(turn, number, () => this.campaigns.start(tenant.id, number, { limit, at, now }));
  }

  private askTime(turn: Turn, number: number, remark?: string): Reply {
    moveTo(turn, { type: 'openCampaign', number }, { expects: { type: 'campaignTime', number } });
    return { screen: campaignTimeScreen(number, turn.t, remark) };
  }

  private async startAt(turn: Turn, text: string, number: number): Promise<Reply> {
    const at = typedTime(text, turn.now, turn.tenant.settings.timeZone);
    return at ? this.start(turn, number, at) : this.askTime(turn, number, turn.t.campaigns.timeUnclear);
  }

  private move(turn: Turn, number: number, how: 'pause' | 'stop' | 'proceed'): Promise<Reply> {
    return this.changed(turn, number, () => this.campaigns[how](turn.tenant.id, number));
  }

  private async remove(turn: Turn, number: number): Promise<Reply> {
    try {
      await this.campaigns.remove(turn.tenant.id, number);
    } catch (error) {
      return this.refused(turn, number, error);
    }
    return { ...(await this.list(turn)), toast: turn.t.campaigns.removed };
  }

  private async changed(turn: Turn, number: number, change: () => Promise<void>): Promise<Reply> {
    try {
      await change();
    } catch (error) {
      return this.refused(turn, number, error);
    }
    return this.open(turn, number);
  }

  /** Why it is not done, and the campaign as it is. */
  private async refused(turn: Turn, number: number, error: unknown): Promise<Reply> {
    if (!(error instanceof UserError)) throw error;
    const { campaigns: words } = turn.t;
    const texts: Readonly<Record<CampaignErrorCode, string>> = {
      campaignEmpty: words.empty,
      campaignForNobody: words.forNobody,
      campaignMoved: words.moved,
      tooManyCampaigns: words.tooMany(String(error.params['limit'])),
    };
    const alert = Object.entries(texts).find(([code]) => code === error.code)?.[1];
    if (alert === undefined) throw error;
    return { ...(await this.open(turn, number)), alert };
  }
}
