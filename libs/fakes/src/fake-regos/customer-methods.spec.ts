import { aShop } from './a-shop';
import { aShopWithCustomer, Counter, member } from './fake-regos.fixture';

const page = { limit: 5, offset: 0 };
const aziz = { group_id: 1, first_name: 'Aziz', main_phone: '998901112233' };
const telegram = [{ key: 'field_telegram_id', value: '5' }];
const byTelegram = { filters: [{ Field: 'field_telegram_id', Operator: 'Equal', Value: '5' }], ...page };

describe('retail customers', () => {
  it('are found by phone and by telegram id', () => {
    const regos = new Counter();
    const { result } = regos.ask('RetailCustomer/Add', { ...aziz, fields: telegram });
    const id = member(result, 'new_id');

    expect(regos.idsOf('RetailCustomer/Get', { main_phone: aziz.main_phone, ...page })).toEqual([id]);
    expect(regos.idsOf('RetailCustomer/Get', byTelegram)).toEqual([id]);
    expect(regos.problems).toEqual([]);
  });

  it.each([
    [1164, 'a phone without country code', { main_phone: '901234567' }],
    [1164, 'a phone with blanks', { main_phone: '998 90 123 45 67' }],
    [1165, 'a phone that another customer has', { main_phone: '998901234567' }],
    [1130, 'an unknown group', { group_id: 9 }],
    [1002, 'an empty first name', { first_name: '' }],
    [1130, 'an additional field that does not exist', { fields: [{ key: 'field_shoe', value: '43' }] }],
    [1008, 'a number as the value of a field', { fields: [{ key: 'field_telegram_id', value: 5 }] }],
  ])('are refused with %i for %s', (code, _what, overrides) => {
    const regos = new Counter({ shop: aShopWithCustomer() });
    expect(regos.codeOf('RetailCustomer/Add', { ...aziz, ...overrides })).toBe(code);
  });

  it('may share a phone where the shop does not mind', () => {
    const regos = new Counter({ shop: aShopWithCustomer() }, { uniquePhones: false });
    expect(regos.codeOf('RetailCustomer/Add', { ...aziz, main_phone: '998901234567' })).toBeUndefined();
  });

  it('keep a phone as digits, and a plus is noted where it is taken', () => {
    const regos = new Counter({}, { refusePlusPhones: false });
    regos.ask('RetailCustomer/Add', { ...aziz, main_phone: '+998901112233' });
    expect([...regos.account.customers.values()]).toMatchObject([{ mainPhone: '998901112233' }]);
    expect(regos.problems).toHaveLength(1);
  });

  it('are not found by digits when an old row carries a plus', () => {
    const old = { id: 5, groupId: 1, firstName: 'Old', mainPhone: '+998901112233' };
    const regos = new Counter({ shop: aShop({ customers: [old] }) }, { refusePlusPhones: false });
    expect(regos.idsOf('RetailCustomer/Get', { main_phone: '998901112233', ...page })).toEqual([]);
    expect(regos.idsOf('RetailCustomer/Get', { main_phone: '+998901112233', ...page })).toEqual([5]);
  });

  it('are asked for and made without a plus (docs/regos.md 21.7), and found by parts of names and phones', () => {
    const old = { id: 5, groupId: 1, firstName: 'Old friend', mainPhone: '+998901112233' };
    const regos = new Counter({ shop: aShop({ customers: [old] }) });
    const plus = '+998901112233';
    const filters = [{ Field: 'main_phone', Operator: 'Equal', Value: plus }];
    expect(regos.codeOf('RetailCustomer/Get', { main_phone: plus, ...page })).toBe(1164);
    expect(regos.codeOf('RetailCustomer/Get', { filters, ...page })).toBe(1164);
    expect(regos.codeOf('RetailCustomer/Add', { ...aziz, main_phone: '+998901112244' })).toBe(1164);
    expect(regos.idsOf('RetailCustomer/Get', { search: '998901112233', ...page })).toEqual([5]);
    expect(regos.idsOf('RetailCustomer/Get', { search: 'frie', ...page })).toEqual([5]);
  });

  it('come without fields where the account sends none, and are found by them all the same', () => {
    const linked = { id: 5, groupId: 1, firstName: 'Aziz', fields: { field_telegram_id: '5' } };
    const regos = new Counter({ shop: aShop({ customers: [linked] }) }, { customerFieldsSent: false });
    const { result } = regos.ask('RetailCustomer/Get', byTelegram);
    expect(regos.idsOf('RetailCustomer/Get', byTelegram)).toEqual([5]);
    expect(member(Array.isArray(result) ? result[0] : undefined, 'fields')).toBeUndefined();
  });

  it('have no additional fields on a low tariff', () => {
    const regos = new Counter({ tariff: { additionalFields: false } });
    expect(regos.codeOf('RetailCustomer/Add', { ...aziz, fields: telegram })).toBe(7501);
    expect(regos.codeOf('RetailCustomer/Get', byTelegram)).toBe(7501);
    expect(regos.codeOf('RetailCustomer/Add', aziz)).toBeUndefined();
  });

  it('have Latin names where the account chokes on others', () => {
    const regos = new Counter({}, { refuseCyrillicNames: true });
    expect(regos.codeOf('RetailCustomer/Add', { ...aziz, first_name: 'Азиз' })).toBe(9999);
    expect(regos.codeOf('RetailCustomer/Add', { ...aziz, first_name: "O'tkir 7" })).toBeUndefined();
  });

  it('are changed member by member; nothing to change is 1004', () => {
    const regos = new Counter({ shop: aShopWithCustomer() });
    expect(regos.codeOf('RetailCustomer/Edit', { id: 812, fields: telegram })).toBeUndefined();
    expect(regos.account.customers.get(812)).toMatchObject({
      firstName: 'Aziz',
      fields: { field_telegram_id: '5' },
    });
    expect(regos.codeOf('RetailCustomer/Edit', { id: 812 })).toBe(1004);
    expect(regos.codeOf('RetailCustomer/Edit', { id: 1, first_name: 'X' })).toBe(1044);
  });
});

describe('loyalty cards', () => {
  const card = { customer_id: 812, barcode_value: '77', barcode_type_id: 1, group_id: 1 };

  it('are one a customer, each with its own barcode', () => {
    const regos = new Counter({ shop: aShopWithCustomer() });
    expect(regos.codeOf('RetailCard/Add', { ...card, group_id: undefined })).toBe(4012);
    const { result } = regos.ask('RetailCard/Add', card);
    expect(regos.codeOf('RetailCard/Add', card)).toBe(4001);
    expect(regos.codeOf('RetailCard/Add', { ...card, barcode_value: '78' })).toBe(4015);
    expect(regos.idsOf('RetailCard/Get', { customer_ids: [812], ...page })).toEqual([
      member(result, 'new_id'),
    ]);
    expect(
      regos.codeOf('RetailCard/GetBalance', { card_id: member(result, 'new_id'), promo_id: 1 }),
    ).toBeUndefined();
  });
});
