export { CardList, cardState } from './card-list';
export type { CardState } from './card-list';
export type { CustomerContact, ResolvedCustomer } from './customer.service';
export { CustomerService } from './customer.service';
export { CustomersModule } from './customers.module';
export { ownNumber, type OwnNumber } from './phone';
export { SavedGoods, type SavedItem, type SavedKind } from './saved-goods.repository';
export {
  isSaved,
  MAX_ADDRESS_NAME_LENGTH,
  MAX_ADDRESSES,
  withAddress,
  type SavedAddress,
} from './saved-address';
export type { Shopper, ShopperChange, ShopperChat } from './shopper.repository';
export { ShopperRepository } from './shopper.repository';
