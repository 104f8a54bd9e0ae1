import type { RegosDialect } from '@rto/config';
import { RateLimitedError } from '@rto/kernel';
import { RegosRefusal, RegosUnavailableError } from './errors';
import { RegosInspection, type ShopSetup } from './inspection';
import { RegosItems } from './items';
import { aRegos, CONNECTION, CONNECTION_ID, failureOf, ok, refused } from './regos.fixture';

interface Step {
  readonly key: string;
  readonly path: string;
  readonly payload: object;
}

/** REGOS answers each step by its method, or by what is made of the step; a method without an answer has an empty list. */
async function inspect(results: Record<string, unknown>, dialect: RegosDialect = 'both') {
  let steps: readonly Step[] = [];
  const { transport, config, requests } = aRegos(
    ({ body }) => {
      steps = (body as { requests: Step[] }).requests;
      return ok(
        steps.map((step) => {
          const result = results[step.path] ?? [];
          const given: unknown =
            typeof result === 'function' ? (result as (step: Step) => unknown)(step) : result;
          return { key: step.key, status: 200, response: envelope(given) };
        }),
      );
    },
    { dialect },
  );
  const setup = await new RegosInspection(transport, new RegosItems(transport, config), config).read(
    CONNECTION,
  );
  return { setup, steps, requests };
}

function envelope(result: unknown): unknown {
  return typeof result === 'number'
    ? { ok: false, result: { error: result, description: '' } }
    : { ok: true, result };
}

async function part<Name extends keyof ShopSetup>(name: Name, path: string, result: unknown) {
  return (await inspect({ [path]: result })).setup[name];
}

