import { ShopperRepository } from '@rto/customers';
import { TestConversation } from './conversation.fixture';

describe('a person who cannot be written down', () => {
  let buyer: TestConversation;
  beforeAll(async () => {
    buyer = await TestConversation.open();
  });
  afterAll(() => buyer.close());
  beforeEach(async () => {
    await buyer.reset();
    await buyer.forgetDialog();
    buyer.shown.length = 0;
    jest.spyOn(buyer.app.get(ShopperRepository), 'save').mockRejectedValue(new Error('SQLSTATE 57014'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    buyer.isLastTry = false;
  });

  it.each([
    ['a tap', () => buyer.tap({ type: 'openMenu' })],
    ['a message', () => buyer.say({ text: '/start' })],
  ])('hears nothing while %s is tried, and that it failed after the last try', async (_what, act) => {
    await expect(act()).rejects.toThrow('57014');
    expect(buyer.shown).toEqual([]);
    buyer.isLastTry = true;
    await expect(act()).rejects.toThrow('57014');
    expect(buyer.shown).toEqual(['Что-то пошло не так, но ничего не потеряно. Попробуйте ещё раз.']);
  });
});
