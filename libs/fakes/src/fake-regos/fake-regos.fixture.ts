import { ManualClock } from '@rto/kernel';
import { aShop } from './a-shop';
import { Account, type NewAccount, type PastEvent } from './account';
import type { Call } from './method';
import { answer, type Envelope } from './method-table';
import { DEFAULT_SWITCHES, type FakeRegosSwitches } from './switches';

export const CONNECTION_ID = '0123456789abcdef0123456789abcdef';

/** REGOS without HTTP: one account, its answers, and what it noticed. */
export class Counter {
  readonly account: Account;
  readonly problems: string[] = [];
  readonly events: { readonly action: string; readonly data: PastEvent['data'] }[] = [];
  readonly switches: FakeRegosSwitches;
  readonly clock = new ManualClock();

  constructor(account: Partial<NewAccount> = {}, switches: Partial<FakeRegosSwitches> = {}) {
    this.switches = { ...DEFAULT_SWITCHES, ...switches };
    this.account = new Account(
      { connectedIntegrationId: CONNECTION_ID, shop: aShop(), ...account },
      this.clock.now(),
    );
  }

  /** @param body as JSON carries it; undefined for an empty one */
  ask(method: string, body: unknown): Envelope {
    const received: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
    return answer(method, received, this.call());
  }

  /** The error code of a refusal; undefined for a success. */
  codeOf(method: string, body: unknown): unknown {
    const { ok, result } = this.ask(method, body);
    return ok ? undefined : member(result, 'error');
  }

  /** Ids of the rows of a list, in order; Item/GetExt keeps them inside `item`. */
  idsOf(method: string, body: unknown): unknown[] {
    const { result } = this.ask(method, body);
    if (!Array.isArray(result)) throw new Error(`${method} answered ${JSON.stringify(result)}`);
    return result.map((row: unknown) => member(member(row, 'item') ?? row, 'id'));
  }

  call(): Call {
    return {
      account: this.account,
      switches: this.switches,
      now: this.clock.now(),
      report: (problem) => this.problems.push(problem),
      emit: (action, data) => this.events.push(this.account.record(action, data, this.clock.now())),
      settingsSaved: () => this.events.push({ action: 'UpdateSettings', data: {} }),
    };
  }
}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A body of AddFull that REGOS takes without a murmur, for the customer of `aShopWithCustomer`. */
export function anOrderBody(overrides: { document?: object; operations?: readonly object[] } = {}) {
  return {
    document: {
      date: 1_795_424_400,
      from_id: 4,
      price_type_id: 2,
      stock_id: 1,
      customer_id: 812,
      external_code: 'tg-1',
      ...overrides.document,
    },
    operations: overrides.operations ?? [{ item_id: 101, quantity: 2, price: 18500 }],
  };
}

export function aShopWithCustomer() {
  return aShop({ customers: [{ id: 812, groupId: 1, firstName: 'Aziz', mainPhone: '998901234567' }] });
}
