import { randomBytes, randomInt } from 'node:crypto';
import { accepted, aStockedShop, confirmOrder, documentsOf } from './ordering';
import { HANDLER_SECRET, RunningShop, until, type TestTenant } from './running-shop';

const SHOPS = 60;
const STEPS = 2;
const SHOPPERS = 4;
const SEED = randomInt(1_000_000);

interface TenantJson {
  readonly id: string;
  readonly state: string;
  readonly bot: { readonly id: number } | null;
}

/** A shop as REGOS has it now. */
interface StormShop extends Omit<TestTenant, 'id' | 'connectionId'> {
  connectionId: string;
  state: 'active' | 'inactive' | 'removed';
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe(`a marketplace where shops come and go (seed ${SEED})`, () => {
  const random = randomOf(SEED);
  const below = (limit: number): number => Math.floor(random() * limit);
  const strangers: string[] = [];
  let shop: RunningShop;
  let shops: StormShop[];

  beforeAll(async () => {
    shop = await RunningShop.open({ shop: aStockedShop() });
  }, 90_000);
  afterAll(() => shop?.close());

  async function post(body: unknown, secret = HANDLER_SECRET, header?: string): Promise<number> {
    const response = await fetch(`${shop.url}/regos/${secret}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(header !== undefined && { 'connected-integration-id': header }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    await response.arrayBuffer();
    return response.status;
  }
  const said = (action: string, id: string, data: object = {}): object => ({
    action,
    connected_integration_id: id,
    data,
  });
  const tenants = async (): Promise<TenantJson[]> =>
    (await shop.admin<{ items: TenantJson[] }>('GET', '/tenants?limit=100')).items;
  const botOf = ({ token }: { token: string }): number => Number(token.split(':')[0]);

  /** One thing that happens to a shop in REGOS, with the call that REGOS makes about it. */
  async function change(one: StormShop): Promise<void> {
    if (one.state === 'removed') return;
    switch (below(4)) {
      case 0:
        shop.regos.saveSettings(one.connectionId, { MIN_ORDER_AMOUNT: String(1 + below(9_000)) });
        break;
      case 1:
        one.state = one.state === 'active' ? 'inactive' : 'active';
        shop.regos.setActive(one.connectionId, one.state === 'active');
        shop.regos.saveSettings(one.connectionId, { CATALOG_PAGE_SIZE: String(3 + below(9)) });
        break;
      case 2: {
        const previous = one.connectionId;
        one.connectionId = shop.reinstall({ ...one, id: '' });
        one.state = 'active';
        await shop.regos.announce(one.connectionId, 'Reconnect', { previous_integration_id: previous });
        break;
      }
      default:
        shop.regos.removeAccount(one.connectionId);
        one.state = 'removed';
        await post(said('Disconnect', one.connectionId));
    }
  }

  /** A call that means nothing good. */
  async function forge(victim: StormShop): Promise<void> {
    const stranger = randomBytes(16).toString('hex');
    switch (below(6)) {
      case 0:
        strangers.push(stranger);
        for (let repeat = 0; repeat < 3; repeat += 1) await post(said('Connect', stranger));
        break;
      case 1:
        strangers.push(stranger);
        await post(said('Reconnect', stranger, { previous_integration_id: victim.connectionId }));
        break;
      case 2:
        await post(said(random() < 0.5 ? 'Disconnect' : 'Connect', victim.connectionId)); // replayed
        break;
      case 3:
        await post(said('Disconnect', victim.connectionId), HANDLER_SECRET, stranger); // swapped
        break;
      case 4:
        expect(await post(said('Disconnect', victim.connectionId), 'wrong-secret-wrong-secret')).toBe(404);
        break;
      default:
        expect(await post(['{', '[]', '{"action":{}}', 'null'][below(4)])).toBeLessThan(500);
    }
  }

  it('has every shop that connects at once', async () => {
    shops = Array.from({ length: SHOPS }, () => ({ ...shop.addAccount(), state: 'active' as const }));
    await Promise.all(shops.map(({ connectionId }) => shop.regos.announce(connectionId, 'Connect')));
    const known = async (): Promise<Set<number | undefined>> =>
      new Set((await tenants()).map(({ bot }) => bot?.id));
    await until(async () => {
      const bots = await known();
      return shops.every((one) => bots.has(botOf(one)));
    }, 60_000);
  }, 90_000);

  it('sells on while others change, leave, return and are forged', async () => {
    const shopping = Array.from({ length: SHOPPERS }, async () => {
      const chat = await shop.visitor();
      await accepted(chat, await confirmOrder(chat));
      return chat;
    });
    for (let step = 0; step < STEPS; step += 1) {
      for (const one of shops) {
        await change(one);
        await forge(one);
      }
    }
    for (const chat of await Promise.all(shopping)) expect(documentsOf(shop, chat)).toHaveLength(1);
  }, 120_000);

  it('leaves each shop as REGOS has it', async () => {
    await until(async () => {
      const now = await tenants();
      return shops.every((one) => {
        const state = now.find(({ bot }) => bot?.id === botOf(one))?.state ?? 'removed';
        return state === one.state;
      });
    }, 60_000);
    for (const one of shops.filter(({ state }) => state === 'active')) {
      const id = (await tenants()).find(({ bot }) => bot?.id === botOf(one))?.id;
      const expected = shop.regos.settings(one.connectionId)['MIN_ORDER_AMOUNT'];
      await until(async () => {
        const settings = await shop.admin<Record<string, string>>('GET', `/tenants/${id}/settings`);
        return (
          JSON.stringify(settings).includes(`"MIN_ORDER_AMOUNT":"${expected}"`) || expected === undefined
        );
      }, 60_000);
    }
  }, 120_000);

  it('asked REGOS about each stranger once at most, and said no wrong word', () => {
    for (const stranger of strangers) {
      const calls = shop.regos.calls.filter(({ connectedIntegrationId: id }) => id === stranger);
      // none: their network has sent too many that REGOS did not confirm
      expect(calls.map(({ method }) => method)).toEqual(
        calls.length === 0 ? [] : ['ConnectedIntegration/Get'],
      );
    }
    expect(shop.regos.violations).toEqual([]);
    expect(shop.telegram.violations).toEqual([]);
  });
});
