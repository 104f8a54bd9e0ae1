import { Injectable } from '@nestjs/common';
import { Owners } from '@rto/settings';
import {
  invitationScreen,
  ownersActions,
  ownersScreen,
  removeOwnerScreen,
  type OwnerRow,
  type OwnersAction,
} from '@rto/screens';
import type { Taps } from './flow';
import { ForOwner } from './for-owner';
import { isOwner, type MenuEntry } from './menu-buttons';
import { MenuFlow } from './menu.flow';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** Who runs the shop: the list, invitations, «Убрать». */
@Injectable()
export class OwnersFlow {
  static readonly actions = ownersActions;
  static readonly inOwnShop: MenuEntry = ({ t }) => ({
    label: t.owner.owners,
    action: { type: 'openOwners' },
  });
  static readonly words: Words = ({ owner }) => [
    [owner.owners, (turn) => (isOwner(turn) ? { type: 'openOwners' } : undefined)],
    [owner.invite, (turn) => (isOwner(turn) ? { type: 'inviteOwner' } : undefined)],
  ];
  readonly taps: Taps<OwnersAction> = {
    openOwners: (turn) => this.owner.serve(turn, () => this.list(turn)),
    inviteOwner: (turn) => this.owner.serve(turn, () => this.invite(turn)),
    askRemoveOwner: (turn, { chatId }) => this.owner.serve(turn, () => this.ask(turn, chatId)),
    removeOwner: (turn, { chatId }) => this.owner.serve(turn, () => this.remove(turn, chatId)),
  };

  constructor(
    private readonly owner: ForOwner,
    private readonly owners: Owners,
    private readonly menu: MenuFlow,
  ) {}

  private async list(turn: Turn): Promise<Reply> {
    moveTo(turn, { type: 'openOwners' });
    return { screen: ownersScreen(await this.rows(turn), turn.t, turn.f) };
  }

  private async invite(turn: Turn): Promise<Reply> {
    const { tenant, chatId, t } = turn;
    const username = tenant.bot?.username;
    if (username === undefined) return { alert: t.owner.noBot };
    const code = await this.owners.invite(tenant.id, chatId);
    const link = `https://t.me/${username}?start=owner_${code}`;
    const { screen } = await this.list(turn);
    return { ...(screen && { screen }), more: [invitationScreen(tenant.name, link, t)] };
  }

  private async ask(turn: Turn, chatId: number): Promise<Reply> {
    const wanted = (await this.rows(turn)).find((one) => one.chatId === chatId);
    if (!wanted) return this.list(turn);
    moveTo(turn, { type: 'openOwners' });
    return { screen: removeOwnerScreen(wanted, turn.t) };
  }

  private async remove(turn: Turn, chatId: number): Promise<Reply> {
    const toast = turn.t.owner.removed;
    await this.owners.remove(turn.tenant.id, chatId);
    if (chatId !== turn.chatId) return { ...(await this.list(turn)), toast };
    const owners = turn.tenant.owners.filter((one) => one !== chatId);
    const left = { ...turn, tenant: { ...turn.tenant, owners } };
    const reply = this.menu.open(left);
    turn.dialog = left.dialog;
    return { ...reply, toast };
  }

  private async rows({ tenant, chatId }: Turn): Promise<OwnerRow[]> {
    const owners = await this.owners.list(tenant.id);
    return owners.map((one) => ({ ...one, isReader: one.chatId === chatId }));
  }
}
