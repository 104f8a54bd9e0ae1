import type { Reference, ShopSetup } from '@rto/regos';
import type { SettingKey } from '../values/setting-keys';
import type { TenantSettings } from '../values/tenant-settings';
import { settingFinding, shortName, type Finding } from './finding';
import { unreadPart } from './unread-part';

const USUAL_CURRENCY = 'UZS';

/** Whether what the settings name exists in REGOS. What is not set at all is a problem of its own. */
export function checkReferences(settings: TenantSettings, setup: ShopSetup): Finding[] {
  const { priceTypes, stocks, orderSources, customerGroups } = setup;
  const { stockId, quantityStockId } = settings;
  return [
    ...checkRecord('PRICE_TYPE_ID', settings.priceTypeId, priceTypes),
    ...checkCurrency(settings, priceTypes),
    ...checkRecord('STOCK_ID', stockId, stocks),
    ...(quantityStockId === stockId ? [] : checkRecord('STOCK_ID_QUANTITY', quantityStockId, stocks)),
    ...checkStocks(settings, stocks),
    ...settings.pickupStockIds
      .filter((id) => id !== stockId)
      .flatMap((id) => checkRecord('PICKUP_STOCK_IDS', id, stocks)),
    ...checkRecord('ORDER_SOURCE_ID', settings.orderSourceId, orderSources),
    ...checkRecord('CUSTOMER_GROUP_ID', settings.customerGroupId, customerGroups),
    ...checkDeliveryTypes(settings, setup.deliveryTypes),
    ...checkItemGroups(settings, setup.itemGroups),
    ...checkFeeItem(settings, setup.feeItems),
    ...checkCardGroup(settings, setup.cardGroups),
  ];
}

function checkRecord(
  key: SettingKey,
  id: number | undefined,
  records: PromiseSettledResult<readonly Reference[]>,
): Finding[] {
  if (id === undefined) return [];
  if (records.status === 'rejected') return [unreadPart(records.reason, key)];
  if (records.value.every(({ deleted }) => deleted)) return [settingFinding('records_missing', key)];
  const record = records.value.find((each) => each.id === id);
  if (!record) return [settingFinding('record_not_found', key, String(id))];
  return [settingFinding(record.deleted ? 'record_deleted' : 'record_ok', key, shortName(record.name))];
}

function checkCurrency({ priceTypeId }: TenantSettings, priceTypes: ShopSetup['priceTypes']): Finding[] {
  if (priceTypes.status === 'rejected') return [];
  const chosen = priceTypes.value.find(({ id }) => id === priceTypeId);
  const isUsual = !chosen || chosen.currency === USUAL_CURRENCY;
  return isUsual ? [] : [settingFinding('foreign_currency', 'PRICE_TYPE_ID', chosen.currency)];
}

function checkStocks({ stockId, quantityStockId }: TenantSettings, stocks: ShopSetup['stocks']): Finding[] {
  if (stocks.status === 'rejected' || quantityStockId === stockId) return [];
  const [shown, used] = [quantityStockId, stockId].map((id) => stocks.value.find((stock) => stock.id === id));
  if (!shown || !used) return [];
  const names = [shortName(shown.name), shortName(used.name)];
  return [settingFinding('quantity_stock_differs', 'STOCK_ID_QUANTITY', ...names)];
}

function checkDeliveryTypes(
  { deliveryTypeRequired }: TenantSettings,
  deliveryTypes: ShopSetup['deliveryTypes'],
): Finding[] {
  if (!deliveryTypeRequired) return [];
  if (deliveryTypes.status === 'rejected')
    return [unreadPart(deliveryTypes.reason, 'DELIVERY_TYPE_REQUIRED')];
  const hasAny = deliveryTypes.value.some(({ deleted }) => !deleted);
  return hasAny ? [] : [settingFinding('no_delivery_types', 'DELIVERY_TYPE_REQUIRED')];
}

function checkItemGroups({ itemGroupIds }: TenantSettings, groups: ShopSetup['itemGroups']): Finding[] {
  if (itemGroupIds.length === 0) return [];
  if (groups.status === 'rejected') return [unreadPart(groups.reason, 'ITEM_GROUP_IDS')];
  const known = new Set(groups.value.map(({ id }) => id));
  const gone = itemGroupIds.filter((id) => !known.has(id));
  if (gone.length === 0) return [];
  return gone.length === itemGroupIds.length
    ? [settingFinding('item_groups_all_gone', 'ITEM_GROUP_IDS')]
    : [settingFinding('item_groups_not_found', 'ITEM_GROUP_IDS', gone.join(', '))];
}

/** An order is taken without it: the fee stands in the description then. */
function checkFeeItem({ deliveryFeeItemId: id }: TenantSettings, items: ShopSetup['feeItems']): Finding[] {
  const key = 'DELIVERY_FEE_ITEM_ID';
  if (id === undefined) return [];
  if (items.status === 'rejected') return [unreadPart(items.reason, key)];
  const item = items.value.find((each) => each.id === id);
  if (!item) return [settingFinding('fee_item_not_found', key, String(id))];
  const isUnfit = item.deleted || item.hasChild;
  return [settingFinding(isUnfit ? 'fee_item_unfit' : 'record_ok', key, shortName(item.name))];
}

/** Goods are sold without it: the bot gives no cards then. */
function checkCardGroup({ cardGroupId: id }: TenantSettings, groups: ShopSetup['cardGroups']): Finding[] {
  const key = 'CARD_GROUP_ID';
  if (id === undefined) return [];
  if (groups.status === 'rejected') return [unreadPart(groups.reason, key)];
  const group = groups.value.find((each) => each.id === id);
  if (!group) return [settingFinding('card_group_not_found', key, String(id))];
  return [settingFinding('record_ok', key, shortName(group.name))];
}
