import { cartTotal } from '@rto/cart';
import { BoughtGoods } from './bought-goods';
import { newCheckout } from '../checkout';
import { OrderService } from '../order.service';
import { aLine } from '../orders.builders';
import { TestShop } from '../shop.fixture';

describe('what is bought in a shop', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());

  const order = async (chatId: number, ...itemIds: number[]): Promise<void> => {
    const lines = itemIds.map((itemId) => aLine({ itemId }));
    const cart = { lines, total: cartTotal(lines), version: 1, updatedAt: undefined };
    await shop.app
      .get(OrderService)
      .place(shop.tenant, chatId, newCheckout(false, `99890123456${chatId}`), cart);
  };

  it('is counted by orders, for each shop apart', async () => {
    await shop.reset();
    await order(1, 7);
    await shop.reset();
    await order(2, 7, 8);
    await order(3, 8);
    const bought = await shop.app.get(BoughtGoods).of(shop.tenant.id);
    expect([...bought].sort(([one], [other]) => one - other)).toEqual([
      [7, 1],
      [8, 2],
    ]);
  });

  it('is nothing in a shop without orders', async () => {
    await shop.reset();
    expect((await shop.app.get(BoughtGoods).of(shop.tenant.id)).size).toBe(0);
  });
});