describe('the inspection of a shop', () => {
  it('asks for everything in one request, and only by methods that read', async () => {
    const { steps, requests } = await inspect({});
    expect(requests.map(({ method }) => method)).toEqual(['batch']);
    expect(steps.filter(({ path }) => !/\/Get(?:Info|WebhookInfo)?$/.test(path))).toEqual([]);
    expect(steps.find(({ path }) => path === 'ConnectedIntegration/Get')?.payload).toMatchObject({
      connected_integration_ids: [CONNECTION_ID],
    });
  });

  it.each([
    ['legacy', { entity_type: 'RetailCustomer' }],
    ['filters', { filters: [{ Field: 'entity_type', Operator: 'Equal', Value: 'RetailCustomer' }] }],
  ] as const)('asks for the fields of customers in the dialect %s', async (dialect, payload) => {
    const { steps } = await inspect({}, dialect);
    expect(steps.find(({ path }) => path === 'Field/Get')?.payload).toEqual(payload);
  });

  it('reads the connection, and finds no other than ours', async () => {
    const row = { connected_integration_id: CONNECTION_ID, key: 'orders', is_active: false };
    const path = 'ConnectedIntegration/Get';
    expect(await part('connection', path, [row])).toMatchObject({ value: { active: false } });
    const stranger = { ...row, connected_integration_id: 'f'.repeat(32) };
    expect(await part('connection', path, [stranger])).toEqual({ status: 'fulfilled', value: undefined });
  });

  it('finds a local connection, and calls none gone while one of the lists is refused', async () => {
    const row = { connected_integration_id: CONNECTION_ID, is_public: false, is_active: true };
    const over = (local: unknown) => ({
      'ConnectedIntegration/Get': ({ payload }: Step) => ('is_public' in payload ? local : []),
    });
    const found = (await inspect(over([row]))).setup.connection;
    expect(found).toMatchObject({ value: { isPublic: false, active: true } });
    expect((await inspect(over(1130))).setup.connection).toMatchObject({ reason: { code: 1130 } });
  });

  it('reads how long our handler is not called any more, and since when it fails', async () => {
    const row = { blacklist_ttl_seconds: 60, last_error_at: '2026-11-22T09:00:00Z' };
    expect(await part('handler', 'ConnectedIntegration/GetWebhookInfo', row)).toMatchObject({
      value: { blockedForSec: 60, lastErrorAt: new Date('2026-11-22T09:00:00Z') },
    });
    expect(await part('handler', 'ConnectedIntegration/GetWebhookInfo', {})).toMatchObject({
      value: { blockedForSec: 0, lastErrorAt: undefined },
    });
  });

  it.each([
    [{ api_access: { is_enable: false }, webhook_able: { is_enable: true } }, false, true],
    [null, undefined, undefined],
  ])('reads what the tariff allows: %j', async (tariff_parameters, apiAccess, sendsEvents) => {
    expect(await part('account', 'Sys/GetInfo', { tariff_parameters })).toMatchObject({
      value: { apiAccess, sendsEvents },
    });
  });

  it.each([
    ['priceTypes', 'PriceType/Get', { currency: { code_chr: 'USD' } }, { currency: 'USD' }],
    ['stocks', 'Stock/Get', { deleted_mark: true }, { deleted: true }],
    ['orderSources', 'DeliveryFrom/Get', { deleted: true }, { deleted: true }],
    ['customerGroups', 'RetailCustomerGroup/Get', {}, {}],
    ['deliveryTypes', 'DeliveryType/Get', {}, {}],
    ['itemGroups', 'ItemGroup/Get', { parent_id: 3 }, { parentId: 3 }],
  ] as const)('reads %s', async (name, path, row, expected) => {
    expect(await part(name, path, [{ id: 7, name: 'A', ...row }, { id: null }])).toMatchObject({
      value: [{ id: 7, name: 'A', ...expected }],
    });
  });

  it.each([
    [[{ key: 'field_telegram_id', entity_type: 'RetailCustomer' }], true],
    [[{ key: 'field_telegram_id', entity_type: 'Partner' }], false],
    [[], false],
  ])('sees in %j whether customers have the field of Telegram: %s', async (rows, value) => {
    expect(await part('telegramField', 'Field/Get', rows)).toEqual({ status: 'fulfilled', value });
  });

  it('does not take one full page for all there is', async () => {
    const page = Array.from({ length: 500 }, (_, index) => ({ id: index + 1, name: 'A' }));
    const stocks = await part('stocks', 'Stock/Get', page);
    expect(stocks).toMatchObject({ status: 'rejected', reason: expect.any(RegosUnavailableError) as Error });
  });

  it('lets a refused part and one over the limit fail alone', async () => {
    const { setup } = await inspect({ 'Stock/Get': 1007, 'PriceType/Get': 8213 });
    expect(setup.stocks).toMatchObject({ reason: expect.any(RegosRefusal) as Error });
    expect(setup.priceTypes).toMatchObject({ reason: expect.any(RateLimitedError) as Error });
    expect(setup.orderSources.status).toBe('fulfilled');
  });

  it('counts a part without an answer as not read', async () => {
    const { transport, config } = aRegos(() => ok([]));
    const setup = await new RegosInspection(transport, new RegosItems(transport, config), config).read(
      CONNECTION,
      { feeItemId: 114, cardGroupId: 1 },
    );
    expect(Object.values(setup).every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('throws when REGOS refuses the whole', async () => {
    const { transport, config } = aRegos(() => refused(7110));
    const failure = await failureOf(
      new RegosInspection(transport, new RegosItems(transport, config), config).read(CONNECTION),
    );
    expect(failure).toMatchObject({ name: 'RegosRefusal', kind: 'stop' });
  });

  it('gives up when the whole takes longer than somebody waits', async () => {
    jest.useFakeTimers();
    try {
      const { transport, config } = aRegos(() => new Promise<never>(() => undefined));
      const failure = failureOf(
        new RegosInspection(transport, new RegosItems(transport, config), config).read(CONNECTION),
      );
      await jest.advanceTimersByTimeAsync(25_000);
      expect(await failure).toBeInstanceOf(RegosUnavailableError);
    } finally {
      jest.useRealTimers();
    }
  });
});
