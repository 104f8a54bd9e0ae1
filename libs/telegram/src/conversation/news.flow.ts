import { Injectable } from '@nestjs/common';
import { ShopperRepository } from '@rto/customers';
import { Bell } from '@rto/jobs';
import { CampaignRecipients, CampaignRepository, OrderRatings } from '@rto/news';
import { contactsOf, newsActions, newsChoiceScreen, ratedScreen, type NewsAction } from '@rto/screens';
import { CatalogFlow } from './catalog.flow';
import type { Taps } from './flow';
import { ItemFlow } from './item.flow';
import { TalkFlow } from './talk.flow';
import { StartLinks } from './start-links';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** What people do with what a shop writes unasked: they look at its goods, or want no more of it. */
@Injectable()
export class NewsFlow {
  static readonly actions = newsActions;
  static readonly words: Words = ({ news }) => [
    [news.off, { type: 'newsOff' }],
    [news.on, { type: 'newsOn' }],
  ];
  readonly taps: Taps<NewsAction> = {
    openNews: (turn, { campaign }) => this.open(turn, campaign),
    newsOff: (turn) => this.choose(turn, true),
    newsOn: (turn) => this.choose(turn, false),
    rateOrder: (turn, { number, how }) => this.rate(turn, number, how === 'up'),
  };

  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly recipients: CampaignRecipients,
    private readonly shoppers: ShopperRepository,
    private readonly links: StartLinks,
    private readonly items: ItemFlow,
    private readonly catalog: CatalogFlow,
    private readonly ratings: OrderRatings,
    private readonly talk: TalkFlow,
    private readonly bell: Bell,
  ) {}

  /** Counted for the campaign, and as a link of this shop: what is ordered then was sold by it. */
  private async open(turn: Turn, number: number): Promise<Reply> {
    const { tenant, chatId } = turn;
    const campaign = await this.campaigns.find(tenant.id, number);
    if (!campaign?.target) return this.catalog.taps.openCatalog(turn, { type: 'openCatalog', page: 0 });
    await this.recipients.opened(tenant.id, number, chatId);
    const { type, id } = campaign.target;
    await this.links.follow(turn, { target: { type, id }, source: `news-${number}` });
    return type === 'item'
      ? this.items.taps.openItem(turn, { type: 'openItem', itemId: id, origin: { type: 'none' } })
      : this.catalog.taps.openGroup(turn, { type: 'openGroup', groupId: id, page: 0 });
  }

  /** Who is unhappy can say why at once, in a conversation with the shop. */
  private async rate(turn: Turn, number: number, liked: boolean): Promise<Reply> {
    const { tenant, chatId, t } = turn;
    if (!(await this.ratings.rate(tenant, chatId, number, liked))) return { alert: t.news.notAsked };
    this.bell.ringBehind('notices.send', { tenantId: tenant.id });
    const canWrite = contactsOf(tenant.settings).canWrite === true;
    if (!liked && canWrite) return this.talk.open(turn, number, t.news.sorry);
    moveTo(turn, { type: 'openMenu' });
    return { screen: ratedScreen(number, canWrite, t) };
  }

  private async choose(turn: Turn, isOff: boolean): Promise<Reply> {
    const { tenant, chatId, now, t } = turn;
    await this.shoppers.save(tenant.id, chatId, { newsOffAt: isOff ? now : null });
    moveTo(turn, { type: 'openMenu' });
    return { screen: newsChoiceScreen(isOff, t) };
  }
}
