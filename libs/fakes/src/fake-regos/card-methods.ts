import { Decimal } from 'decimal.js';
import type { Account } from './account';
import { renderCustomer } from './customer-methods';
import { idsOf, listMethod, selector } from './list-method';
import { method, type RegosMethod } from './method';
import { BARCODE_TYPES } from './reference-methods';
import { RegosError } from './regos-error';
import { flag, integer, object, text } from './shape';
import type { ShopCard, ShopReference } from './shop-data';

/** The one loyalty programme of every shop here. */
const PROMO = { id: 1, name: 'Бонус 3%', active: true } as const;
/** And its one group of cards. */
const CARD_GROUP: ShopReference = { id: 1, name: 'Бонусные карты' };
const MAX_BARCODE = 128;

const add = method(
  object(
    {
      customer_id: integer,
      barcode_value: text,
      barcode_type_id: integer,
      group_id: integer,
      promo_id: integer,
      unlimited: flag,
      expiry_date: text,
      enabled: flag,
    },
    ['customer_id', 'barcode_value', 'barcode_type_id'],
  ),
  (request, { account, emit }) => {
    const { customer_id: customerId, barcode_value: barcode } = request;
    const cards = [...account.cards.values()];
    if (!account.customers.has(customerId)) throw new RegosError(1044, `Покупатель ${customerId} не найден`);
    if (!BARCODE_TYPES.some(({ id }) => id === request.barcode_type_id)) {
      throw new RegosError(1130, 'barcode_type_id не найден');
    }
    if (barcode === '' || barcode.length > MAX_BARCODE)
      throw new RegosError(1130, 'barcode_value: длина 1..128');
    // no account here has a default for new cards
    if (request.group_id === undefined) throw new RegosError(4012, 'Не задана группа карт');
    if (cards.some((card) => card.barcode === barcode))
      throw new RegosError(4001, 'Такой штрих-код уже есть');
    if (cards.some((card) => card.customerId === customerId)) throw new RegosError(4015, 'Карта уже есть');
    const id = account.nextId();
    const { expiry_date: expiryDate, enabled } = request;
    account.cards.set(id, { id, customerId, barcode, bonus: '0', expiryDate, enabled });
    emit('RetailCardAdded', { id });
    return { new_id: id };
  },
);

const getBalance = method(
  object({ card_id: integer, promo_id: integer }, ['card_id', 'promo_id']),
  ({ card_id: cardId, promo_id: promoId }, { account }) => {
    const card = account.cards.get(cardId);
    if (card === undefined || promoId !== PROMO.id) throw new RegosError(1044, `Карта ${cardId} не найдена`);
    return { value: new Decimal(card.bonus) };
  },
);

/** Loyalty cards (docs/regos.md 11.3); `filters` names their selectors in the plural. */
export const CARD_METHODS: Readonly<Record<string, RegosMethod>> = {
  'RetailCard/Get': listMethod<ShopCard>({
    selectors: {
      ids: idsOf('ids'),
      customer_ids: idsOf('customer_ids'),
      barcode_value: selector(text, 'barcode_value'),
      group_ids: idsOf('group_ids'),
      promo_ids: idsOf('promo_ids'),
    },
    fields: {
      ids: (row) => row.id,
      customer_ids: (row) => row.customerId,
      barcode_value: (row) => row.barcode,
      group_ids: () => 1,
      promo_ids: () => PROMO.id,
    },
    paged: true,
    searched: (row) => [row.barcode],
    sortColumns: { Id: (row) => row.id },
    rows: ({ account }) => account.cards.values(),
    render: (row, { account }) => renderCard(row, account),
  }),
  'RetailCardGroup/Get': listMethod<ShopReference>({
    selectors: { ids: idsOf('id'), parent_ids: idsOf('parent_id') },
    fields: { id: (row) => row.id, name: (row) => row.name, parent_id: () => 0 },
    paged: false,
    rows: () => [CARD_GROUP],
    render: ({ id, name }) => ({ id, parent_id: 0, name, child_count: 0 }),
  }),
  'RetailCard/Add': add,
  'RetailCard/GetBalance': getBalance,
};

export function renderCard(card: ShopCard, account: Account) {
  const customer = account.customers.get(card.customerId);
  return {
    id: card.id,
    group: null,
    customer: customer && renderCustomer(customer, account),
    barcode_value: card.barcode,
    barcode_type: { id: 1, name: 'EAN13' },
    promo: PROMO,
    bonus_amount: new Decimal(card.bonus),
    unlimited: card.expiryDate === undefined,
    expiry_date: card.expiryDate,
    enabled: card.enabled ?? true,
    last_purchase: null,
  };
}
