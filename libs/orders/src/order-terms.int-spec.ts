import { ShopperRepository } from '@rto/customers';
import { localDate } from '@rto/kernel';
import type { FaultKind, ShopCard } from '@rto/fakes';
import type { OrderDraft } from './order';
import { ADD_FULL, TestShop } from './shop.fixture';

const CUSTOMER = 812;
const CHAT = 700;
const GET_CARDS = 'RetailCard/Get';
const GET_PAYMENTS = 'PaymentType/Get';
const EDIT = 'RetailCustomer/Edit';
const PHONE = '998901234567';

/** What the till sees of an order besides its goods (docs/regos.md 21.11). */
describe('the document of an order', () => {
  let shop: TestShop;
  let nextId = 1_000;
  beforeAll(async () => {
    shop = await TestShop.open();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    await shop.reset();
    shop.regos.addCustomer(shop.connectionId, {
      id: CUSTOMER,
      groupId: 1,
      firstName: 'Aziz',
      mainPhone: PHONE,
    });
  });
  afterEach(() => expect(shop.regos.violations).toEqual([]));

  function aCard(card: Partial<ShopCard> = {}): number {
    const id = nextId++;
    const fresh = { id, customerId: CUSTOMER, barcode: `77000${id}`, bonus: '0' };
    shop.regos.addCard(shop.connectionId, { ...fresh, ...card });
    return id;
  }
  /** A day on the shop's wall clock, as REGOS writes it. */
  function day(fromToday: number): string {
    const at = new Date(shop.clock.now().getTime() + fromToday * 86_400_000);
    return localDate(at, 'Asia/Tashkent').split('-').reverse().join('-');
  }
  async function submitted(overrides: Partial<OrderDraft> = {}) {
    const order = await shop.place(overrides);
    expect(await shop.submit(order)).toBe('submitted');
    return shop.documents.at(-1);
  }

  it('carries the one card of the customer, for a first order in four calls', async () => {
    const cardId = aCard();
    expect(await submitted()).toMatchObject({ customer: { id: CUSTOMER }, cardId });
    // RetailCustomer/Get by Telegram is the checkout's
    expect(shop.calls.slice(0, shop.calls.indexOf(ADD_FULL) + 1)).toEqual(['batch', GET_CARDS, ADD_FULL]);
    expect(shop.calls).toContain(EDIT); // REGOS is told of the link when the document is made
  });

  it('carries the one that was confirmed, and no card is read then', async () => {
    const cardId = aCard();
    await shop.app.get(ShopperRepository).save(shop.tenant.id, CHAT, { regosCustomerId: CUSTOMER });
    expect(await submitted({ card: { id: cardId, name: '…1' } })).toMatchObject({ cardId });
    expect(await submitted({ card: null })).toMatchObject({ cardId: undefined });
    expect(shop.calls).not.toContain(GET_CARDS);
  });

  it('carries it for a known buyer in two calls', async () => {
    const cardId = aCard();
    await shop.app.get(ShopperRepository).save(shop.tenant.id, CHAT, { regosCustomerId: CUSTOMER });
    expect(await submitted()).toMatchObject({ cardId });
    expect(shop.calls.slice(0, 2)).toEqual([GET_CARDS, ADD_FULL]);
  });

  it.each<[string, () => unknown]>([
    ['there is none', () => undefined],
    ['there are two', () => [aCard(), aCard()]],
    ['it is disabled', () => aCard({ enabled: false })],
    ['it expired yesterday', () => aCard({ expiryDate: day(-1) })],
    ['cards cannot be read', () => shop.addFault({ kind: 'errorCode', code: 7501 }, GET_CARDS)],
    ['cards are not answered', () => shop.addFault({ kind: 'lostBefore' }, GET_CARDS, 2)],
  ])('carries no card when %s', async (_case, prepare) => {
    prepare();
    expect(await submitted()).toMatchObject({ customer: { id: CUSTOMER }, cardId: undefined });
  });

  it('carries of two the one that the person chose, and none when that is not taken any more', async () => {
    const [chosen] = [aCard(), aCard(), aCard()];
    const shoppers = shop.app.get(ShopperRepository);
    await shoppers.save(shop.tenant.id, CHAT, { regosCustomerId: CUSTOMER, regosCardId: chosen });
    expect(await submitted()).toMatchObject({ cardId: chosen });
    await shoppers.save(shop.tenant.id, CHAT, { regosCardId: chosen + 100 });
    expect(await submitted()).toMatchObject({ cardId: undefined });
  });

  it('carries the one that is taken today, whatever became of others', async () => {
    aCard({ enabled: false });
    aCard({ expiryDate: day(-1) });
    const cardId = aCard({ expiryDate: day(0) });
    expect(await submitted()).toMatchObject({ cardId });
  });

  it('carries no card of a customer that belongs to another chat', async () => {
    aCard();
    await shop.app
      .get(ShopperRepository)
      .save(shop.tenant.id, 1, { phone: PHONE, regosCustomerId: CUSTOMER });
    expect(await submitted()).toMatchObject({ customer: { id: CUSTOMER }, cardId: undefined });
    expect(shop.calls).not.toContain(GET_CARDS);
  });

  it('asks a new customer for no card', async () => {
    await submitted({ chatId: 701, phone: '998907777777' });
    expect(shop.calls.slice(0, 3)).toEqual(['batch', 'RetailCustomer/Add', ADD_FULL]);
    expect(shop.calls).not.toContain(GET_CARDS);
  });

  it.each<FaultKind>([
    { kind: 'errorCode', code: 1044 },
    { kind: 'errorCode', code: 1130 },
    { kind: 'errorCode', code: 4017 },
  ])('is made without a card that REGOS does not take: %j', async (fault) => {
    aCard();
    shop.addFault(fault);
    const document = await submitted();
    expect(document).toMatchObject({ customer: { id: CUSTOMER }, cardId: undefined });
    expect(shop.documents).toHaveLength(1);
    expect(shop.calls.filter((method) => method === ADD_FULL)).toHaveLength(2);
  });

  it('is made without a card that was switched off since it was read', async () => {
    const id = aCard();
    await submitted();
    shop.regos.addCard(shop.connectionId, {
      id,
      customerId: CUSTOMER,
      barcode: '1',
      bonus: '0',
      enabled: false,
    });
    expect(await submitted()).toMatchObject({ cardId: undefined });
  });

  it('is not made again without its card when nobody knows whether it was made', async () => {
    aCard();
    shop.addFault({ kind: 'lostAfter' });
    expect(await shop.submit(await shop.place())).toBe('unknown');
    expect(shop.calls.filter((method) => method === ADD_FULL)).toHaveLength(1);
  });

  it('ends with the refusal that has nothing to do with the card', async () => {
    aCard();
    shop.addFault({ kind: 'errorCode', code: 1029 });
    expect(await shop.submit(await shop.place())).toBe('refused');
    expect(shop.calls.filter((method) => method === ADD_FULL)).toHaveLength(1);
  });

  it('carries way of payment and wanted time when they are known', async () => {
    const deliveryAt = new Date('2026-12-01T07:00:00Z');
    expect(await submitted({ paymentTypeId: 1, deliveryAt })).toMatchObject({ paymentTypeId: 1, deliveryAt });
    expect(await submitted()).toMatchObject({ paymentTypeId: undefined, deliveryAt: undefined });
  });

  describe('in a shop that knows one way of payment', () => {
    const only = [
      { id: 3, name: 'Перечисление', enabled: 'backoffice' },
      { id: 5, name: 'Талоны', enabled: false },
      { id: 7, name: 'Наличные', enabled: true },
    ] as const;

    it('carries it once the shop was asked, which no order waits for', async () => {
      await shop.reset({}, { paymentTypes: only });
      expect(await submitted()).toMatchObject({ paymentTypeId: undefined });
      expect(shop.calls.indexOf(GET_PAYMENTS)).toBeGreaterThan(shop.calls.indexOf(ADD_FULL));
      expect(await submitted()).toMatchObject({ paymentTypeId: 7 });
      expect(await submitted({ paymentTypeId: 3 })).toMatchObject({ paymentTypeId: 3 });
      expect(shop.calls.filter((method) => method === GET_PAYMENTS)).toHaveLength(1);
    });

    it('is made without one that REGOS does not take any more', async () => {
      await shop.reset({}, { paymentTypes: only });
      await submitted();
      shop.addFault({ kind: 'errorCode', code: 1130 });
      expect(await submitted()).toMatchObject({ paymentTypeId: undefined });
    });

    it.each([
      ['of which nobody knows the use', [...only, { id: 8, name: 'Payme', enabled: 2 } as const]],
      ['of the same kind', [...only, { id: 8, name: 'Карта', enabled: 'True' } as const]],
      ['at the till', [...only, { id: 8, name: 'Карта', enabled: 'Frontoffice' } as const]],
    ])('carries none when there is another one %s', async (_case, paymentTypes) => {
      await shop.reset({}, { paymentTypes });
      await submitted();
      expect(await submitted()).toMatchObject({ paymentTypeId: undefined });
    });

    it('is not asked how another shop is paid', async () => {
      await shop.reset({}, { paymentTypes: only });
      await submitted();
      await shop.reset();
      expect(await submitted()).toMatchObject({ paymentTypeId: undefined });
    });
  });

  it('keeps the cards of one shop from another', async () => {
    const cardId = aCard();
    expect(await submitted()).toMatchObject({ cardId });
    await shop.reset();
    shop.regos.addCustomer(shop.connectionId, {
      id: CUSTOMER,
      groupId: 1,
      firstName: 'Bek',
      mainPhone: PHONE,
    });
    const other = aCard();
    expect(await submitted()).toMatchObject({ cardId: other });
  });

  it('tells the buyer that the shop has to verify the phone (1166)', async () => {
    shop.addFault({ kind: 'errorCode', code: 1166 }, 'RetailCustomer/Add');
    const order = await shop.place({ chatId: 702, phone: '998907777777' });
    expect(await shop.submit(order)).toBe('refused');
    expect((await shop.ledger.notices(order.id)).map(({ content }) => content)).toMatchObject([
      { type: 'orderRefused', reason: 'phoneUnverified' },
    ]);
  });
});
