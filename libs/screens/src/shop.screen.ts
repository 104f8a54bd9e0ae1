import { row, type ActionOf, type ActionTable } from './action';
import { menuButton } from './menu.screen';
import { bold, lines, type Screen } from './screen';
import type { Texts } from './texts';

/** The button of the shop's contacts. */
export const shopActions = {
  openShop: row('sh'),
} satisfies ActionTable;
declare module './action' {
  interface ActionTables {
    shop: typeof shopActions;
  }
}
export type ShopAction = ActionOf<typeof shopActions>;

export interface ShopContacts {
  readonly name: string;
  readonly phone: string | undefined;
  readonly address: string | undefined;
  /** `HH:MM`; undefined: at all hours. */
  readonly hours: { readonly start: string; readonly end: string } | undefined;
}

/** How to reach the shop, in its own words; Telegram makes its phone a link. */
export function shopScreen({ name, phone, address, hours }: ShopContacts, t: Texts): Screen {
  const isReachable = phone !== undefined || address !== undefined;
  return {
    text: lines(
      bold(name),
      '',
      isReachable ? undefined : t.shop.noContacts,
      phone && `📞 ${phone}`,
      address && `📍 ${address}`,
      hours && t.shop.hours(hours.start, hours.end),
    ),
    keyboard: [[menuButton(t)]],
  };
}
