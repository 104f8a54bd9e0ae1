import { Injectable } from '@nestjs/common';
import { formatMinuteOfDay } from '@rto/kernel';
import { contactsOf, shopActions, shopScreen, type ShopAction } from '@rto/screens';
import type { Taps } from './flow';
import type { MenuEntry } from './menu-buttons';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** «Магазин»: how to reach it. */
@Injectable()
export class ShopFlow {
  static readonly actions = shopActions;
  static readonly words: Words = ({ shop }) =>
    [shop.button, shop.map, shop.write].map((label) => [label, { type: 'openShop' }] as const);
  /** Once there is something to read behind it. */
  static readonly inMenu: MenuEntry = ({ t, tenant: { settings } }) =>
    Object.values(contactsOf(settings)).some((way) => way !== undefined)
      ? { label: t.shop.button, action: { type: 'openShop' } }
      : undefined;
  readonly taps: Taps<ShopAction> = { openShop: (turn) => this.open(turn) };

  private open(turn: Turn): Reply {
    moveTo(turn, { type: 'openShop' });
    const { name, settings } = turn.tenant;
    const { openingHours } = settings;
    const hours = openingHours && {
      start: formatMinuteOfDay(openingHours.start),
      end: formatMinuteOfDay(openingHours.end),
    };
    return { screen: shopScreen({ name, contacts: contactsOf(settings), hours }, turn.t) };
  }
}
