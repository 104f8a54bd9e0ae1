import { Injectable } from '@nestjs/common';
import { auditOfOwner } from '@rto/database';
import { OrderQueries } from '@rto/orders';
import { openingAfterToday, SettingsDoctor, TenantService, type Tenant } from '@rto/settings';
import {
  asOwnerButton,
  checkupScreen,
  inLanguage,
  ownShopActions,
  ownShopButton,
  ownShopScreen,
  withRemark,
  type OwnShopAction,
} from '@rto/screens';
import type { Taps } from './flow';
import { ForOwner } from './for-owner';
import { isOwner, OwnShopButtons, type MenuEntry } from './menu-buttons';
import { MenuFlow } from './menu.flow';
import { OwnShopViews } from './own-shop-view';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

declare module './dialog' {
  interface Dialog {
    /** An owner looks at the shop as buyers do. */
    readonly asBuyer?: boolean;
  }
}

/** Documents for a look whether REGOS shows them; several: a single one may have been deleted. */
const LAST_ORDERS = 10;

/** «Мой магазин»: for those who run the shop. */
@Injectable()
export class OwnShopFlow {
  static readonly actions = ownShopActions;
  static readonly words: Words = ({ owner }) =>
    (
      [
        [owner.button, 'openOwnShop'],
        [owner.check, 'checkShop'],
        [owner.close, 'closeToday'],
        [owner.openAgain, 'openToday'],
        [owner.asBuyer, 'showAsBuyer'],
        [owner.asOwner, 'showAsOwner'],
      ] as const
    ).map(([label, type]) => [label, (turn) => (isOwner(turn) ? { type } : undefined)] as const);
  static readonly inMenu: MenuEntry = (turn) => {
    if (!isOwner(turn)) return undefined;
    return turn.dialog.asBuyer ? asOwnerButton(turn.t) : ownShopButton(turn.t);
  };
  readonly taps: Taps<OwnShopAction> = {
    openOwnShop: (turn) => this.owner.serve(turn, () => this.open(turn)),
    checkShop: (turn) => this.owner.serve(turn, () => this.check(turn)),
    closeToday: (turn) => this.owner.serve(turn, () => this.close(turn)),
    openToday: (turn) => this.owner.serve(turn, () => this.reopen(turn)),
    showAsBuyer: (turn) => this.owner.serve(turn, () => this.asBuyer(turn)),
    showAsOwner: (turn) => this.owner.serve(turn, () => this.open(turn)),
  };

  constructor(
    private readonly owner: ForOwner,
    private readonly tenants: TenantService,
    private readonly views: OwnShopViews,
    private readonly doctor: SettingsDoctor,
    private readonly orders: OrderQueries,
    private readonly menu: MenuFlow,
    private readonly buttons: OwnShopButtons,
  ) {}

  /** @param isNew the person has become an owner just now */
  async open(turn: Turn, isNew = false): Promise<Reply> {
    moveTo(turn, { type: 'openOwnShop' }, { asBuyer: false });
    const view = await this.views.of(turn);
    return { screen: ownShopScreen({ ...view, isNew, more: this.buttons.of(turn) }, turn.t, turn.f) };
  }

  private async check(turn: Turn): Promise<Reply> {
    moveTo(turn, { type: 'checkShop' });
    const { tenant, t, f, now, dialog } = turn;
    const last = await this.orders.page({ tenantId: tenant.id }, LAST_ORDERS);
    const made = last.flatMap(({ regosDocumentId, stockId }) =>
      regosDocumentId === undefined ? [] : [{ id: regosDocumentId, stockId }],
    );
    const { findings, checkedAt } = await this.doctor.check(tenant.id, made);
    const shown = findings.map(({ severity, message }) => ({
      severity,
      message: inLanguage(message, dialog.language),
    }));
    return { screen: checkupScreen({ findings: shown, checkedAt, now }, t, f) };
  }

  private async close(turn: Turn): Promise<Reply> {
    const { tenant, now, t } = turn;
    const until = openingAfterToday(tenant.settings, now);
    const closed = await this.tenants.closeUntil(tenant.id, until, auditOfOwner('owner.close'));
    return { ...(await this.openAs(turn, closed)), toast: t.owner.isClosed };
  }

  private async reopen(turn: Turn): Promise<Reply> {
    const { tenant, t } = turn;
    const opened = await this.tenants.closeUntil(tenant.id, undefined, auditOfOwner('owner.open'));
    return { ...(await this.openAs(turn, opened)), toast: t.owner.isOpen };
  }

  /** The screen of the shop as it is after a change. */
  private async openAs(turn: Turn, tenant: Tenant): Promise<Reply> {
    const changed = { ...turn, tenant };
    const reply = await this.open(changed);
    turn.dialog = changed.dialog;
    return reply;
  }

  private asBuyer(turn: Turn): Reply {
    turn.dialog = { ...turn.dialog, asBuyer: true };
    const { screen, ...reply } = this.menu.open(turn);
    return { ...reply, ...(screen && { screen: withRemark(screen, turn.t.owner.asBuyerHint) }) };
  }
}
