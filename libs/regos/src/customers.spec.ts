import { OutcomeUnknownError, RetryableError } from '@rto/kernel';
import { RegosCustomers } from './customers';
import { regosCode, SelectorIgnoredError } from './errors';
import type { NewRetailCustomer } from './model';
import { aRegos, CONNECTION, failureOf, ok, refused, type Player, type SeenRequest } from './regos.fixture';

const PHONE = '998901234567';
const newCustomer: NewRetailCustomer = {
  groupId: 1,
  firstName: 'Азиз',
  lastName: undefined,
  mainPhone: PHONE,
  telegramId: 123456789,
};

function aRow(over: object = {}): object {
  return {
    id: 812,
    first_name: 'Aziz',
    main_phone: PHONE,
    fields: [{ key: 'field_telegram_id', data_type: 'int', value: '123456789' }],
    deleted_mark: false,
    ...over,
  };
}

function customersOver(play: Player) {
  const { transport, config, requests } = aRegos(play);
  return { customers: new RegosCustomers(transport, config), requests };
}

/** A batch answer whose steps have these envelopes. */
function batch(plain: object, plus: object, search: object = rows()): Player {
  return () =>
    ok([
      { key: 'plain', status: 200, response: plain },
      { key: 'plus', status: 200, response: plus },
      { key: 'search', status: 200, response: search },
    ]);
}

const rows = (...result: object[]) => ({ ok: true, result });
const refusal = (error: number) => ({ ok: false, result: { error, description: '' } });
const ids = (found: { id: number }[]): number[] => found.map(({ id }) => id);

describe('customers by chat', () => {
  it('asks for the system field and reads the link', async () => {
    const { customers, requests } = customersOver(() => ok([aRow()]));
    expect(await customers.findByTelegramId(CONNECTION, 123456789, 'person')).toEqual([
      {
        id: 812,
        firstName: 'Aziz',
        mainPhone: PHONE,
        phones: [PHONE],
        telegramId: 123456789,
        deleted: false,
      },
    ]);
    expect(requests[0]?.body).toEqual({
      filters: [{ Field: 'field_telegram_id', Operator: 'Equal', Value: '123456789' }],
      limit: 20,
      offset: 0,
    });
  });

  it.each([[undefined], [null], [[]]])(
    'believes rows whose fields are %j where the question was understood',
    async (fields) => {
      const asked = ({ body }: SeenRequest) => JSON.stringify(body).includes('"123456789"');
      const { customers, requests } = customersOver((request) =>
        ok(asked(request) ? [aRow({ fields })] : []),
      );
      expect(await customers.findByTelegramId(CONNECTION, 123456789, 'person')).toMatchObject([
        { id: 812, telegramId: 123456789 },
      ]);
      expect(requests).toHaveLength(2);
    },
  );

  it.each([[aRow({ fields: null })], [aRow({ fields: [{ key: 'field_telegram_id', value: '5' }] })]])(
    'uses nobody when REGOS does not know the field and sends everybody',
    async (stranger) => {
      const { customers } = customersOver(() => ok([aRow(), stranger]));
      const failure = await failureOf(customers.findByTelegramId(CONNECTION, 123456789, 'person'));
      expect(failure).toBeInstanceOf(SelectorIgnoredError);
    },
  );
});

