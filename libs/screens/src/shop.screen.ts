import type { MapPoint, TenantSettings } from '@rto/settings';
import { row, type ActionOf, type ActionTable } from './action';
import { menuButton } from './menu.screen';
import { bold, lines, type Keyboard, type Screen } from './screen';
import { writeRow } from './talk.screen';
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
  readonly phone?: string | undefined;
  /** In Telegram, without `@`. */
  readonly username?: string | undefined;
  readonly address?: string | undefined;
  readonly location?: MapPoint | undefined;
  /** Its staff has a chat, to which the bot can bring what a buyer writes. */
  readonly canWrite?: boolean | undefined;
}

type ContactSettings = Pick<
  TenantSettings,
  'shopPhone' | 'shopUsername' | 'shopAddress' | 'shopLocation' | 'ordersChatId'
>;

export function contactsOf(settings: ContactSettings): ShopContacts {
  const { shopPhone, shopUsername, shopAddress, shopLocation, ordersChatId } = settings;
  const canWrite = ordersChatId !== undefined || undefined;
  return { phone: shopPhone, username: shopUsername, address: shopAddress, location: shopLocation, canWrite };
}

/** The line of a trouble that says how to reach the shop; undefined where it gave no way. */
export function reachText({ phone, username, address }: ShopContacts, t: Texts): string | undefined {
  const ways = [phone, username && `@${username}`].filter((way) => way !== undefined && way !== '');
  const reach = ways.length > 0 ? ways.join(', ') : address;
  return reach === undefined ? undefined : t.shop.reach(reach);
}

interface ShopView {
  readonly name: string;
  readonly contacts: ShopContacts;
  /** `HH:MM`; undefined: at all hours. */
  readonly hours: { readonly start: string; readonly end: string } | undefined;
}

/** Where the shop is, when it takes orders, and how to reach it; Telegram makes its phone and its name links. */
export function shopScreen({ name, contacts, hours }: ShopView, t: Texts): Screen {
  const { phone, username, address } = contacts;
  const isReachable = Object.values(contacts).some((way) => way !== undefined);
  return {
    text: lines(
      bold(name),
      '',
      isReachable ? undefined : t.shop.noContacts,
      address && `📍 ${address}`,
      hours && t.shop.hours(hours.start, hours.end),
      phone && `📞 ${phone}`,
      username && `✉️ @${username}`,
    ),
    keyboard: [...writeRow(contacts.canWrite, t), ...linkButtons(contacts, t), [menuButton(t)]],
  };
}

function linkButtons({ username, location }: ShopContacts, t: Texts): Keyboard {
  const map = location && { label: t.shop.map, url: mapUrl(location) };
  const chat = username === undefined ? undefined : { label: t.shop.write, url: `https://t.me/${username}` };
  const buttons = [map, chat].filter((button) => button !== undefined);
  return buttons.length === 0 ? [] : [buttons];
}

/** Opens the map that the phone has. @source https://developers.google.com/maps/documentation/urls/get-started */
export function mapUrl({ latitude, longitude }: MapPoint): string {
  return `https://www.google.com/maps/search/?api=1&query=${latitude},${longitude}`;
}
