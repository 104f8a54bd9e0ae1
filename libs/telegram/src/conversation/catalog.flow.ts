import { Injectable } from '@nestjs/common';
import { CatalogService, type CatalogSnapshot } from '@rto/catalog';
import { UserError } from '@rto/kernel';
import { BoughtGoods } from '@rto/orders';
import { catalogActions, groupScreen, type Action, type CatalogAction } from '@rto/screens';
import { unlessBeingRead } from './catalog-being-read';
import { groupPage, idsOf, type GroupPage } from './catalog-pages';
import { viewOf } from './catalog-view';
import type { Taps } from './flow';
import { pageFrom } from './places';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** Groups and their pages. */
@Injectable()
export class CatalogFlow {
  static readonly actions = catalogActions;
  static readonly words: Words = ({ menu, catalog }) => [
    [menu.catalog, { type: 'openCatalog', page: 0 }],
    [catalog.next, ({ dialog }) => pageFrom(dialog.place, 1)],
    [catalog.previous, ({ dialog }) => pageFrom(dialog.place, -1)],
  ];
  readonly taps: Taps<CatalogAction> = {
    openCatalog: (turn, { page }) => this.open(turn, undefined, page),
    openGroup: (turn, { groupId, page }) => this.open(turn, groupId, page),
  };

  constructor(
    private readonly catalog: CatalogService,
    private readonly bought: BoughtGoods,
  ) {}

  /** @param groupId undefined: the root of the catalogue */
  private async open(turn: Turn, groupId: number | undefined, page: number): Promise<Reply> {
    const size = turn.tenant.settings.catalogPageSize;
    const pageOf = (of: CatalogSnapshot): GroupPage => groupPage(of, groupId, page, size);
    const snapshot = await this.catalog.snapshot(turn.tenant, (read) => idsOf(pageOf(read).items));
    const shown = pageOf(snapshot);
    // of the root not even the list of groups is whole
    unlessBeingRead(snapshot, shown.group, placeOf(groupId, page));
    if (groupId !== undefined && !shown.group) throw new UserError('groupGone');
    moveTo(turn, placeOf(groupId, shown.page));
    const hasBought = shown.group === undefined && (await this.bought.isBuyer(turn.tenant.id, turn.chatId));
    return { screen: groupScreen(viewOf(turn, snapshot), { ...shown, hasBought }) };
  }
}

function placeOf(groupId: number | undefined, page: number): Action {
  return groupId === undefined ? { type: 'openCatalog', page } : { type: 'openGroup', groupId, page };
}
