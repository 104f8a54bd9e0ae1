import { row, type ActionOf, type ActionTable } from './action';
import { count } from './action-parts';
import { backButton } from './catalog.screen';
import { buttonName } from './names';
import { ownShopBack } from './own-shop.screen';
import { bold, lines, type Button, type Screen } from './screen';
import type { Texts } from './texts';

/** Buttons of the links that a shop prints. */
export const shopLinksActions = {
  openLinks: row('yl'),
  shopLink: row('ys'),
  chooseLinkGroup: row('yn', { page: count }),
  groupLink: row('yg', { groupId: count }),
  campaignLink: row('ym'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    shopLinks: typeof shopLinksActions;
  }
}
export type ShopLinksAction = ActionOf<typeof shopLinksActions>;

export function linksScreen(t: Texts): Screen {
  const { owner } = t;
  return {
    text: lines(bold(owner.links), owner.linksHint),
    keyboard: [
      [{ label: owner.linkShop, action: { type: 'shopLink' } }],
      [{ label: owner.linkGroup, action: { type: 'chooseLinkGroup', page: 0 } }],
      [{ label: owner.linkCampaign, action: { type: 'campaignLink' } }],
      ...ownShopBack(t),
    ],
  };
}

interface LinkGroups {
  readonly groups: readonly { readonly id: number; readonly name: string }[];
  readonly page: number;
  readonly pages: number;
}

export function linkGroupsScreen({ groups, page, pages }: LinkGroups, t: Texts): Screen {
  const turn = (label: string, to: number): Button => ({
    label,
    action: { type: 'chooseLinkGroup', page: to },
  });
  const turns = [
    ...(page > 0 ? [turn(t.catalog.previous, page - 1)] : []),
    ...(page < pages - 1 ? [turn(t.catalog.next, page + 1)] : []),
  ];
  return {
    text: lines(
      bold(t.owner.chooseGroup),
      groups.length === 0 ? t.owner.noGroups : undefined,
      pages > 1 ? t.catalog.page(page + 1, pages) : undefined,
    ),
    keyboard: [
      ...groups.map(({ id, name }): Button[] => [
        { label: buttonName(name), action: { type: 'groupLink', groupId: id } },
      ]),
      ...(turns.length > 0 ? [turns] : []),
      [backButton(t, { type: 'openLinks' })],
    ],
  };
}

export function campaignNameScreen(t: Texts): Screen {
  return { text: [t.owner.typeCampaign], keyboard: [[backButton(t, { type: 'openLinks' })]] };
}

interface PosterView {
  /** What stands large on it: the shop, or a group of it. */
  readonly title: string;
  readonly address: string;
  readonly uses: number;
  readonly orders: number;
}

/** The page to print as a file, with the link to copy. */
export function posterScreen({ title, address, uses, orders }: PosterView, t: Texts): Screen {
  return {
    text: lines(
      t.owner.posterCaption(address),
      uses > 0 ? t.owner.used(String(uses), String(orders)) : undefined,
    ),
    photo: { type: 'poster', title, address, hint: t.owner.posterHint },
    keyboard: [],
  };
}
