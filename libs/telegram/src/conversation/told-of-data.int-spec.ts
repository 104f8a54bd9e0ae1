import { ShopperRepository } from '@rto/customers';
import { texts } from '@rto/screens';
import { TestConversation } from './conversation.fixture';

const CHAT = 700;
const { consent } = texts('ru').menu;

describe('what is kept of a person', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  }, 60_000);
  afterAll(() => buyer.close());
  beforeEach(() => buyer.reset());

  const told = (): number => buyer.shown.splice(0).filter((words) => words.includes(consent)).length;

  it('is told at the first /start, and at no other, however long the person was away', async () => {
    await buyer.say({ text: '/start' });
    expect(told()).toBe(1);
    await buyer.say({ text: '/start' });
    await buyer.tap({ type: 'openMenu' });
    await buyer.forgetDialog();
    await buyer.say({ text: '/start' });
    expect(told()).toBe(0);
    const shopper = await buyer.app.get(ShopperRepository, { strict: false }).find(buyer.tenantId, CHAT);
    expect(shopper?.toldOfDataAt).toEqual(buyer.clock.now());
  });

  it('is told in the first menu to a person who came by a link', async () => {
    await buyer.say({ text: '/start item_101' });
    expect(told()).toBe(0);
    await buyer.tap({ type: 'openMenu' });
    expect(told()).toBe(1);
  });

  it('is told anew in another shop', async () => {
    await buyer.say({ text: '/start' });
    await buyer.reset();
    told();
    await buyer.say({ text: '/start' });
    expect(told()).toBe(1);
  });
});
