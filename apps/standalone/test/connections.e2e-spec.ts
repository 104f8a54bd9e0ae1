import { REGOS_AUDIT_ACTIONS } from '@rto/database';
import { callHandler } from './handler-calls';
import { accepted, aStockedShop, confirmOrder, documentsOf } from './ordering';
import { RunningShop, until, type TestTenant } from './running-shop';

/** REGOS: the connection may not read it. */
const NO_PERMISSION = 1096;

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

  it('are written into the audit as what REGOS did, with a line for each kind and nothing secret', async () => {
    const tenant = await connected(shop.addAccount());
    const lines = async (): Promise<AuditJson[]> =>
      (await shop.admin<{ items: AuditJson[] }>('GET', `/audit?tenantId=${tenant.id}&actor=regos`)).items;
    const written = (action: string, text = '') =>
      until(async () =>
        (await lines()).some((line) => line.action === action && JSON.stringify(line).includes(text)),
      );
    const { connectionId } = tenant;
    await written('tenant.connect');
    shop.regos.saveSettings(connectionId, { MIN_ORDER_AMOUNT: '5000' });
    await written('tenant.settings', 'MIN_ORDER_AMOUNT');
    for (const isActive of [false, true]) {
      shop.regos.setActive(connectionId, isActive);
      shop.regos.saveSettings(connectionId, { MIN_ORDER_AMOUNT: isActive ? '6000' : '7000' });
      await written(isActive ? 'tenant.activate' : 'tenant.deactivate');
    }
    const refused = { kind: 'errorCode', code: NO_PERMISSION, connectedIntegrationId: connectionId } as const;
    shop.regos.faults.add({ ...refused, method: 'ConnectedIntegrationSetting/Get', times: 1 });
    shop.regos.saveSettings(connectionId, { MIN_ORDER_AMOUNT: '8000' });
    await written('tenant.problem');
    const renewed = shop.reinstall(tenant);
    await shop.regos.announce(renewed, 'Reconnect', { previous_integration_id: connectionId });
    await written('tenant.reconnect');
    shop.regos.removeAccount(renewed);
    await callHandler(shop, { action: 'Disconnect', connected_integration_id: renewed, data: {} });
    await written('tenant.disconnect');

    const all = await lines();
    expect([...new Set(all.map(({ action }) => action))].sort()).toEqual([...REGOS_AUDIT_ACTIONS].sort());
    const text = JSON.stringify(all);
    for (const secret of [tenant.token, connectionId, renewed, '5000']) expect(text).not.toContain(secret);
  }, 60_000);

  it('leave no wrong word to REGOS or Telegram', () => {
    expect(shop.regos.violations).toEqual([]);
    expect(shop.telegram.violations).toEqual([]);
  });
});
