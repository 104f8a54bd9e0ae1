import { randomBytes } from 'node:crypto';
import { HANDLER_SECRET, RunningShop, until } from './running-shop';

interface TenantJson {
  readonly id: string;
  readonly state: string;
  readonly bot: { readonly username: string } | null;
}

describe('the marketplace', () => {
  let shop: RunningShop;

  beforeAll(async () => {
    shop = await RunningShop.open();
  }, 90_000);
  afterAll(() => shop?.close());

  const call = async (
    body: unknown,
    { secret = HANDLER_SECRET, header }: { secret?: string; header?: string } = {},
  ): Promise<{ status: number; answer: unknown }> => {
    const response = await fetch(`${shop.url}/regos/${secret}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(header === undefined ? {} : { 'connected-integration-id': header }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, answer: await response.json() };
  };
  const tenants = async (): Promise<TenantJson[]> =>
    (await shop.admin<{ items: TenantJson[] }>('GET', '/tenants?limit=100')).items;
  const greets = async (token: string): Promise<void> => {
    const chat = shop.person().chatWith(token);
    chat.send('/start');
    await chat.waitFor(/Добро пожаловать/, 5_000);
  };

  it('has the bot of a shop that connects answering within five seconds', async () => {
    const account = shop.addAccount();
    const delivery = await shop.regos.announce(account.connectionId, 'Connect');
    expect(delivery).toMatchObject({ status: 200 });
    await greets(account.token);
  });

  it('ignores a Connect that REGOS does not confirm, however often it comes', async () => {
    const before = (await tenants()).length;
    const stranger = randomBytes(16).toString('hex');
    const asked = shop.regos.calls.length;
    for (let repeat = 0; repeat < 10; repeat += 1) {
      const { status, answer } = await call({
        action: 'Connect',
        connected_integration_id: stranger,
        data: {},
      });
      expect([status, answer]).toEqual([200, { ok: true, result: {} }]);
    }
    await until(() => shop.regos.calls.length > asked);
    const { calls } = shop.regos;
    expect(calls.slice(asked).map(({ method }) => method)).toEqual(['ConnectedIntegration/Get']);
    expect((await tenants()).length).toBe(before);
  });

  it('knows nothing at an address with another secret', async () => {
    const body = { action: 'Disconnect', connected_integration_id: shop.tenant.connectionId, data: {} };
    expect((await call(body, { secret: 'wrong-secret-wrong-secret' })).status).toBe(404);
  });

  it('keeps a shop that REGOS still lists, whatever a forged Disconnect says', async () => {
    const body = { action: 'Disconnect', connected_integration_id: shop.tenant.connectionId, data: {} };
    const asked = shop.regos.calls.length;
    expect((await call(body)).status).toBe(200);
    await until(() =>
      shop.regos.calls.slice(asked).some(({ method }) => method === 'ConnectedIntegration/Get'),
    );
    await greets(shop.tenant.token);
  });

  it('removes a shop that REGOS does not list any more', async () => {
    const tenant = await shop.connect();
    shop.regos.removeAccount(tenant.connectionId);
    await call({ action: 'Disconnect', connected_integration_id: tenant.connectionId, data: {} });
    await until(async () => !(await tenants()).some(({ id }) => id === tenant.id));
  });

  it('says that a shop which is switched off in REGOS is closed, and opens it again', async () => {
    const tenant = await shop.connect();
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    shop.regos.setActive(tenant.connectionId, false);
    shop.regos.saveSettings(tenant.connectionId, { MIN_ORDER_AMOUNT: '1' });
    await until(async () => (await tenants()).find(({ id }) => id === tenant.id)?.state === 'inactive');
    chat.send('Есть кто?');
    await chat.waitFor(/временно закрыт/);
    shop.regos.setActive(tenant.connectionId, true);
    shop.regos.saveSettings(tenant.connectionId, { MIN_ORDER_AMOUNT: '0' });
    await until(async () => (await tenants()).find(({ id }) => id === tenant.id)?.state === 'active');
    await greets(tenant.token);
  });

  it('moves the bot to a new token within five seconds of UpdateSettings', async () => {
    const tenant = await shop.connect();
    const token = shop.addBot();
    shop.regos.saveSettings(tenant.connectionId, { BOT_TOKEN: token });
    await until(async () => {
      const chat = shop.person().chatWith(token);
      chat.send('/start');
      return chat.waitFor(/Добро пожаловать/, 1_000).then(
        () => true,
        () => false,
      );
    }, 5_000);
  });

  it('moves carts and orders to the new connection of the same account', async () => {
    const tenant = await shop.connect();
    const chat = await shop.visitor('Aziz', 'ru', tenant);
    for (const label of [/Каталог/, /Напитки/, /Сок яблочный/, /Добавить/]) {
      chat.tap(label);
      await chat.answered();
    }
    const renewed = shop.reinstall(tenant);
    await shop.regos.announce(renewed, 'Reconnect', { previous_integration_id: tenant.connectionId });
    await until(() =>
      shop.regos.calls.some(
        ({ method, connectedIntegrationId }) =>
          method === 'ConnectedIntegrationSetting/Get' && connectedIntegrationId === renewed,
      ),
    );
    chat.send('/start');
    await chat.answered();
    chat.tap(/Корзина/);
    await chat.waitFor(/Сок яблочный 1 л: 1/);
    expect((await tenants()).some(({ id }) => id === tenant.id)).toBe(true);
  });

  it('gives nothing of a shop to another account that names it as its former self', async () => {
    const attacker = shop.addAccount();
    await shop.regos.announce(attacker.connectionId, 'Reconnect', {
      previous_integration_id: shop.tenant.connectionId,
    });
    await greets(attacker.token);
    await greets(shop.tenant.token);
    expect((await tenants()).filter(({ id }) => id === shop.tenant.id)).toHaveLength(1);
  });

  it('brings the texts of a campaign to the chats it names, and says which it cannot', async () => {
    const chat = await shop.visitor();
    const { answer } = await call({
      action: 'send_messages',
      connected_integration_id: shop.tenant.connectionId,
      data: [
        { recipient: String(chat.person.id), message: 'Скидка <10%> до пятницы' },
        { recipient: 'nobody', message: 'Привет' },
        { recipient: '5' },
      ],
    });
    expect(answer).toMatchObject({ ok: true, result: [{ ok: true }, { ok: false }, { ok: false }] });
    await chat.waitFor('Скидка <10%> до пятницы');
  });

  it('sends no campaign of a disabled shop, not even once it is enabled again', async () => {
    const chat = await shop.visitor();
    const send = (message: string) =>
      call({
        action: 'send_messages',
        connected_integration_id: shop.tenant.connectionId,
        data: [{ recipient: String(chat.person.id), message }],
      });
    await shop.admin('POST', `/tenants/${shop.tenant.id}/disable`);
    const { answer } = await send('Скидка для закрытых');
    expect(answer).toMatchObject({
      ok: true,
      result: [{ ok: false, error: expect.stringContaining('disabled by the operator') as string }],
    });
    await shop.admin('POST', `/tenants/${shop.tenant.id}/enable`);
    await send('Скидка для открытых');
    await chat.waitFor('Скидка для открытых');
    expect(chat.messages.filter(({ words }) => words.includes('для закрытых'))).toEqual([]);
  });

  it.each([
    ['no JSON', '{'],
    ['a list', []],
    ['no action', { connected_integration_id: 'a'.repeat(32) }],
    ['a short id', { action: 'Connect', connected_integration_id: 'x' }],
    ['an id that is no text', { action: 'Connect', connected_integration_id: { $ne: '' } }],
    ['an action with markup', { action: '<b>', connected_integration_id: 'a'.repeat(32) }],
  ])('refuses %s without an error of its own', async (_, body) => {
    const { status } = await call(body);
    expect(status).toBeLessThan(500);
  });

  it('refuses a call whose header names another shop than its body', async () => {
    const { answer } = await call(
      { action: 'Connect', connected_integration_id: 'a'.repeat(32), data: {} },
      { header: 'b'.repeat(32) },
    );
    expect(answer).toMatchObject({ ok: false, result: { error: 400 } });
  });

  it('works on a repeated event once', async () => {
    const body = {
      action: 'DocOrderDeliveryStatusSet',
      event_id: 'e-1',
      connected_integration_id: shop.tenant.connectionId,
      data: { id: 1, status: 'Approved' },
    };
    const answers = await Promise.all([call(body), call(body), call(body)]);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });

  it('said no wrong word to REGOS or Telegram in all of this', () => {
    expect(shop.regos.violations).toEqual([]);
    expect(shop.telegram.violations).toEqual([]);
    expect(shop.telegram.unansweredCallbacks()).toEqual([]);
  });
});
