import { Injectable } from '@nestjs/common';
import { Owners } from '@rto/settings';
import { ownShopActions, ownShopButton, ownShopScreen, type OwnShopAction } from '@rto/screens';
import type { Taps } from './flow';
import { isOwner, OwnShopButtons, type MenuEntry } from './menu-buttons';
import { MenuFlow } from './menu.flow';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** «Мой магазин»: for those who run the shop. */
@Injectable()
export class OwnShopFlow {
  static readonly actions = ownShopActions;
  static readonly words: Words = ({ owner }) => [
    [owner.button, (turn) => (isOwner(turn) ? { type: 'openOwnShop' } : undefined)],
  ];
  static readonly inMenu: MenuEntry = (turn) => (isOwner(turn) ? ownShopButton(turn.t) : undefined);
  readonly taps: Taps<OwnShopAction> = {
    openOwnShop: (turn) => this.forOwner(turn, () => this.open(turn)),
  };

  constructor(
    private readonly owners: Owners,
    private readonly buttons: OwnShopButtons,
    private readonly menu: MenuFlow,
  ) {}

  /** @param isNew the person has become an owner just now */
  open(turn: Turn, isNew = false): Reply {
    moveTo(turn, { type: 'openOwnShop' });
    const { name } = turn.tenant;
    return { screen: ownShopScreen({ name, isNew, more: this.buttons.of(turn) }, turn.t) };
  }

  /** What stands on a button is a client's word: whose shop it is is asked each time. */
  private async forOwner(turn: Turn, serve: () => Reply | Promise<Reply>): Promise<Reply> {
    const { t, tenant, chatId } = turn;
    if (await this.owners.isOwner(tenant.id, chatId)) return serve();
    return { ...this.menu.open(turn), toast: t.owner.notYours };
  }
}