describe('customers by phone', () => {
  it('asks for all forms in one request', async () => {
    const { customers, requests } = customersOver(batch(rows(), rows()));
    expect(await customers.findByPhone(CONNECTION, PHONE, 'order')).toEqual([]);
    expect(requests).toHaveLength(1);
    const payload = (phone: string) => ({
      main_phone: phone,
      filters: [{ Field: 'main_phone', Operator: 'Equal', Value: phone }],
      limit: 20,
      offset: 0,
    });
    expect(requests[0]?.body).toEqual({
      stop_on_error: false,
      requests: [
        { key: 'plain', path: 'RetailCustomer/Get', payload: payload(PHONE) },
        { key: 'plus', path: 'RetailCustomer/Get', payload: payload(`+${PHONE}`) },
        { key: 'search', path: 'RetailCustomer/Get', payload: { search: PHONE, limit: 20, offset: 0 } },
      ],
    });
  });

  it('puts those not deleted first, then the smallest id, each once', async () => {
    const plain = rows(aRow({ id: 9 }), aRow({ id: 2, deleted_mark: true }), aRow({ id: 7 }));
    const plus = rows(
      aRow({ id: 7, main_phone: '+998 90 123-45-67' }),
      aRow({ id: 5, main_phone: `+${PHONE}` }),
    );
    const { customers } = customersOver(batch(plain, plus));
    expect(ids(await customers.findByPhone(CONNECTION, PHONE, 'order'))).toEqual([5, 7, 9, 2]);
  });

  it.each([['998901234568'], ['99890123456'], [null]])(
    'uses nobody with the phone %j',
    async (main_phone) => {
      const { customers } = customersOver(batch(rows(aRow({ main_phone })), rows()));
      const failure = await failureOf(customers.findByPhone(CONNECTION, PHONE, 'order'));
      expect(failure).toBeInstanceOf(SelectorIgnoredError);
    },
  );

  it.each([1164, 1130, 1008, 1002])(
    'takes a form that is refused with %i for one in which nobody is',
    async (code) => {
      const { customers, requests } = customersOver(batch(rows(aRow()), refusal(code), refusal(code)));
      expect(ids(await customers.findByPhone(CONNECTION, PHONE, 'order'))).toEqual([812]);
      const nowhere = customersOver(batch(refusal(code), refusal(code), refusal(code)));
      expect(await nowhere.customers.findByPhone(CONNECTION, PHONE, 'order')).toEqual([]);
      expect(requests).toHaveLength(1);
    },
  );

  it.each([1007, 7501, 9001])('does not take %i for "nobody is there"', async (code) => {
    const { customers } = customersOver(({ method }) =>
      method === 'batch' ? ok([{ key: 'plain', status: 200, response: refusal(code) }]) : refused(code),
    );
    expect(await failureOf(customers.findByPhone(CONNECTION, PHONE, 'order'))).toMatchObject({ code });
  });

  it('finds by search who is stored in a form that is refused, digit by digit', async () => {
    const found = rows(
      aRow({ id: 1, main_phone: `+${PHONE}` }),
      aRow({ id: 2, main_phone: `${PHONE}0` }),
      aRow({ id: 3, main_phone: null, phones: PHONE }), // the other phone of somebody else
      aRow({ id: 4, first_name: PHONE, main_phone: '998900000000' }),
    );
    const { customers } = customersOver(batch(rows(), refusal(1164), found));
    expect(ids(await customers.findByPhone(CONNECTION, PHONE, 'order'))).toEqual([1]);
  });

  it.each<[string, Player, number]>([
    ['refuses batches', () => refused(1007), 4],
    ['fails at a step', batch(rows(), refusal(2201)), 2],
    ['leaves out a step', () => ok([{ key: 'plain', status: 200, response: rows() }]), 3],
  ])('asks again where REGOS %s', async (_, play, times) => {
    const separate = ({ method, body }: SeenRequest, index: number) =>
      method === 'batch'
        ? play({ method, body } as SeenRequest, index)
        : ok(JSON.stringify(body).includes('"+') ? [aRow({ main_phone: `+${PHONE}` })] : []);
    const { customers, requests } = customersOver(separate);
    expect(ids(await customers.findByPhone(CONNECTION, PHONE, 'order'))).toEqual([812]);
    expect(requests.map(({ method }) => method)).toEqual([
      'batch',
      ...Array<string>(times - 1).fill('RetailCustomer/Get'),
    ]);
  });

  it('does not knock again where the connection is gone', async () => {
    const { customers, requests } = customersOver(() => refused(9006));
    expect(await failureOf(customers.findByPhone(CONNECTION, PHONE, 'order'))).toMatchObject({
      kind: 'stop',
    });
    expect(requests).toHaveLength(1);
  });
});

describe('a new customer', () => {
  it('is sent with the link and without members that have no value', async () => {
    const { customers, requests } = customersOver(() => ok({ new_id: 813 }));
    expect(await customers.add(CONNECTION, newCustomer)).toBe(813);
    expect(requests[0]?.body).toEqual({
      group_id: 1,
      first_name: 'Азиз',
      main_phone: PHONE,
      fields: [{ key: 'field_telegram_id', value: '123456789' }],
    });
  });

  it('goes without fields where there is no chat to link', async () => {
    const { customers, requests } = customersOver(() => ok({ new_id: 813 }));
    await customers.add(CONNECTION, { ...newCustomer, telegramId: undefined });
    expect(requests[0]?.body).not.toHaveProperty('fields');
  });

  it.each([1165, 1164, 7501])('shows the refusal %i to the caller', async (code) => {
    const { customers } = customersOver(() => refused(code));
    const failure = await failureOf(customers.add(CONNECTION, newCustomer));
    expect(regosCode(failure)).toBe(code);
    expect(failure).not.toBeInstanceOf(RetryableError);
  });

  it('tells by its code that 9999, of unknown outcome, may mean a Cyrillic name', async () => {
    const { customers } = customersOver(() => refused(9999));
    const failure = await failureOf(customers.add(CONNECTION, newCustomer));
    expect(failure).toBeInstanceOf(OutcomeUnknownError);
    expect(regosCode(failure)).toBe(9999);
  });
});

describe('linking', () => {
  it('writes the field, and is content when it is there already', async () => {
    const { customers, requests } = customersOver(() => refused(1013));
    await customers.linkTelegram(CONNECTION, 812, 123456789);
    expect(requests[0]?.method).toBe('RetailCustomer/Edit');
    expect(requests[0]?.body).toEqual({
      id: 812,
      fields: [{ key: 'field_telegram_id', value: '123456789' }],
    });
  });

  it('shows a tariff without fields to the caller', async () => {
    const { customers } = customersOver(() => refused(7501));
    const failure = await failureOf(customers.linkTelegram(CONNECTION, 812, 123456789));
    expect(failure).toMatchObject({ code: 7501, kind: 'config' });
  });
});
