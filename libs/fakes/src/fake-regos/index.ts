export { aShop, aShopItem } from './a-shop';
export type { NewAccount, Tariff } from './account';
export { FakeRegos } from './fake-regos';
export type { FakeRegosOptions } from './fake-regos';
export type { Fault, FaultKind } from './faults';
export type { RegosCall, RegosViolation } from './gateway';
export type { Delivery } from './handler-calls';
export { RegosError } from './regos-error';
export type {
  ShopCard,
  ShopCustomer,
  ShopData,
  ShopGroup,
  ShopItem,
  ShopPriceType,
  ShopReference,
  ShopStock,
  ShopUnit,
} from './shop-data';
export type { ShopFloor } from './shop-floor';
export type { Status } from './statuses';
export type { Amounts, StockDocumentKind } from './stock-documents';
export { STATUSES } from './statuses';
export type { FakeRegosSwitches } from './switches';
export type { DeliveryOrderView } from './views';
