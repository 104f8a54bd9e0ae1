import { TenantService, type Tenant } from '@rto/settings';
import { TestShop } from '../shop.fixture';

/**
 * A Connect under a new id may be worked on before the Reconnect that names the old one: for some seconds there are
 * two tenants of one shop, and people order in the younger one.
 *
 * Taken out by hand: with the connection that the row holds REGOS knows nobody, and the order stays with us.
 */
describe('an order of a tenant whose connection goes to the one before it', () => {
  let shop: TestShop;
  let tenants: TenantService;
  beforeAll(async () => {
    shop = await TestShop.open();
    tenants = shop.app.get(TenantService);
  });
  afterAll(() => shop.close());
  afterEach(() => expect(shop.regos.violations).toEqual([]));

  /** A shop whose account is known, so that a Reconnect moves it. */
  async function aKnownShop(): Promise<Tenant> {
    await shop.reset();
    return tenants.refreshSettings(shop.tenant.id);
  }

  /** What a Reconnect comes to, once REGOS has confirmed it. */
  async function reconnect(former: Tenant, connectionId: string): Promise<void> {
    const account = `login-${former.connection.connectedIntegrationId}`;
    expect(await tenants.reconnect(former.id, connectionId, account)).toMatchObject({ state: 'active' });
  }

  it('reaches REGOS by the connection it was placed for', async () => {
    const former = await aKnownShop();
    await shop.reset();
    const order = await shop.place();
    await reconnect(former, shop.connectionId);
    expect(await tenants.get(order.tenantId)).toMatchObject({ state: 'removed' });
    expect(await shop.submit(order)).toBe('submitted');
    expect(shop.documents).toMatchObject([{ externalCode: order.externalCode }]);
    expect(await shop.told(order.id)).toEqual(['orderAccepted']);
  });

  it('goes along when the shop moves on once more, by way of any number of tenants', async () => {
    const former = await aKnownShop();
    const younger = await aKnownShop();
    await shop.reset();
    const order = await shop.place();
    await tenants.get(order.tenantId);
    await reconnect(younger, shop.connectionId);
    await tenants.get(order.tenantId); // remembered as it is between the two
    await reconnect(former, shop.connectionId);
    expect(await shop.submit(order)).toBe('submitted');
    expect(shop.documents).toHaveLength(1);
  });
});
