import { RegosCards } from './cards';
import { SelectorIgnoredError } from './errors';
import { RegosIntegration } from './integration';
import { RegosItemGroups } from './item-groups';
import { RegosReferences } from './references';
import { aRegos, CONNECTION, CONNECTION_ID, failureOf, ok } from './regos.fixture';

describe('references', () => {
  it('reads price types with their currency', async () => {
    const { transport, requests } = aRegos(() =>
      ok([{ id: 2, name: 'Розничная', currency: { code_chr: 'USD' } }]),
    );
    expect(await new RegosReferences(transport).priceTypes(CONNECTION)).toEqual([
      { id: 2, name: 'Розничная', deleted: false, currency: 'USD' },
    ]);
    expect(requests[0]?.body).toEqual({ limit: 500, offset: 0 });
  });

  it.each([
    ['stocks', 'Stock/Get', { deleted_mark: true }],
    ['deliveryTypes', 'DeliveryType/Get', { deleted_mark: true }],
    ['orderSources', 'DeliveryFrom/Get', { deleted: true }],
    ['customerGroups', 'RetailCustomerGroup/Get', { deleted: true }],
  ] as const)('reads %s', async (name, method, deletedMark) => {
    const { transport, requests } = aRegos(() => ok([{ id: 1, name: 'A', ...deletedMark }, { id: null }]));
    expect(await new RegosReferences(transport)[name](CONNECTION)).toEqual([
      { id: 1, name: 'A', deleted: true },
    ]);
    expect(requests[0]?.method).toBe(method);
  });

  it('reads the whole tree of groups, roots without a parent', async () => {
    const rows = [
      { id: 3, parent_id: 0, name: 'Напитки' },
      { id: 7, parent_id: 3, name: 'Соки' },
    ];
    const { transport, requests } = aRegos(() => ok(rows));
    expect(await new RegosItemGroups(transport).getAll(CONNECTION, 'background')).toEqual([
      { id: 3, parentId: undefined, name: 'Напитки' },
      { id: 7, parentId: 3, name: 'Соки' },
    ]);
    expect(requests[0]?.body).toEqual({});
  });
});

describe('cards', () => {
  const row = {
    id: 77,
    customer: { id: 812 },
    barcode_value: '7700001234567',
    promo: { id: 1, name: 'Бонус 3%' },
    bonus_amount: 12500.5,
    unlimited: true,
    expiry_date: '01-01-2027',
    enabled: true,
  };

  it('reads a card', async () => {
    const { transport, config, requests } = aRegos(() => ok([row, { ...row, id: 78, unlimited: false }]));
    const cards = await new RegosCards(transport, config).getByCustomer(CONNECTION, 812);
    expect(cards[0]).toEqual({
      id: 77,
      customerId: 812,
      barcode: '7700001234567',
      programme: 'Бонус 3%',
      balance: '12500.5',
      enabled: true,
      expiresOn: undefined,
    });
    expect(cards[1]?.expiresOn).toBe('2027-01-01');
    expect(requests[0]?.body).toMatchObject({
      customer_ids: [812],
      filters: [{ Field: 'customer_ids', Operator: 'Equal', Value: '812' }],
    });
  });

  it.each([
    ['31-12-2026', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['2026-12-31T00:00:00', '2026-12-31'],
    ['', undefined],
    [0, undefined],
  ])('reads the last day %j', async (expiry_date, expiresOn) => {
    const { transport, config } = aRegos(() => ok([{ ...row, unlimited: false, expiry_date }]));
    const cards = await new RegosCards(transport, config).getByCustomer(CONNECTION, 812);
    expect(cards).toMatchObject([{ expiresOn }]);
  });

  it('takes a card of which REGOS does not say that it is off for one that is on', async () => {
    const { transport, config } = aRegos(() =>
      ok([
        { ...row, enabled: null },
        { ...row, enabled: 'False' },
      ]),
    );
    const cards = await new RegosCards(transport, config).getByCustomer(CONNECTION, 812);
    expect(cards.map(({ enabled }) => enabled)).toEqual([true, false]);
  });

  it.each([[{ id: 813 }], [null]])('never shows a card of the customer %j', async (customer) => {
    const { transport, config } = aRegos(() => ok([row, { ...row, customer }]));
    const failure = await failureOf(new RegosCards(transport, config).getByCustomer(CONNECTION, 812));
    expect(failure).toBeInstanceOf(SelectorIgnoredError);
  });
});

describe('payment types', () => {
  it.each([
    [true, true],
    ['True', true],
    ['Frontoffice', true],
    [1, true],
    [false, false],
    ['False', false],
    ['backoffice', false],
    [2, undefined],
    [null, undefined],
  ])('whose use is %j are usable: %j (CONTRACT 21.11)', async (enabled, usable) => {
    const { transport } = aRegos(() => ok([{ id: 1, name: 'Наличные', enabled }]));
    expect(await new RegosReferences(transport).paymentTypes(CONNECTION)).toEqual([{ id: 1, usable }]);
  });
});

describe('the connection', () => {
  it('reads settings as text, an empty value too', async () => {
    const { transport, requests } = aRegos(() =>
      ok([
        { key: 'stock_id', value: 1 },
        { key: 'X', value: null },
      ]),
    );
    expect(await new RegosIntegration(transport).getSettings(CONNECTION)).toEqual([
      { key: 'stock_id', value: '1' },
      { key: 'X', value: '' },
    ]);
    expect(requests[0]?.body).toEqual({ connected_integration_id: CONNECTION_ID });
  });

  it('finds itself among connections, and nobody else', async () => {
    const rows = [
      { connected_integration_id: 'f'.repeat(32), key: 'other', is_active: true },
      { connected_integration_id: CONNECTION_ID, key: 'our_tg_orders', is_active: true },
    ];
    const { transport } = aRegos((_, index) => ok(index === 0 ? rows : rows.slice(0, 1)));
    const integration = new RegosIntegration(transport);
    expect(await integration.getConnectedIntegration(CONNECTION)).toEqual({
      connectedIntegrationId: CONNECTION_ID,
      key: 'our_tg_orders',
      active: true,
    });
    expect(await integration.getConnectedIntegration(CONNECTION)).toBeUndefined();
  });

  it('reads the account, whose dates may be missing or wrong', async () => {
    const { transport } = aRegos((_, index) =>
      ok(
        index === 0
          ? { api_login: 'demo', paid_until: '2026-12-31T00:00:00Z', status: 'Active' }
          : { paid_until: '-' },
      ),
    );
    const integration = new RegosIntegration(transport);
    expect(await integration.getInfo(CONNECTION)).toEqual({
      apiLogin: 'demo',
      tariffName: undefined,
      paidUntil: new Date('2026-12-31T00:00:00Z'),
      status: 'Active',
    });
    expect((await integration.getInfo(CONNECTION)).paidUntil).toBeUndefined();
  });

  it('reads the clock of REGOS in seconds', async () => {
    const { transport } = aRegos(() => ok(1763800000));
    expect(await new RegosIntegration(transport).now(CONNECTION)).toEqual(new Date(1763800000_000));
  });
});
