import { randomBytes, randomInt } from 'node:crypto';
import type { FakeRegos, FakeTelegram, ShopCard, ShopCustomer, ShopData } from '@rto/fakes';
import { demoShop } from './shop';
import { LOYAL_CUSTOMER, OWNER_CODE } from './shoppers';
import { STAFF_VIEW, StaffRoom } from './staff-room';

/** The loyal customer's rows in REGOS; far from the ids of the stocked shop. */
const LOYAL_CUSTOMER_ID = 9001;
const LOYAL_CARD_ID = 9101;

/** The demo's one shop, connected on both sides. */
export interface OpenShop {
  readonly connectedIntegrationId: string;
  readonly name: string;
  readonly botToken: string;
  readonly bot: { readonly name: string; readonly username: string };
  readonly staffRoom: StaffRoom;
  readonly data: ShopData;
  readonly priceTypeId: number;
  readonly stockId: number;
}

/** By which the service names the shop on each side. */
export interface ShopIdentity {
  readonly connectedIntegrationId: string;
  readonly botToken: string;
}

/** Opens the shop: an account with stock and settings in REGOS, a bot in Telegram. */
export function openShop(
  regos: FakeRegos,
  telegram: FakeTelegram,
  urls: { readonly pictureUrl: string; readonly handlerUrl: string },
  { connectedIntegrationId, botToken } = aNewIdentity(),
): OpenShop {
  const bot = { name: 'Dastarxon', username: 'dastarxon_demo_bot' };
  telegram.addBot({ token: botToken, firstName: bot.name, username: bot.username });
  const staffRoom = new StaffRoom(telegram, botToken);
  const stocked = demoShop(urls.pictureUrl);
  const customerGroupId = firstId(stocked.customerGroups);
  const loyal = loyalCustomer(customerGroupId);
  const data: ShopData = {
    ...stocked,
    customers: [...stocked.customers, loyal.customer],
    cards: [...stocked.cards, loyal.card],
  };
  const sold = { priceTypeId: firstId(data.priceTypes), stockId: firstId(data.stocks) };
  regos.addAccount({
    connectedIntegrationId,
    shop: data,
    handlerUrl: urls.handlerUrl,
    settings: {
      BOT_TOKEN: botToken,
      PRICE_TYPE_ID: String(sold.priceTypeId),
      STOCK_ID: String(sold.stockId),
      ORDER_SOURCE_ID: String(firstId(data.sources)),
      CUSTOMER_GROUP_ID: String(customerGroupId),
      MIN_ORDER_AMOUNT: '20000',
      DELIVERY_TYPE_REQUIRED: 'true',
      ORDERS_CHAT_ID: String(STAFF_VIEW.id),
      OWNER_CODE,
      SHOP_PHONE: '+998712000000',
      SHOP_ADDRESS: 'Ташкент, Чиланзар, 5-й квартал, 12',
      SHOP_LOCATION: '41.28560,69.20340',
    },
  });
  return { connectedIntegrationId, name: bot.name, botToken, bot, data, staffRoom, ...sold };
}

function aNewIdentity(): ShopIdentity {
  return {
    connectedIntegrationId: randomBytes(16).toString('hex'),
    botToken: `${randomInt(1_000_000_000, 9_999_999_999)}:AA${randomBytes(25).toString('base64url')}`,
  };
}

function loyalCustomer(groupId: number): { customer: ShopCustomer; card: ShopCard } {
  const { id: telegramId, firstName, lastName, phone } = LOYAL_CUSTOMER;
  return {
    customer: {
      id: LOYAL_CUSTOMER_ID,
      groupId,
      firstName,
      lastName,
      mainPhone: phone,
      fields: { field_telegram_id: String(telegramId) },
    },
    card: { id: LOYAL_CARD_ID, customerId: LOYAL_CUSTOMER_ID, barcode: '7700001234567', bonus: '48500.00' },
  };
}

/** @throws Error when the demo shop lacks something that no shop can sell without */
function firstId(rows: readonly { readonly id: number }[]): number {
  const [first] = rows;
  if (!first) throw new Error('the demo shop has no price type, stock, order source or customer group');
  return first.id;
}
