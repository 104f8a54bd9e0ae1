import { newId } from '@rto/kernel';
import type { NewRetailCustomer, RegosCustomers, RetailCustomer } from '@rto/regos';
import { parseSettings } from '@rto/settings';
import type { Tenant } from '@rto/settings';
import type { Shopper, ShopperChange, ShopperRepository } from './shopper.repository';

/** The phone of customers that name no other. */
export const PHONE = '998901234567';

/** The retail customers of REGOS: one list, and what it refuses. */
export class Register {
  customers: RetailCustomer[] = [];
  readonly calls: string[] = [];
  readonly added: NewRetailCustomer[] = [];
  beforeFind = (): void => undefined;
  beforeLookUp = (): void => undefined;
  beforeAdd: (customer: NewRetailCustomer) => void = () => undefined;
  beforeLink = (): void => undefined;

  readonly api = {
    findByTelegramId: async (_connection, chatId) => {
      this.calls.push('findByTelegramId');
      this.beforeFind();
      return this.customers.filter((customer) => customer.telegramId === chatId);
    },
    findByPhone: async (_connection, digits) => {
      this.calls.push('findByPhone');
      this.beforeLookUp();
      return this.customers.filter((customer) => customer.phones.includes(digits));
    },
    add: async (_connection, customer) => {
      this.calls.push('add');
      this.beforeAdd(customer);
      this.added.push(customer);
      const { firstName, mainPhone, telegramId } = customer;
      return this.put({ firstName, phones: [mainPhone], telegramId }).id;
    },
    linkTelegram: async (_connection, customerId, telegramId) => {
      this.calls.push('linkTelegram');
      this.beforeLink();
      this.customers = this.customers.map((customer) =>
        customer.id === customerId ? { ...customer, telegramId } : customer,
      );
    },
  } satisfies Pick<RegosCustomers, 'findByTelegramId' | 'findByPhone' | 'add' | 'linkTelegram'>;

  put(given: Partial<RetailCustomer>): RetailCustomer {
    const customer = {
      id: this.customers.length + 1,
      firstName: 'Aziz',
      mainPhone: given.phones?.[0] ?? PHONE,
      phones: [PHONE],
      telegramId: undefined,
      deleted: false,
      ...given,
    };
    this.customers.push(customer);
    return customer;
  }
}

interface Row extends Shopper {
  readonly tenantId: string;
  readonly chatId: number;
}

const NOBODY: Shopper = {
  language: undefined,
  toldOfDataAt: undefined,
  phone: undefined,
  firstName: undefined,
  lastName: undefined,
  regosCustomerId: undefined,
  regosCardId: undefined,
  catalogView: undefined,
  addresses: [],
  blockedAt: undefined,
  newsOffAt: undefined,
  cardSeenAt: undefined,
};

/** The table of shoppers, by tenant and chat; members are written, never cleared. */
export class ShopperTable implements Pick<ShopperRepository, 'find' | 'save' | 'holders'> {
  private readonly rows = new Map<string, Row>();

  async find(tenantId: string, chatId: number): Promise<Shopper | undefined> {
    return this.rows.get(`${tenantId} ${chatId}`);
  }

  async save(tenantId: string, chatId: number, change: ShopperChange): Promise<void> {
    const row = this.rows.get(`${tenantId} ${chatId}`) ?? { ...NOBODY, tenantId, chatId };
    this.rows.set(`${tenantId} ${chatId}`, {
      ...row,
      language: change.language ?? row.language,
      toldOfDataAt: change.toldOfDataAt ?? row.toldOfDataAt,
      phone: change.phone ?? row.phone,
      firstName: change.firstName ?? row.firstName,
      lastName: change.lastName ?? row.lastName,
      regosCustomerId: change.regosCustomerId ?? row.regosCustomerId,
      blockedAt: change.blockedAt ?? row.blockedAt,
    });
  }

  async holders(...[tenantId, chatId, phone, ids]: Parameters<ShopperRepository['holders']>) {
    return [...this.rows.values()].filter(
      (row) =>
        row.tenantId === tenantId &&
        row.chatId !== chatId &&
        (row.phone === phone || (row.regosCustomerId !== undefined && ids.includes(row.regosCustomerId))),
    );
  }
}

/** For tests: a new shop with these settings. */
export function aTenant(settings: Record<string, string> = { CUSTOMER_GROUP_ID: '7' }): Tenant {
  const id = newId();
  const at = new Date('2026-11-23T09:00:00Z');
  return {
    id,
    name: 'Shop',
    state: 'active',
    problems: [],
    bot: undefined,
    owners: [],
    closedUntil: undefined,
    connection: { tenantId: id, connectedIntegrationId: id.replaceAll('-', '') },
    settings: parseSettings(settings).settings,
    createdAt: at,
    updatedAt: at,
  };
}
