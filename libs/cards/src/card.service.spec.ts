import { Test } from '@nestjs/testing';
import { CardList } from '@rto/customers';
import { Clock, ManualClock, RetryableError } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosCards, RegosRefusal } from '@rto/regos';
import type { RetailCard } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import { CardService } from './card.service';
import { aTenant } from './cards.builders';

const CUSTOMER = 812;

function aCard(given: Partial<RetailCard> = {}): RetailCard {
  return {
    id: 77,
    customerId: CUSTOMER,
    barcode: '7700001234567',
    programme: 'Бонус 3%',
    balance: '12500.5',
    enabled: true,
    expiresOn: undefined,
    ...given,
  };
}

async function setUp(answer: () => RetailCard[]) {
  const clock = new ManualClock(new Date('2026-11-23T20:00:00Z')); // the 24th in Tashkent
  const asked: string[] = [];
  const api = {
    getByCustomer: async (connection, customerId) => {
      asked.push(`${connection.tenantId} ${customerId}`);
      return answer();
    },
  } satisfies Pick<RegosCards, 'getByCustomer'>;
  const app = await Test.createTestingModule({
    providers: [
      CardService,
      CardList,
      { provide: RegosCards, useValue: api },
      { provide: KeyValueStore, useValue: new MemoryKeyValueStore(clock) },
      { provide: Clock, useValue: clock },
    ],
  }).compile();
  return { service: app.get(CardService), list: app.get(CardList), clock, asked };
}

it('shows what is needed at the till', async () => {
  const { service } = await setUp(() => [aCard()]);
  expect(await service.cards(aTenant(), CUSTOMER)).toEqual({
    available: true,
    cards: [
      {
        id: 77,
        barcode: '7700001234567',
        programme: 'Бонус 3%',
        balance: '12500.5',
        state: 'active',
        expiresOn: undefined,
      },
    ],
  });
});

it('says which cards the till does not take, by the day of the shop, after those it takes', async () => {
  const rows = [
    aCard({ id: 1, enabled: false }),
    aCard({ id: 2, expiresOn: '2026-11-23' }),
    aCard({ id: 3, expiresOn: '2026-11-23', enabled: false }),
    aCard({ id: 4, expiresOn: '2026-11-24' }),
    aCard({ id: 5 }),
  ];
  const { service } = await setUp(() => rows);
  const states = async (tenant: Tenant) =>
    (await service.cards(tenant, CUSTOMER)).cards.map(({ id, state }) => `${id} ${state}`);
  expect(await states(aTenant())).toEqual(['4 active', '5 active', '1 disabled', '2 expired', '3 expired']);
  expect(await states(aTenant({ TIME_ZONE: 'Europe/Lisbon' }))).toContain('2 active');
});

it("does not show somebody else's cards", async () => {
  const rows = [aCard({ id: 2, customerId: 9 }), aCard({ id: 3, customerId: undefined }), aCard({ id: 4 })];
  const { service } = await setUp(() => rows);
  expect((await service.cards(aTenant(), CUSTOMER)).cards.map((card) => card.id)).toEqual([4]);
});

it('asks once a minute for each customer of each shop', async () => {
  const { service, clock, asked } = await setUp(() => [aCard()]);
  const [one, two] = [aTenant(), aTenant()];
  const first = await service.cards(one, CUSTOMER);
  expect(await service.cards(one, CUSTOMER)).toEqual(first);
  await service.cards(two, CUSTOMER);
  await service.cards(one, 5);
  clock.advance(60_000);
  await service.cards(one, CUSTOMER);
  expect(asked).toEqual([`${one.id} 812`, `${two.id} 812`, `${one.id} 5`, `${one.id} 812`]);
});

it("forgets the cards of one shop's customers when REGOS says that cards changed", async () => {
  const { service, list, asked } = await setUp(() => [aCard()]);
  const [one, two] = [aTenant(), aTenant()];
  for (const tenant of [one, two]) await service.cards(tenant, CUSTOMER);
  await list.forgetAll(one.id);
  for (const tenant of [one, two, one]) await service.cards(tenant, CUSTOMER);
  expect(asked).toEqual([`${one.id} 812`, `${two.id} 812`, `${one.id} 812`]);
});

it.each([7501, 4008])('hides the feature where the shop has no loyalty programme (%i)', async (code) => {
  const { service } = await setUp(() => {
    throw new RegosRefusal('not set up', code, 'config');
  });
  expect(await service.cards(aTenant(), CUSTOMER)).toEqual({ cards: [], available: false });
});

it.each([
  ['is away', new RetryableError('away')],
  ['has dropped the connection', new RegosRefusal('removed', 9001, 'stop')],
])('does not hide that REGOS %s', async (_case, failure) => {
  const { service } = await setUp(() => {
    throw failure;
  });
  await expect(service.cards(aTenant(), CUSTOMER)).rejects.toBe(failure);
});
