import { Injectable } from '@nestjs/common';
import { formatMinuteOfDay } from '@rto/kernel';
import { shopActions, shopScreen, type ShopAction } from '@rto/screens';
import type { Taps } from './flow';
import type { MenuEntry } from './menu-buttons';
import { moveTo, type Reply, type Turn } from './turn';
import type { Words } from './words';

/** «Магазин»: how to reach it. */
@Injectable()
export class ShopFlow {
  static readonly actions = shopActions;
  static readonly words: Words = ({ shop }) => [[shop.button, { type: 'openShop' }]];
  /** Once there is something to read behind it. */
  static readonly inMenu: MenuEntry = ({ t, tenant: { settings } }) =>
    settings.shopPhone === undefined && settings.shopAddress === undefined
      ? undefined
      : { label: t.shop.button, action: { type: 'openShop' } };
  readonly taps: Taps<ShopAction> = { openShop: (turn) => this.open(turn) };

  private open(turn: Turn): Reply {
    moveTo(turn, { type: 'openShop' });
    const { name, settings } = turn.tenant;
    const { shopPhone: phone, shopAddress: address, openingHours } = settings;
    const hours = openingHours && {
      start: formatMinuteOfDay(openingHours.start),
      end: formatMinuteOfDay(openingHours.end),
    };
    return { screen: shopScreen({ name, phone, address, hours }, turn.t) };
  }
}
