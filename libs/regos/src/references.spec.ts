import { Logger } from '@nestjs/common';
import { RegosCards } from './cards';
import { SelectorIgnoredError } from './errors';
import { RegosIntegration } from './integration';
import { RegosItemGroups } from './item-groups';
import { RegosReferences } from './references';
import { aRegos, CONNECTION, CONNECTION_ID, failureOf, ok, refused } from './regos.fixture';

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
  ])('whose use is %j are usable: %j (docs/regos.md 21.11)', async (enabled, usable) => {
    const { transport } = aRegos(() => ok([{ id: 1, name: 'Наличные', enabled }]));
    expect(await new RegosReferences(transport).paymentTypes(CONNECTION)).toEqual([{ id: 1, usable }]);
  });
});

const OWN = { Field: 'connected_integration_id', Operator: 'Equal', Value: CONNECTION_ID };

describe('the connection', () => {
  it('reads settings as text, an empty value too', async () => {
    const { transport, config } = aRegos(() =>
      ok([
        { key: 'stock_id', value: 1 },
        { key: 'X', value: null },
      ]),
    );
    expect(await new RegosIntegration(transport, config).getSettings(CONNECTION)).toEqual([
      { key: 'stock_id', value: '1' },
      { key: 'X', value: '' },
    ]);
  });

  it.each([
    ['legacy', { connected_integration_id: CONNECTION_ID }],
    ['filters', { filters: [OWN] }],
    ['both', { connected_integration_id: CONNECTION_ID, filters: [OWN] }],
  ] as const)('asks for its settings in the dialect %s', async (dialect, body) => {
    const { transport, config, requests } = aRegos(() => ok([]), { dialect });
    await new RegosIntegration(transport, config).getSettings(CONNECTION);
    expect(requests.map((request) => request.body)).toEqual([body]);
  });

  describe('among the connections of an account', () => {
    const row = { connected_integration_id: CONNECTION_ID, key: 'our_tg_orders', is_active: true };
    const stranger = { ...row, connected_integration_id: 'f'.repeat(32), key: 'other' };
    const isLocal = { Field: 'is_public', Operator: 'Equal', Value: 'false' };
    const asksLocal = (body: unknown): boolean => JSON.stringify(body).includes('is_public');

    it('finds itself, and nobody else', async () => {
      const { transport, config, requests } = aRegos(() => ok([stranger, row]));
      const integration = new RegosIntegration(transport, config);
      expect(await integration.getConnectedIntegration(CONNECTION)).toEqual({
        connectedIntegrationId: CONNECTION_ID,
        key: 'our_tg_orders',
        isPublic: true,
        active: true,
      });
      expect(requests).toHaveLength(1);
    });

    it('asks for local ones where it is not listed', async () => {
      const local = { ...row, key: null, is_public: false };
      const { transport, config, requests } = aRegos(({ body }) =>
        ok(asksLocal(body) ? [local] : [stranger]),
      );
      const found = await new RegosIntegration(transport, config).getConnectedIntegration(CONNECTION);
      expect(found).toMatchObject({ key: undefined, isPublic: false, active: true });
      expect(requests[1]?.body).toMatchObject({ is_public: false, filters: [isLocal] });
    });

    it('is not there only when both lists say so', async () => {
      const { transport, config, requests } = aRegos(() => ok([stranger]));
      const integration = new RegosIntegration(transport, config);
      expect(await integration.getConnectedIntegration(CONNECTION)).toBeUndefined();
      expect(requests.map(({ body }) => asksLocal(body))).toEqual([false, true]);
    });

    it.each([1130, 7501])('asks without the filter that REGOS refuses with %i', async (code) => {
      jest.spyOn(Logger.prototype, 'error').mockImplementation();
      const { transport, config } = aRegos(({ body }) => {
        if ('filters' in (body as object)) return refused(code);
        return ok(asksLocal(body) ? [{ ...row, is_public: false }] : []);
      });
      const found = await new RegosIntegration(transport, config).getConnectedIntegration(CONNECTION);
      expect(found).toMatchObject({ isPublic: false });
    });

    it('is not called gone where the list of local ones is refused', async () => {
      const { transport, config } = aRegos(({ body }) => (asksLocal(body) ? refused(1130) : ok([])));
      const integration = new RegosIntegration(transport, config);
      expect(await failureOf(integration.getConnectedIntegration(CONNECTION))).toMatchObject({ code: 1130 });
    });
  });

  it('reads the account, whose dates may be missing or wrong', async () => {
    const { transport, config } = aRegos((_, index) =>
      ok(
        index === 0
          ? { api_login: 'demo', paid_until: '2026-12-31T00:00:00Z', status: 'Active' }
          : { paid_until: '-' },
      ),
    );
    const integration = new RegosIntegration(transport, config);
    expect(await integration.getInfo(CONNECTION)).toEqual({
      apiLogin: 'demo',
      tariffName: undefined,
      paidUntil: new Date('2026-12-31T00:00:00Z'),
      status: 'Active',
    });
    expect((await integration.getInfo(CONNECTION)).paidUntil).toBeUndefined();
  });

  it('reads the clock of REGOS in seconds', async () => {
    const { transport, config } = aRegos(() => ok(1763800000));
    expect(await new RegosIntegration(transport, config).now(CONNECTION)).toEqual(new Date(1763800000_000));
  });
});
