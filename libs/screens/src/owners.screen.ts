import { row, type ActionOf, type ActionTable } from './action';
import { count } from './action-parts';
import type { Formats } from './formats';
import { ownShopBack } from './own-shop.screen';
import { shorten } from './names';
import { bold, lines, type Button, type Screen } from './screen';
import type { Texts } from './texts';

/** Buttons of the list of owners. */
export const ownersActions = {
  openOwners: row('yp'),
  inviteOwner: row('yi'),
  askRemoveOwner: row('yr', { chatId: count }),
  removeOwner: row('yx', { chatId: count }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    owners: typeof ownersActions;
  }
}
export type OwnersAction = ActionOf<typeof ownersActions>;

export interface OwnerRow {
  readonly chatId: number;
  /** Undefined: not known yet. */
  readonly name: string | undefined;
  readonly since: Date;
  readonly isReader: boolean;
}

const LONGEST_NAME = 40;

/** Who runs the shop, each with a button to remove them. */
export function ownersScreen(owners: readonly OwnerRow[], t: Texts, f: Formats): Screen {
  const remove = (one: OwnerRow): Button => ({
    label: `❌ ${t.owner.remove}: ${ownerName(one, t)}`,
    action: { type: 'askRemoveOwner', chatId: one.chatId },
  });
  return {
    text: lines(
      bold(t.owner.owners),
      t.owner.ownersHint,
      '',
      ...owners.map((one) => `• ${t.owner.since(ownerName(one, t), f.dateTime(one.since))}`),
    ),
    keyboard: [
      ...owners.map((one) => [remove(one)]),
      [{ label: t.owner.invite, action: { type: 'inviteOwner' } }],
      ...ownShopBack(t),
    ],
  };
}

export function removeOwnerScreen(one: OwnerRow, t: Texts): Screen {
  return {
    text: [bold(t.owner.removeQuestion(ownerName(one, t)))],
    keyboard: [
      [
        { label: `❌ ${t.owner.remove}`, action: { type: 'removeOwner', chatId: one.chatId } },
        { label: t.owner.back, action: { type: 'openOwners' } },
      ],
    ],
  };
}

/** To be forwarded: it has no buttons, which would stand there as well. */
export function invitationScreen(shop: string, link: string, t: Texts): Screen {
  return { text: [t.owner.invitation(shop, link)], keyboard: [] };
}

function ownerName({ name, isReader }: OwnerRow, { owner }: Texts): string {
  const shown = name === undefined || name === '' ? owner.nameless : shorten(name, LONGEST_NAME);
  return isReader ? `${shown} (${owner.you})` : shown;
}
