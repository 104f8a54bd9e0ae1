import type { Button } from '@rto/screens';
import type { Turn } from './turn';

/** The button of a feature in the main menu; undefined while the shop has nothing of the kind. */
export type MenuEntry = (turn: Turn) => Button | undefined;

/** Whether the person runs the shop. */
export function isOwner({ tenant, chatId }: Pick<Turn, 'tenant' | 'chatId'>): boolean {
  return tenant.owners.includes(chatId);
}

/** The buttons that features add to those which the main menu always has. */
export class MenuButtons {
  constructor(private readonly entries: readonly MenuEntry[]) {}

  of(turn: Turn): Button[] {
    return this.entries.map((entry) => entry(turn)).filter((button) => button !== undefined);
  }
}

/** The same of «Мой магазин». */
export class OwnShopButtons extends MenuButtons {}
