import { Test } from '@nestjs/testing';
import { Clock, ManualClock, OutcomeUnknownError, RetryableError, newId } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { RegosCustomers, RegosOutcomeUnknownError, RegosRefusal, SelectorIgnoredError } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import type { CustomerContact } from './customer.service';
import { CustomerService } from './customer.service';
import { ShopperRepository } from './shopper.repository';
import { PHONE, Register, ShopperTable, aTenant } from './customers.doubles';
import { TelegramField } from './telegram-field';

const CHAT = 100;
const OTHER = 200;
const DAY_MS = 86_400_000;
const CONTACT: CustomerContact = { phone: PHONE, firstName: 'Aziz', lastName: 'Karimov' };

const noFields = (): RegosRefusal => new RegosRefusal('tariff', 7501, 'config');
const phoneInUse = (): RegosRefusal => new RegosRefusal('phone in use', 1165, 'done');
const unknownFailure = (): RegosOutcomeUnknownError => new RegosOutcomeUnknownError('unknown', 9999);

let register: Register;
let shoppers: ShopperTable;
let clock: ManualClock;
let service: CustomerService;
let tenant: Tenant;

beforeEach(async () => {
  register = new Register();
  shoppers = new ShopperTable();
  clock = new ManualClock();
  tenant = aTenant();
  const app = await Test.createTestingModule({
    providers: [
      CustomerService,
      TelegramField,
      { provide: RegosCustomers, useValue: register.api },
      { provide: ShopperRepository, useValue: shoppers },
      { provide: KeyValueStore, useValue: new MemoryKeyValueStore(clock) },
      { provide: Clock, useValue: clock },
    ],
  }).compile();
  app.useLogger(false);
  service = app.get(CustomerService);
});

describe('finding the customer of a chat', () => {
  it('asks REGOS once and keeps the finding', async () => {
    const { id } = register.put({ telegramId: CHAT });
    expect(await service.find(tenant, CHAT)).toBe(id);
    expect(await service.find(tenant, CHAT)).toBe(id);
    expect(register.calls).toEqual(['findByTelegramId']);
  });

  it('keeps the phone of who was found, and no other than the one the person gave (issue 9)', async () => {
    register.put({ telegramId: CHAT, phones: ['998900000001'] });
    register.put({ telegramId: OTHER, phones: ['998900000002'] });
    await shoppers.save(tenant.id, OTHER, { phone: PHONE });
    await Promise.all([CHAT, OTHER].map((chatId) => service.find(tenant, chatId)));
    expect(await shoppers.find(tenant.id, CHAT)).toMatchObject({ phone: '998900000001' });
    expect(await shoppers.find(tenant.id, OTHER)).toMatchObject({ phone: PHONE });
  });

  it('finds nobody where REGOS does not take the filter (docs/regos.md 21.4)', async () => {
    register.put({ telegramId: CHAT });
    register.beforeFind = () => {
      throw new RegosRefusal('unknown field', 1130, 'bug');
    };
    expect(await service.find(tenant, CHAT)).toBeUndefined();
  });

  it('keeps the finding to the shop it was made in', async () => {
    register.put({ telegramId: CHAT });
    await service.find(tenant, CHAT);
    await service.find(aTenant(), CHAT);
    expect(register.calls).toEqual(['findByTelegramId', 'findByTelegramId']);
  });

  it('finds nobody in a deleted customer', async () => {
    register.put({ telegramId: CHAT, deleted: true });
    expect(await service.find(tenant, CHAT)).toBeUndefined();
  });

  it.each([
    ['says so', noFields()],
    ['sends everybody', new SelectorIgnoredError('everybody')],
  ])(
    'finds nobody where the account has no such field and %s, and does not ask again for a day',
    async (_case, answer) => {
      register.beforeFind = () => {
        throw answer;
      };
      expect(await service.find(tenant, CHAT)).toBeUndefined();
      expect(await service.find(tenant, OTHER)).toBeUndefined();
      expect(register.calls).toHaveLength(1);
      clock.advance(DAY_MS);
      await service.find(tenant, CHAT);
      expect(register.calls).toHaveLength(2);
    },
  );

  it('tells the caller that REGOS is away', async () => {
    register.beforeFind = () => {
      throw new RetryableError('away');
    };
    await expect(service.find(tenant, CHAT)).rejects.toBeInstanceOf(RetryableError);
  });
});

