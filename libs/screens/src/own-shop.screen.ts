import { row, type ActionOf, type ActionTable } from './action';
import { menuButton } from './menu.screen';
import { bold, inRows, lines, type Button, type Screen } from './screen';
import type { Texts } from './texts';

/** Buttons of those who run a shop, in their own chat with its bot. */
export const ownShopActions = {
  openOwnShop: row('w'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    ownShop: typeof ownShopActions;
  }
}
export type OwnShopAction = ActionOf<typeof ownShopActions>;

interface OwnShopView {
  readonly name: string;
  /** Said once, to who has just become an owner. */
  readonly isNew: boolean;
  /** Buttons that other features have there. */
  readonly more: readonly Button[];
}

/** «Мой магазин»: how the shop is, and what its owner can do. */
export function ownShopScreen({ name, isNew, more }: OwnShopView, t: Texts): Screen {
  return {
    text: lines(bold(t.owner.title(name)), isNew ? t.owner.welcome : undefined),
    keyboard: [...inRows(more, 2), [menuButton(t)]],
  };
}

export function ownShopButton(t: Texts): Button {
  return { label: t.owner.button, action: { type: 'openOwnShop' } };
}
