import { ShopperRepository } from '@rto/customers';
import { TestConversation } from './conversation.fixture';

const CUSTOMER = 812;
const CHAT = 700;

describe('the loyalty card of an order', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  });
  afterAll(() => buyer.close());
  beforeEach(async () => {
    await buyer.reset();
    buyer.regos.addCustomer(buyer.connectionId, {
      id: CUSTOMER,
      groupId: 1,
      firstName: 'Aziz',
      mainPhone: '998901234567',
    });
    const known = { regosCustomerId: CUSTOMER, phone: '998901234567' };
    await buyer.app.get(ShopperRepository).save(buyer.tenantId, CHAT, known);
  });

  function hasCards(...ids: readonly number[]): void {
    for (const id of ids) {
      const card = { id, customerId: CUSTOMER, barcode: `7700001${id}`, bonus: '0' };
      buyer.regos.addCard(buyer.connectionId, card);
    }
  }
  const cardCalls = (): number =>
    buyer.regos.calls.filter(
      ({ method, connectedIntegrationId }) =>
        method === 'RetailCard/Get' && connectedIntegrationId === buyer.connectionId,
    ).length;
  const confirmed = async (): Promise<string | undefined> => {
    const { id, version } = await buyer.draft();
    await buyer.tap({ type: 'confirm', checkoutId: id, version });
    const [order] = await buyer.orders();
    return order?.card === null ? 'none' : order?.card?.name;
  };

  it('is the only one, named at the summary and on the page of the order, and asked for once', async () => {
    hasCards(4567);
    await buyer.toSummary();
    expect(buyer.shown.at(-1)).toContain('Карта: Бонус 3% …4567');
    expect(await confirmed()).toBe('Бонус 3% …4567');
    await buyer.tap({ type: 'openOrder', number: 1 });
    expect(buyer.shown.at(-1)).toContain('Карта: Бонус 3% …4567');
    expect(cardCalls()).toBe(1);
  });

  it('is chosen of several behind «Изменить», for this order and those after it', async () => {
    hasCards(4567, 9001);
    const { id } = await buyer.toSummary();
    expect(buyer.shown.at(-1)).toContain('Карта не выбрана');
    await buyer.tap({ type: 'editCheckout', checkoutId: id });
    await buyer.tap({ type: 'editAnswer', checkoutId: id, step: 'card' });
    expect(buyer.shown.at(-1)).toContain('Какая карта пойдёт с заказом?');
    await buyer.say({ text: 'Бонус 3% …9001' });
    expect(buyer.shown.at(-1)).toContain('Карта: Бонус 3% …9001');
    expect(await confirmed()).toBe('Бонус 3% …9001');
    const shopper = await buyer.app.get(ShopperRepository).find(buyer.tenantId, CHAT);
    expect(shopper?.regosCardId).toBe(9001);
  });

  it('is none of another person', async () => {
    hasCards(4567, 9001);
    const { id } = await buyer.toSummary();
    await buyer.tap({ type: 'editCheckout', checkoutId: id });
    await buyer.tap({ type: 'editAnswer', checkoutId: id, step: 'card' });
    await buyer.tap({ type: 'chooseCard', checkoutId: id, cardId: 1 });
    await buyer.tap({ type: 'keepAnswers', checkoutId: id });
    expect(await confirmed()).toBe('none');
  });
});