describe('resolving the customer of an order', () => {
  it('costs a known buyer no call', async () => {
    await shoppers.save(tenant.id, CHAT, { regosCustomerId: 5 });
    expect(await service.resolve(tenant, CHAT, CONTACT)).toMatchObject({ customerId: 5, linked: true });
    expect(register.calls).toEqual([]);
  });

  it('creates a new buyer in the group of the shop with two calls, and knows the buyer from then on', async () => {
    const { customerId } = await service.resolve(tenant, CHAT, CONTACT);
    expect(register.calls).toEqual(['findByPhone', 'add']);
    expect(register.added).toEqual([
      { groupId: 7, firstName: 'Aziz', lastName: 'Karimov', mainPhone: PHONE, telegramId: CHAT },
    ]);
    expect(await service.find(tenant, CHAT)).toBe(customerId);
    expect(await shoppers.find(tenant.id, CHAT)).toMatchObject({ phone: PHONE, firstName: 'Aziz' });
  });

  it('creates one customer when two orders ask at once', async () => {
    const both = await Promise.all([1, 2].map(() => service.resolve(tenant, CHAT, CONTACT)));
    expect(new Set(both.map((resolved) => resolved.customerId)).size).toBe(1);
    expect(register.added).toHaveLength(1);
  });

  it('takes the customer with the phone and links it here; REGOS is told when nobody waits', async () => {
    const { id } = register.put({});
    const resolved = await service.resolve(tenant, CHAT, CONTACT);
    expect(resolved).toMatchObject({ customerId: id, linked: true, isNew: false, linkDue: true });
    expect(await service.find(tenant, CHAT)).toBe(id);
    expect(register.calls).toEqual(['findByPhone']);
    await service.linkInRegos(tenant, CHAT, id);
    expect(register.customers[0]?.telegramId).toBe(CHAT);
  });

  it('owes REGOS no link that it has, or that was made with the customer', async () => {
    register.put({ telegramId: CHAT });
    expect(await service.resolve(tenant, CHAT, CONTACT)).toMatchObject({ linkDue: false });
    const made = await service.resolve(tenant, OTHER, { ...CONTACT, phone: '998900000001' });
    expect(made).toMatchObject({ isNew: true, linkDue: false });
  });

  it.each([
    ['needs a higher tariff', noFields()],
    ['needs a right', new RegosRefusal('no right', 1007, 'config')],
    ['has an unknown outcome', new OutcomeUnknownError('lost')],
  ])('does not fail when the link in REGOS %s', async (_case, failure) => {
    const { id } = register.put({});
    register.beforeLink = () => {
      throw failure;
    };
    await service.resolve(tenant, CHAT, CONTACT);
    await expect(service.linkInRegos(tenant, CHAT, id)).resolves.toBeUndefined();
    expect(await service.find(tenant, CHAT)).toBe(id);
  });

  it('creates a customer rather than use a deleted one', async () => {
    const { id } = register.put({ deleted: true });
    expect((await service.resolve(tenant, CHAT, CONTACT)).customerId).not.toBe(id);
  });

  it('creates nobody while the shop has not set a customer group', async () => {
    await expect(service.resolve(aTenant({}), CHAT, CONTACT)).rejects.toThrow('CUSTOMER_GROUP_ID');
    expect(register.added).toEqual([]);
  });
});

describe('a phone that another chat holds', () => {
  it('carries the order, is not linked, and shows nothing (docs/reliability.md 3)', async () => {
    const { id } = register.put({ telegramId: OTHER });
    expect(await service.resolve(tenant, CHAT, CONTACT)).toEqual({
      customerId: id,
      linked: false,
      holderChatId: OTHER,
      isNew: false,
      linkDue: false,
    });
    expect(await service.find(tenant, CHAT)).toBeUndefined();
    expect(register.customers[0]?.telegramId).toBe(OTHER);
  });

  it('is known from our own links too, where REGOS keeps none', async () => {
    const { id } = register.put({});
    await shoppers.save(tenant.id, OTHER, { regosCustomerId: id });
    expect(await service.resolve(tenant, CHAT, CONTACT)).toMatchObject({
      linked: false,
      holderChatId: OTHER,
    });
  });

  it('is not held by a chat of another shop', async () => {
    const { id } = register.put({});
    await shoppers.save(newId(), OTHER, { regosCustomerId: id, phone: PHONE });
    expect(await service.resolve(tenant, CHAT, CONTACT)).toMatchObject({ linked: true });
  });
});

