import type { Account } from './account';
import { idsOf, listMethod, selector } from './list-method';
import { type Call, method, type RegosMethod } from './method';
import { TELEGRAM_FIELD } from './reference-methods';
import { RegosError } from './regos-error';
import { choice, flag, integer, listOf, object, type ObjectOf, text } from './shape';
import type { ShopCustomer } from './shop-data';

const sex = choice('none', 'male', 'female');
const members = {
  group_id: integer,
  first_name: text,
  last_name: text,
  middle_name: text,
  main_phone: text,
  phones: text,
  email: text,
  sex,
  date_of_birth: text,
  address: text,
  region_id: integer,
  refer_id: integer,
  description: text,
};
const additional = { key: text, value: text };
const addRequest = object({ ...members, fields: listOf(object(additional, ['key', 'value'])) }, [
  'group_id',
  'first_name',
]);
const editRequest = object(
  { id: integer, ...members, fields: listOf(object({ ...additional, deleted: flag }, ['key'])) },
  ['id'],
);

type Changes = ObjectOf<typeof members, never> & {
  readonly fields?: readonly { readonly key: string; readonly value?: string; readonly deleted?: boolean }[];
};

/** International without `00`: country code and number, 11 to 15 digits (docs/regos.md 7). */
const PHONE = /^\+?[1-9]\d{10,14}$/;
const NOT_LATIN = /[^\p{Script=Latin}\p{Script=Common}]/u;

const add = method(addRequest, (request, call) => {
  assertAcceptable(request, undefined, call);
  const id = call.account.nextId();
  const { group_id: groupId, first_name: firstName } = request;
  call.account.customers.set(id, changed({ id, groupId, firstName }, request));
  call.emit('RetailCustomerAdded', { id });
  return { new_id: id };
});

const edit = method(editRequest, ({ id, ...changes }, call) => {
  const customer = call.account.customers.get(id);
  if (customer === undefined) throw new RegosError(1044, `Покупатель ${id} не найден`);
  if (Object.keys(changes).length === 0) throw new RegosError(1004, 'Нет данных для изменения');
  assertAcceptable(changes, id, call);
  call.account.customers.set(id, changed(customer, changes));
  call.emit('RetailCustomerEdited', { id });
  return { row_affected: 1, ids: [id] };
});

/** Retail customers (docs/regos.md 11.1 and 11.2). */
export const CUSTOMER_METHODS: Readonly<Record<string, RegosMethod>> = {
  'RetailCustomer/Get': listMethod<ShopCustomer>({
    selectors: {
      ids: idsOf('id'),
      group_ids: idsOf('group_id'),
      main_phone: selector(text, 'main_phone'),
    },
    fields: {
      id: (row) => row.id,
      group_id: (row) => row.groupId,
      main_phone: (row) => row.mainPhone,
      [TELEGRAM_FIELD.key]: (row) => row.fields?.[TELEGRAM_FIELD.key],
    },
    paged: true,
    searched: (row) => [row.firstName, row.lastName, row.mainPhone, row.phones],
    sortColumns: { Id: (row) => row.id, FirstName: (row) => row.firstName },
    rows: ({ account, switches }, question) => {
      const hasPlus = question.conditions.some(
        ({ field, values }) => field === 'main_phone' && values.some((phone) => phone.startsWith('+')),
      );
      if (hasPlus && switches.refusePlusPhones) refusePhone();
      const asksField = question.conditions.some(({ field }) => field.startsWith('field_'));
      if (asksField && !account.tariff.additionalFields) refuseFields();
      return account.customers.values();
    },
    render: (row, { account, switches }) => {
      const { fields, ...others } = renderCustomer(row, account);
      return switches.customerFieldsSent ? { ...others, fields } : others;
    },
  }),
  'RetailCustomer/Add': add,
  'RetailCustomer/Edit': edit,
};

export function renderCustomer(customer: ShopCustomer, account: Account) {
  const group = account.shop.customerGroups.find(({ id }) => id === customer.groupId);
  const telegramId = customer.fields?.[TELEGRAM_FIELD.key];
  const { key, name, data_type } = TELEGRAM_FIELD;
  return {
    id: customer.id,
    group: group && { id: group.id, parent_id: 0, name: group.name, child_count: 0 },
    region: null,
    first_name: customer.firstName,
    last_name: customer.lastName,
    middle_name: null,
    full_name: [customer.firstName, customer.lastName].filter(Boolean).join(' '),
    sex: 'none',
    date_of_birth: null,
    main_phone: customer.mainPhone,
    phones: customer.phones,
    email: null,
    address: null,
    debt: 0,
    last_purchase: null,
    fields: telegramId === undefined ? [] : [{ key, name, data_type, value: telegramId }],
    deleted_mark: customer.deleted ?? false,
  };
}

function assertAcceptable(
  changes: Changes,
  ownId: number | undefined,
  { account, switches, report }: Call,
): void {
  const { group_id: groupId, main_phone: phone, fields } = changes;
  if (
    groupId !== undefined &&
    !account.shop.customerGroups.some(({ id, deleted }) => id === groupId && !deleted)
  ) {
    throw new RegosError(1130, `group_id: группа ${groupId} не найдена`);
  }
  if (fields !== undefined && !account.tariff.additionalFields) refuseFields();
  const unknown = fields?.find(({ key }) => key !== TELEGRAM_FIELD.key);
  if (unknown !== undefined) throw new RegosError(1130, `fields: поле ${unknown.key} не найдено`);
  if (phone !== undefined) assertPhone(phone, ownId, { account, switches, report });
  const names = [changes.first_name, changes.last_name, changes.middle_name];
  if (changes.first_name === '') throw new RegosError(1002, 'first_name is required');
  if (switches.refuseCyrillicNames && names.some((name) => name !== undefined && NOT_LATIN.test(name))) {
    throw new RegosError(9999, 'Неизвестная ошибка');
  }
}

function assertPhone(
  phone: string,
  ownId: number | undefined,
  { account, switches, report }: Pick<Call, 'account' | 'switches' | 'report'>,
): void {
  const isAnonymous = /^\+?888/.test(phone) && !switches.takesAnonymousPhones;
  const isRefused = isAnonymous || (switches.refusePlusPhones && phone.startsWith('+'));
  if (!PHONE.test(phone) || isRefused) refusePhone();
  if (phone.startsWith('+')) report('main_phone must be digits only');
  const owner = [...account.customers.values()].find(
    (customer) => customer.id !== ownId && digits(customer.mainPhone) === digits(phone),
  );
  if (switches.uniquePhones && owner !== undefined) throw new RegosError(1165, 'Телефон уже используется');
}

function changed(customer: ShopCustomer, changes: Changes): ShopCustomer {
  const fields = { ...customer.fields };
  for (const { key, value, deleted } of changes.fields ?? []) {
    if (deleted || value === undefined) delete fields[key];
    else fields[key] = value;
  }
  return {
    ...customer,
    groupId: changes.group_id ?? customer.groupId,
    firstName: changes.first_name ?? customer.firstName,
    lastName: changes.last_name ?? customer.lastName,
    mainPhone: changes.main_phone === undefined ? customer.mainPhone : digits(changes.main_phone),
    phones: changes.phones ?? customer.phones,
    fields,
  };
}

function digits(phone: string | undefined): string | undefined {
  return phone?.replace(/\D/g, '');
}

function refusePhone(): never {
  throw new RegosError(1164, 'Телефон не в международном формате');
}

function refuseFields(): never {
  throw new RegosError(7501, 'Дополнительные поля недоступны на вашем тарифе');
}
