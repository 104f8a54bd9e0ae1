import { randomBytes } from 'node:crypto';
import { accepted, aStockedShop, confirmOrder, documentsOf } from './ordering';
import { HANDLER_SECRET, RunningShop, until, type TestTenant } from './running-shop';

interface TenantJson {
  readonly id: string;
  readonly state: string;
  readonly bot: { readonly id: number } | null;
}

interface AuditJson {
  readonly action: string;
  readonly actor: { readonly id: string };
  readonly detail: object;
}

const FORGED = 6_000;
/** Requests at a time. */
const AT_ONCE = 20;
const ATTACKER = '198.51.100.7';
const MARKETPLACE = '203.0.113.9';

describe('connections of shops', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(() => shop?.close());

  const tenants = async (): Promise<TenantJson[]> =>
    (await shop.admin<{ items: TenantJson[] }>('GET', '/tenants?limit=100')).items;
  const tenantOf = async ({ token }: { token: string }): Promise<TenantJson | undefined> =>
    (await tenants()).find(({ bot }) => bot?.id === Number(token.split(':')[0]));
  /** As REGOS, or whoever pretends to be it, calls from a network. */
  const introduce = async (connectionId: string, network: string): Promise<number | undefined> => {
    const response = await fetch(`${shop.url}/regos/${HANDLER_SECRET}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': network },
      body: JSON.stringify({ action: 'Connect', connected_integration_id: connectionId, data: {} }),
    });
    expect(response.status).toBe(200);
    const { result } = (await response.json()) as { result: { error?: number } };
    return result.error;
  };
  const connected = async (account: Omit<TestTenant, 'id'>): Promise<TestTenant> => {
    await shop.regos.announce(account.connectionId, 'Connect');
    await until(async () => (await tenantOf(account))?.state === 'active', 15_000);
    return { ...account, id: (await tenantOf(account))?.id ?? '' };
  };
  const sells = async (tenant: TestTenant): Promise<void> => {
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    await accepted(chat, await confirmOrder(chat));
    expect(documentsOf(shop, chat, tenant)).toHaveLength(1);
  };

  it.each([undefined, 'a-key-of-their-own'])(
    'lets a local integration with the key %s connect and sell',
    async (integrationKey) => {
      const listed = { isPublic: false, ...(integrationKey && { integrationKey }) };
      await sells(await connected(shop.addAccount({ shop: aStockedShop(), listed })));
    },
    60_000,
  );

  it('makes no shop of a marketplace connection of another card', async () => {
    const foreign = shop.addAccount({ listed: { integrationKey: 'another-card' } });
    const asked = (): boolean =>
      shop.regos.calls.some(({ connectedIntegrationId }) => connectedIntegrationId === foreign.connectionId);
    await shop.regos.announce(foreign.connectionId, 'Connect');
    await until(async () => asked());
    await until(() => shop.log.includes('another integration'));
    expect(await tenantOf(foreign)).toBeUndefined();
  });

  it.each([401, 403, 404, 410])(
    'is closed by no single page of a proxy with %d: not at the Connect, not at a review, not in an order',
    async (status) => {
      const account = shop.addAccount({ shop: aStockedShop() });
      const { connectionId } = account;
      const page = (method: string): void =>
        shop.regos.faults.add({
          kind: 'httpStatus',
          status,
          method,
          connectedIntegrationId: connectionId,
          times: 1,
        });
      page('ConnectedIntegration/Get');
      const tenant = await connected(account);
      page('ConnectedIntegration/Get');
      shop.regos.saveSettings(connectionId, { MIN_ORDER_AMOUNT: '1' });
      await until(
        () => shop.regos.calls.filter((call) => call.connectedIntegrationId === connectionId).length > 3,
      );
      page('DocOrderDelivery/AddFull');
      await sells(tenant);
      expect((await tenantOf(tenant))?.state).toBe('active');
    },
    90_000,
  );

  it('are written into the audit as what REGOS did, without anything secret', async () => {
    const tenant = await connected(shop.addAccount());
    shop.regos.saveSettings(tenant.connectionId, { MIN_ORDER_AMOUNT: '5000' });
    const lines = async (): Promise<AuditJson[]> =>
      (await shop.admin<{ items: AuditJson[] }>('GET', `/audit?tenantId=${tenant.id}&actor=regos`)).items;
    await until(async () =>
      (await lines()).some(({ detail }) => JSON.stringify(detail).includes('MIN_ORDER')),
    );
    shop.regos.removeAccount(tenant.connectionId);
    await shop.regos.announce(tenant.connectionId, 'Disconnect').catch(() => undefined);
    const text = JSON.stringify(await lines());
    expect(text).toContain('tenant.connect');
    for (const secret of [tenant.token, tenant.connectionId, '5000']) expect(text).not.toContain(secret);
  });

  it('that are forged by thousands hold up no true one, and cost REGOS few calls', async () => {
    const before = shop.regos.calls.length;
    const ids = Array.from({ length: FORGED }, () => randomBytes(16).toString('hex'));
    const forged = new Set(ids);
    const errors: (number | undefined)[] = [];
    const flood = Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let id = ids.pop(); id !== undefined; id = ids.pop()) errors.push(await introduce(id, ATTACKER));
      }),
    );
    await until(() => ids.length < FORGED / 2, 60_000);
    const account = shop.addAccount();
    const startedAt = performance.now();
    expect(await introduce(account.connectionId, MARKETPLACE)).toBeUndefined();
    const isAsked = (): boolean =>
      shop.regos.calls.some(({ connectedIntegrationId }) => connectedIntegrationId === account.connectionId);
    await until(isAsked, 10_000);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await flood;
    await until(async () => (await tenantOf(account)) !== undefined, 15_000);
    expect(errors).toContain(429);
    const cost = shop.regos.calls.slice(before).filter((call) => forged.has(call.connectedIntegrationId));
    expect(cost.length).toBeLessThanOrEqual(60);
    expect(shop.log).toContain('too many introductions');
  }, 120_000);

  it('leave no wrong word to REGOS or Telegram', () => {
    expect(shop.regos.violations).toEqual([]);
    expect(shop.telegram.violations).toEqual([]);
  });
});