describe('what REGOS refuses when a customer is created', () => {
  it('looks the phone up again when it is in use after all, and uses even a deleted customer (1165)', async () => {
    const { id } = register.put({ deleted: true });
    register.beforeAdd = () => {
      throw phoneInUse();
    };
    expect(await service.resolve(tenant, CHAT, CONTACT)).toMatchObject({ customerId: id });
    expect(register.calls).toEqual(['findByPhone', 'add', 'findByPhone']);
  });

  it('tries again later when the phone is in use and nobody has it', async () => {
    register.beforeAdd = () => {
      throw phoneInUse();
    };
    await expect(service.resolve(tenant, CHAT, CONTACT)).rejects.toBeInstanceOf(RetryableError);
    expect(register.calls).toEqual(['findByPhone', 'add', 'findByPhone']);
  });

  it('repeats without fields where the tariff has none, and leaves them out for a day (7501)', async () => {
    register.beforeAdd = ({ telegramId }) => {
      if (telegramId !== undefined) throw noFields();
    };
    await service.resolve(tenant, CHAT, CONTACT);
    await service.resolve(tenant, OTHER, { ...CONTACT, phone: '998900000001' });
    expect(register.added.map((customer) => customer.telegramId)).toEqual([undefined, undefined]);
    expect(register.calls.filter((call) => call === 'add')).toHaveLength(3);
  });

  it('repeats in Latin letters, then under the fallback name (9999)', async () => {
    const tried: string[] = [];
    register.beforeAdd = ({ firstName }) => {
      tried.push(firstName);
      if (!firstName.startsWith('Telegram')) throw unknownFailure();
    };
    const resolved = await service.resolve(tenant, CHAT, { phone: PHONE, firstName: 'Азиз' });
    expect(tried).toEqual(['Азиз', 'Aziz', 'Telegram 100']);
    expect(resolved.linked).toBe(true);
  });

  it('does not create a second customer when 9999 hid that the first was written', async () => {
    register.beforeAdd = ({ firstName, telegramId }) => {
      register.put({ firstName, telegramId });
      throw unknownFailure();
    };
    await service.resolve(tenant, CHAT, { phone: PHONE, firstName: 'Азиз' });
    expect(register.customers).toHaveLength(1);
  });

  it('tells the buyer to have the phone verified when REGOS wants that (1166)', async () => {
    register.beforeAdd = () => {
      throw new RegosOutcomeUnknownError('phone unverified', 1166);
    };
    await expect(service.resolve(tenant, CHAT, CONTACT)).rejects.toMatchObject({ code: 'phoneUnverified' });
  });

  it('asks the buyer for another phone when REGOS does not take this one (1164)', async () => {
    register.beforeAdd = () => {
      throw new RegosRefusal('phone format', 1164, 'user');
    };
    await expect(service.resolve(tenant, CHAT, CONTACT)).rejects.toMatchObject({ code: 'phoneInvalid' });
  });

  it('finds by phone what an attempt with a lost answer has created', async () => {
    register.beforeAdd = ({ telegramId }) => {
      register.put({ telegramId });
      throw new OutcomeUnknownError('the answer was lost');
    };
    await expect(service.resolve(tenant, CHAT, CONTACT)).rejects.toBeInstanceOf(OutcomeUnknownError);
    expect(await service.resolve(tenant, CHAT, CONTACT)).toMatchObject({ customerId: 1, linked: true });
    expect(register.customers).toHaveLength(1);
  });
});

it('keeps the language of a person for each shop', async () => {
  await service.setLanguage(tenant.id, CHAT, 'uz');
  expect(await service.language(tenant.id, CHAT)).toBe('uz');
  expect(await service.language(newId(), CHAT)).toBeUndefined();
});
