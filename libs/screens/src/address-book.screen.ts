import type { SavedAddress } from '@rto/customers';
import { row, type ActionOf, type ActionTable } from './action';
import { count, keyOf, shortId } from './action-parts';
import { menuButton } from './menu.screen';
import { buttonName } from './names';
import { bold, lines, type Button, type Screen } from './screen';
import type { Texts } from './texts';

export type UsualName = 'home' | 'work';

/** Buttons of the places that a person has saved. */
export const addressBookActions = {
  openAddresses: row('b'),
  /** Asks for the name of the place of this checkout. */
  saveAddress: row('bs', { checkoutId: shortId }),
  nameAddress: row('bn', { checkoutId: shortId, name: keyOf<UsualName>({ home: true, work: true }) }),
  removeAddress: row('bd', { addressId: count }),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    addressBook: typeof addressBookActions;
  }
}
export type AddressBookAction = ActionOf<typeof addressBookActions>;

/** The saved places, each with a button that takes it out. */
export function addressesScreen(saved: readonly SavedAddress[], isCheckoutOpen: boolean, t: Texts): Screen {
  const rows = saved.map(({ name, address }) => `• ${name}: ${address ?? t.checkout.location}`);
  return {
    text: lines(bold(t.addresses.title), '', ...(rows.length === 0 ? [t.addresses.none] : rows)),
    keyboard: [
      ...saved.map(({ id, name }): Button[] => [
        { label: t.addresses.remove(buttonName(name)), action: { type: 'removeAddress', addressId: id } },
      ]),
      isCheckoutOpen
        ? [{ label: t.menu.checkout, action: { type: 'startCheckout' } }, menuButton(t)]
        : [menuButton(t)],
    ],
  };
}

export function addressNameScreen(checkoutId: string, t: Texts, remark?: string): Screen {
  const named = (name: UsualName): Button => ({
    label: t.addresses[name],
    action: { type: 'nameAddress', checkoutId, name },
  });
  return {
    text: lines(...(remark === undefined ? [] : [remark, '']), bold(t.addresses.askName)),
    keyboard: [
      [named('home'), named('work')],
      [{ label: t.checkout.keep, action: { type: 'keepAnswers', checkoutId } }],
    ],
  };
}
