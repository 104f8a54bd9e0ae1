import { aShop, aShopItem, type FakeRegos, type FakeTelegram } from '@rto/fakes';
import { connectShop, type ServiceAddress } from '../src/demo-tenant';
import type { Dice } from './dice';

const CONNECT_TIMEOUT_MS = 120_000;
/** More than everybody buys: a shortage is a fault of its own here. */
const ENDLESS = { 1: '1000000' };

export interface Shop {
  readonly connectionId: string;
  readonly botToken: string;
}

/** Shops that both fakes know and that the service serves; every third has its orders approved by us. */
export async function openShops(
  count: number,
  { regos, telegram, dice }: { regos: FakeRegos; telegram: FakeTelegram; dice: Dice },
  service: ServiceAddress,
  handlerUrl: string,
): Promise<Shop[]> {
  const data = aShop({ items: [aShopItem({ onHand: ENDLESS })] });
  const shops = Array.from({ length: count }, (_, index): Shop => {
    const shop = {
      connectionId: hex(dice, 32),
      botToken: `${7_100_000_000 + index}:AA${hex(dice, 33)}`,
    };
    telegram.addBot({ token: shop.botToken });
    regos.addAccount({
      connectedIntegrationId: shop.connectionId,
      shop: data,
      handlerUrl,
      settings: {
        BOT_TOKEN: shop.botToken,
        PRICE_TYPE_ID: '2',
        STOCK_ID: '1',
        ORDER_SOURCE_ID: '4',
        CATALOG_VIEW: 'list',
        ...{ MAX_OPEN_ORDERS: '0', MAX_ORDERS_PER_DAY: '0' }, // few people order for many
        CUSTOMER_GROUP_ID: '1',
        AUTO_APPROVE: String(index % 3 === 2),
      },
    });
    return shop;
  });
  await Promise.all(
    shops.map(({ connectionId }, index) =>
      connectShop(
        service,
        { connectedIntegrationId: connectionId, name: `Магазин ${index + 1}` },
        AbortSignal.timeout(CONNECT_TIMEOUT_MS),
      ),
    ),
  );
  return shops;
}

function hex(dice: Dice, length: number): string {
  return Array.from({ length }, () => dice.between(0, 15).toString(16)).join('');
}
