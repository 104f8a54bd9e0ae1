import { Injectable } from '@nestjs/common';
import { CatalogService } from '@rto/catalog';
import { SavedGoods } from '@rto/customers';
import { UserError } from '@rto/kernel';
import { BoughtGoods } from '@rto/orders';
import {
  savedActions,
  savedScreen,
  type Action,
  type SavedAction,
  type SavedList,
  type SavedRow,
} from '@rto/screens';
import { unlessBeingRead } from './catalog-being-read';
import type { Taps } from './flow';
import type { MenuEntry } from './menu-buttons';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** Rows that a phone shows without scrolling. */
const ROWS = 8;

/** Favourites, goods bought before, and goods that a person wants to hear of. */
@Injectable()
export class SavedFlow {
  static readonly actions = savedActions;
  static readonly words: Words = ({ saved }) => [
    [saved.favourites, { type: 'openFavourites', page: 0 }],
    [saved.bought, { type: 'openBought', page: 0 }],
    [saved.add, ({ dialog }) => asideAt(dialog.place, 'toggleFavourite')],
    [saved.tellMe, ({ dialog }) => asideAt(dialog.place, 'awaitItem')],
  ];
  static readonly inMenu: MenuEntry = ({ t }) => ({
    label: t.saved.favourites,
    action: { type: 'openFavourites', page: 0 },
  });
  readonly taps: Taps<SavedAction> = {
    openFavourites: (turn, { page }) => this.favourites(turn, page),
    toggleFavourite: (turn, { itemId }) => this.toggle(turn, itemId),
    openBought: (turn, { page }) => this.boughtBefore(turn, page),
    awaitItem: (turn, { itemId }) => this.wait(turn, itemId),
  };

  constructor(
    private readonly saved: SavedGoods,
    private readonly bought: BoughtGoods,
    private readonly catalog: CatalogService,
  ) {}

  private async favourites(turn: Turn, page: number): Promise<Reply> {
    const { tenant, chatId } = turn;
    const rows = await this.saved.all(tenant.id, chatId, 'favourite');
    return this.list(turn, 'favourites', rows, page);
  }

  private async boughtBefore(turn: Turn, page: number): Promise<Reply> {
    const { tenant, chatId } = turn;
    return this.list(turn, 'bought', await this.bought.by(tenant.id, chatId), page);
  }

  private async list(
    turn: Turn,
    of: SavedList['of'],
    rows: readonly { readonly itemId: number; readonly name: string }[],
    wanted: number,
  ): Promise<Reply> {
    const pages = Math.max(Math.ceil(rows.length / ROWS), 1);
    const page = Math.min(wanted, pages - 1);
    const place: Action = { type: of === 'favourites' ? 'openFavourites' : 'openBought', page };
    const shown = rows.slice(page * ROWS, (page + 1) * ROWS);
    const ids = shown.map(({ itemId }) => itemId);
    const snapshot = await this.catalog.snapshot(turn.tenant, () => ids);
    const found = shown.map(({ itemId, name }): SavedRow => ({
      itemId,
      name,
      item: unlessBeingRead(snapshot, snapshot.item(itemId), place),
    }));
    moveTo(turn, place);
    return { screen: savedScreen({ of, rows: found, page, pages }, turn.t, turn.f) };
  }

  private async toggle(turn: Turn, itemId: number): Promise<Reply> {
    const { t, tenant, chatId } = turn;
    if (await this.saved.has(tenant.id, chatId, 'favourite', itemId)) {
      await this.saved.remove(tenant.id, chatId, 'favourite', itemId);
      return said(turn, t.saved.removed);
    }
    const snapshot = await this.catalog.snapshot(tenant, () => [itemId]);
    const item = unlessBeingRead(snapshot, snapshot.item(itemId), { type: 'toggleFavourite', itemId });
    if (!item) throw new UserError('itemGone');
    const isSaved = await this.saved.save(tenant.id, chatId, 'favourite', item);
    return said(turn, isSaved ? t.saved.added : t.saved.full);
  }

  private async wait(turn: Turn, itemId: number): Promise<Reply> {
    const { t, tenant, chatId } = turn;
    const snapshot = await this.catalog.snapshot(tenant, () => [itemId]);
    const item = unlessBeingRead(snapshot, snapshot.item(itemId), { type: 'awaitItem', itemId });
    if (item?.sellable) return said(turn, t.saved.isBack);
    const known = item ?? (await this.known(turn, itemId));
    const isSaved = await this.saved.save(tenant.id, chatId, 'awaited', known);
    return said(turn, isSaved ? t.saved.willTell : t.saved.full);
  }

  /**
   * An item that the catalogue does not have now, as the person has put it aside or bought it.
   * @throws UserError `itemGone`
   */
  private async known({ tenant, chatId }: Turn, itemId: number): Promise<{ id: number; name: string }> {
    const rows = await Promise.all([this.saved.all(tenant.id, chatId), this.bought.by(tenant.id, chatId)]);
    const row = rows.flat().find((candidate) => candidate.itemId === itemId);
    if (!row) throw new UserError('itemGone');
    return { id: itemId, name: row.name };
  }
}

/** Over the chat after a tap, and in it when the button was typed; the screen stays as it is. */
function said({ tapId }: Turn, words: string): Reply {
  return tapId === undefined ? { alert: words } : { toast: words };
}

/** Typed below a card: it is about its item. */
function asideAt(place: Action, type: 'toggleFavourite' | 'awaitItem'): Action {
  return place.type === 'openItem' ? { type, itemId: place.itemId } : { type: 'openFavourites', page: 0 };
}
