import { Injectable } from '@nestjs/common';
import { CatalogService } from '@rto/catalog';
import { LINK_WORD, LinkRepository, payloadOf, type LinkKey } from '@rto/orders';
import {
  campaignNameScreen,
  linkGroupsScreen,
  linksScreen,
  posterScreen,
  shopLinksActions,
  type ShopLinksAction,
} from '@rto/screens';
import { unlessBeingRead } from './catalog-being-read';
import { latinWord } from './latin-word';
import type { Hears, Taps } from './flow';
import { ForOwner } from './for-owner';
import { isOwner, type MenuEntry } from './menu-buttons';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** The name of an advertisement. */
interface LinkNameExpectation {
  readonly type: 'linkName';
}
declare module './dialog' {
  interface Expectations {
    linkName: LinkNameExpectation;
  }
}

const GROUPS_A_PAGE = 8;
const LONGEST_NAME = 40;

/** Links into the bot and their QR codes, to be printed. */
@Injectable()
export class ShopLinksFlow {
  static readonly actions = shopLinksActions;
  static readonly inOwnShop: MenuEntry = ({ t }) => ({ label: t.owner.links, action: { type: 'openLinks' } });
  static readonly words: Words = ({ owner }) => [
    [owner.links, (turn) => (isOwner(turn) ? { type: 'openLinks' } : undefined)],
  ];
  readonly taps: Taps<ShopLinksAction> = {
    openLinks: (turn) => this.owner.serve(turn, () => this.open(turn)),
    shopLink: (turn) => this.owner.serve(turn, () => this.poster(turn, turn.tenant.name, SHOP)),
    chooseLinkGroup: (turn, { page }) => this.owner.serve(turn, () => this.groups(turn, page)),
    groupLink: (turn, { groupId }) => this.owner.serve(turn, () => this.ofGroup(turn, groupId)),
    campaignLink: (turn) => this.owner.serve(turn, () => this.askName(turn)),
  };
  readonly hears: Hears<LinkNameExpectation> = {
    linkName: {
      text: (turn, { text }) => this.owner.serve(turn, () => this.ofCampaign(turn, text)),
      again: async (turn, remark) => ({ ...this.askName(turn), alert: remark }),
    },
  };

  constructor(
    private readonly owner: ForOwner,
    private readonly catalog: CatalogService,
    private readonly links: LinkRepository,
  ) {}

  private open(turn: Turn): Reply {
    moveTo(turn, { type: 'openLinks' });
    return { screen: linksScreen(turn.t) };
  }

  private async groups(turn: Turn, wanted: number): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant);
    const roots = snapshot.roots();
    const pages = Math.max(Math.ceil(roots.length / GROUPS_A_PAGE), 1);
    const page = Math.min(wanted, pages - 1);
    moveTo(turn, { type: 'chooseLinkGroup', page });
    const groups = roots.slice(page * GROUPS_A_PAGE, (page + 1) * GROUPS_A_PAGE);
    return { screen: linkGroupsScreen({ groups, page, pages }, turn.t) };
  }

  private async ofGroup(turn: Turn, groupId: number): Promise<Reply> {
    const snapshot = await this.catalog.snapshot(turn.tenant);
    const group = unlessBeingRead(snapshot, snapshot.group(groupId), { type: 'groupLink', groupId });
    if (!group) return { alert: turn.t.errors.groupGone };
    return this.poster(turn, group.name, { link: `group_${groupId}`, source: '' });
  }

  private askName(turn: Turn): Reply {
    moveTo(turn, { type: 'campaignLink' }, { expects: { type: 'linkName' } });
    return { screen: campaignNameScreen(turn.t) };
  }

  private async ofCampaign(turn: Turn, text: string): Promise<Reply> {
    const source = latinWord(text);
    const isName = LINK_WORD.test(source) && text.trim().length <= LONGEST_NAME;
    if (!isName) return { alert: turn.t.owner.badCampaign };
    return this.poster(turn, turn.tenant.name, { link: '', source });
  }

  /** The page as a file, and below it the links again. */
  private async poster(turn: Turn, title: string, key: LinkKey): Promise<Reply> {
    const { tenant, t } = turn;
    const username = tenant.bot?.username;
    if (username === undefined) return { alert: t.owner.noBot };
    const payload = payloadOf(key);
    const address = `https://t.me/${username}${payload === '' ? '' : `?start=${payload}`}`;
    const query = {
      ...(key.link !== '' && { link: key.link }),
      ...(key.source !== '' && { source: key.source }),
    };
    const isCounted = payload !== '';
    const { uses, orders } = isCounted
      ? await this.links.figuresOf(tenant.id, query)
      : { uses: 0, orders: 0 };
    return { ...this.open(turn), more: [posterScreen({ title, address, uses, orders }, t)] };
  }
}

const SHOP: LinkKey = { link: '', source: '' };
