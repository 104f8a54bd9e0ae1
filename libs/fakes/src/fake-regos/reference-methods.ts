import { idsOf, listMethod, selector } from './list-method';
import { method, type RegosMethod } from './method';
import { flag, integer, object, text } from './shape';
import type { ShopPaymentType, ShopPriceType, ShopReference, ShopStock } from './shop-data';
import { STATUSES, statusFacts } from './statuses';

/** The document type of delivery orders in this REGOS; a client reads it from an order's status. */
const DELIVERY_ORDER_TYPE = 55;

const idAndName = {
  id: (row: ShopReference) => row.id,
  name: (row: ShopReference) => row.name,
};
const searched = (row: ShopReference): string[] => [row.name];
const sortColumns = { Id: idAndName.id, Name: idAndName.name };
const nameOnly = ({ id, name }: ShopReference): { id: number; name: string } => ({ id, name });
const kept = <Row extends ShopReference>(rows: readonly Row[]): Row[] => rows.filter((row) => !row.deleted);

export function renderPriceType(row: ShopPriceType) {
  const currency = { id: 1, name: row.currency, code_chr: row.currency, code_num: 860, is_base: true };
  return { id: row.id, name: row.name, currency, round_to: null, markup: null, max_discount: null };
}

export function renderStock(row: ShopStock) {
  const firm = { id: 1, name: 'ООО «Магазин»' };
  return { id: row.id, name: row.name, address: row.address, firm, deleted_mark: row.deleted ?? false };
}

export function renderSource(row: ShopReference) {
  return { id: row.id, name: row.name, deleted: row.deleted ?? false };
}

const addSource = method(object({ name: text }, ['name']), ({ name }, call) => {
  const id = call.account.nextId();
  call.account.sources.set(id, { id, name });
  call.emit('DeliveryFromAdded', { id });
  return { new_id: id };
});

/** Small references of a shop (docs/regos.md 9.5). */
export const REFERENCE_METHODS: Readonly<Record<string, RegosMethod>> = {
  'PriceType/Get': listMethod<ShopPriceType>({
    selectors: { ids: idsOf('id') },
    fields: idAndName,
    paged: true,
    searched,
    sortColumns,
    rows: (call) => kept(call.account.shop.priceTypes),
    render: renderPriceType,
  }),
  'Stock/Get': listMethod<ShopStock>({
    selectors: { ids: idsOf('id'), deleted_mark: selector(flag, 'deleted_mark') },
    fields: { ...idAndName, deleted_mark: (row) => row.deleted ?? false },
    paged: true,
    searched,
    sortColumns,
    rows: (call) => call.account.shop.stocks,
    render: renderStock,
  }),
  'DeliveryType/Get': listMethod<ShopReference>({
    selectors: { ids: idsOf('id') },
    fields: idAndName,
    paged: true,
    searched,
    sortColumns,
    rows: (call) => kept(call.account.shop.deliveryTypes),
    render: nameOnly,
  }),
  'DeliveryFrom/Get': listMethod<ShopReference>({
    selectors: { ids: idsOf('id') },
    fields: idAndName,
    paged: true,
    searched,
    sortColumns,
    rows: (call) => call.account.sources.values(),
    render: renderSource,
  }),
  'DeliveryFrom/Add': addSource,
  'PaymentType/Get': listMethod<ShopPaymentType>({
    selectors: { ids: idsOf('id'), is_cash: selector(flag, 'is_cash'), enabled: selector(text, 'enabled') },
    fields: { ...idAndName, is_cash: () => true, enabled: ({ enabled = 'True' }) => enabled },
    paged: false,
    rows: (call) => kept(call.account.shop.paymentTypes),
    render: (row) => ({
      id: row.id,
      name: row.name,
      is_cash: true,
      enabled: row.enabled ?? 'True',
      account: null,
      image_url: null,
    }),
  }),
  'RetailCustomerGroup/Get': listMethod<ShopReference>({
    selectors: { ids: idsOf('id'), parent_ids: idsOf('parent_id') },
    fields: { ...idAndName, parent_id: () => 0 },
    paged: false,
    rows: (call) => kept(call.account.shop.customerGroups),
    render: (row) => ({ id: row.id, parent_id: 0, name: row.name, child_count: 0 }),
  }),
  'BarcodeType/Get': listMethod<ShopReference>({
    selectors: {},
    fields: idAndName,
    paged: false,
    rows: () => BARCODE_TYPES,
    render: nameOnly,
  }),
  'DocumentStatus/Get': listMethod<ReturnType<typeof documentStatuses>[number]>({
    selectors: { ids: idsOf('id'), document_type_id: selector(integer, 'document_type_id') },
    fields: { id: (row) => row.id, document_type_id: (row) => row.document_type_id },
    paged: false,
    rows: documentStatuses,
    render: (row) => row,
  }),
  'Field/Get': listMethod<(typeof FIELDS)[number]>({
    selectors: { ids: idsOf('id'), entity_type: selector(text, 'entity_type') },
    fields: { id: (row) => row.id, key: (row) => row.key, entity_type: (row) => row.entity_type },
    paged: false,
    rows: (call) => (call.account.tariff.additionalFields ? FIELDS : []),
    render: (row) => row,
  }),
};

export const BARCODE_TYPES: readonly ShopReference[] = [
  { id: 1, name: 'EAN13' },
  { id: 2, name: 'CODE128' },
];

/** The additional field that REGOS itself defines (docs/regos.md 11.1). */
export const TELEGRAM_FIELD = {
  id: 1,
  key: 'field_telegram_id',
  name: 'Telegram ID',
  entity_type: 'RetailCustomer',
  data_type: 'int',
  is_custom: false,
  required: false,
} as const;
const FIELDS = [TELEGRAM_FIELD];

function documentStatuses() {
  return STATUSES.map((status, index) => renderStatus(status, index));
}

export function renderStatus(status: (typeof STATUSES)[number], order = STATUSES.indexOf(status)) {
  const { id, name, nameVar } = statusFacts(status);
  return { id, document_type_id: DELIVERY_ORDER_TYPE, name, name_var: nameVar, order: order + 1 };
}
