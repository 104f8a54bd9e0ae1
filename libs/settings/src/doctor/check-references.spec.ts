import { RegosRefusal, RegosUnavailableError, type ShopSetup } from '@rto/regos';
import { checkReferences } from './check-references';
import { aSetup, aTenant, read, told, unread } from './doctor.builders';

function check(settings: Record<string, string> = {}, setup: Partial<ShopSetup> = {}) {
  return checkReferences(aTenant(settings).settings, aSetup(setup));
}

const faults = (...args: Parameters<typeof check>): string[] =>
  told(check(...args).filter(({ severity }) => severity !== 'ok'));

const RECORDS = [
  ['PRICE_TYPE_ID', 'priceTypes'],
  ['STOCK_ID', 'stocks'],
  ['ORDER_SOURCE_ID', 'orderSources'],
  ['CUSTOMER_GROUP_ID', 'customerGroups'],
] as const;

describe('the check of what the settings name in REGOS', () => {
  it('names every record it found', () => {
    const findings = check();
    expect(told(findings)).toEqual(RECORDS.map(([key]) => `record_ok ${key}`));
    expect(findings[1]?.message.ru).toBe('«Склад»: Чиланзар.');
  });

  it.each(RECORDS)('finds a %s that is not in REGOS', (key) => {
    expect(faults({ [key]: '99' })).toEqual([`record_not_found ${key}`]);
    expect(check({ [key]: '99' }).find((found) => found.key === key)?.message.en).toContain('99');
  });

  it.each(RECORDS)('finds a %s that is marked as deleted', (key, part) => {
    const gone = { id: 99, name: 'Старый', deleted: true, currency: 'UZS' };
    const alive = { ...gone, id: 98, deleted: false };
    expect(faults({ [key]: '99' }, { [part]: read([gone, alive]) })).toEqual([`record_deleted ${key}`]);
  });

  it.each(RECORDS)('finds that REGOS has no record at all for %s', (key, part) => {
    expect(faults({}, { [part]: read([]) })).toEqual([`records_missing ${key}`]);
  });

  it.each(RECORDS)('says so when the records for %s were not read', (key, part) => {
    expect(faults({}, { [part]: unread(new RegosUnavailableError('slow')) })).toEqual([`not_checked ${key}`]);
    const forbidden = unread(new RegosRefusal('no right', 1031, 'config'));
    expect(faults({}, { [part]: forbidden })).toEqual([`no_right_to_read ${key}`]);
  });

  it('finds a point of pickup that is not in REGOS', () => {
    expect(faults({ PICKUP_STOCK_IDS: '1,99' })).toEqual(['record_not_found PICKUP_STOCK_IDS']);
  });

  it('leaves an empty setting to the problem it is already', () => {
    expect(faults({ STOCK_ID: '' })).toEqual([]);
  });

  it('finds prices in another currency', () => {
    const priceTypes = read([{ id: 2, name: 'USD', deleted: false, currency: 'USD' }]);
    expect(faults({}, { priceTypes })).toEqual(['foreign_currency PRICE_TYPE_ID']);
  });

  it('warns when quantities are of another stock than the one that orders go to', () => {
    const findings = check({ STOCK_ID_QUANTITY: '2' });
    expect(told(findings)).toContain('quantity_stock_differs STOCK_ID_QUANTITY');
    const message = findings.find(({ code }) => code === 'quantity_stock_differs')?.message.ru;
    expect(message).toContain('со склада «Юнусабад», а заказы идут на склад «Чиланзар»');
  });

  it('finds a stock of quantities that is not in REGOS', () => {
    expect(faults({ STOCK_ID_QUANTITY: '99' })).toEqual(['record_not_found STOCK_ID_QUANTITY']);
  });

  it('finds that there is no delivery type to ask for, when it must be asked', () => {
    const gone = { deliveryTypes: read([{ id: 1, name: 'Курьер', deleted: true }]) };
    expect(faults({ DELIVERY_TYPE_REQUIRED: 'true' }, gone)).toEqual([
      'no_delivery_types DELIVERY_TYPE_REQUIRED',
    ]);
    expect(faults({ DELIVERY_TYPE_REQUIRED: 'false' }, gone)).toEqual([]);
    expect(faults({ DELIVERY_TYPE_REQUIRED: 'true' })).toEqual([]);
  });

  it('says so when delivery types were not read, and only when they matter', () => {
    const setup = { deliveryTypes: unread(new RegosUnavailableError('slow')) };
    expect(faults({ DELIVERY_TYPE_REQUIRED: 'true' }, setup)).toEqual(['not_checked DELIVERY_TYPE_REQUIRED']);
    expect(faults({}, setup)).toEqual([]);
  });

  it('finds chosen groups that are gone, and names their numbers', () => {
    const findings = check({ ITEM_GROUP_IDS: '3,98,99' });
    expect(told(findings)).toContain('item_groups_not_found ITEM_GROUP_IDS');
    expect(findings.at(-1)?.message.ru).toContain('98, 99');
  });

  it('calls it an error when no chosen group is left', () => {
    expect(check({ ITEM_GROUP_IDS: '98,99' }).at(-1)).toMatchObject({
      code: 'item_groups_all_gone',
      severity: 'error',
    });
  });

  it('says so when groups were not read, and only when some are chosen', () => {
    const setup = { itemGroups: unread(new RegosUnavailableError('slow')) };
    expect(faults({ ITEM_GROUP_IDS: '3' }, setup)).toEqual(['not_checked ITEM_GROUP_IDS']);
    expect(faults({}, setup)).toEqual([]);
  });

  it('finds an item of the delivery fee that REGOS does not know, or that can be no line', () => {
    const fee = { DELIVERY_FEE_ITEM_ID: '114' };
    const item = { id: 114, name: 'Доставка', deleted: false, hasChild: false };
    const withItem = (...items: (typeof item)[]) => faults(fee, { feeItems: read(items) });
    expect(withItem()).toEqual(['fee_item_not_found DELIVERY_FEE_ITEM_ID']);
    expect(withItem({ ...item, deleted: true })).toEqual(['fee_item_unfit DELIVERY_FEE_ITEM_ID']);
    expect(withItem({ ...item, hasChild: true })).toEqual(['fee_item_unfit DELIVERY_FEE_ITEM_ID']);
    expect(withItem(item)).toEqual([]);
    expect(faults(fee, { feeItems: unread(new RegosUnavailableError('slow')) })).toEqual([
      'not_checked DELIVERY_FEE_ITEM_ID',
    ]);
  });

  it('finds a group of cards that REGOS does not know', () => {
    const group = { id: 9, name: 'Бонусные', deleted: false };
    expect(faults({ CARD_GROUP_ID: '8' }, { cardGroups: read([group]) })).toEqual([
      'card_group_not_found CARD_GROUP_ID',
    ]);
    expect(faults({ CARD_GROUP_ID: '9' }, { cardGroups: read([group]) })).toEqual([]);
  });
});
