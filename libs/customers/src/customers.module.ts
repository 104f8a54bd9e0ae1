import { Module } from '@nestjs/common';
import { RegosModule } from '@rto/regos';
import { CardList } from './card-list';
import { CustomerService } from './customer.service';
import { SavedGoods } from './saved-goods.repository';
import { ShopperRepository } from './shopper.repository';
import { TelegramField } from './telegram-field';

/** Database, store and clock come from the app's global modules. */
@Module({
  imports: [RegosModule],
  providers: [CardList, CustomerService, SavedGoods, ShopperRepository, TelegramField],
  exports: [CardList, CustomerService, SavedGoods, ShopperRepository],
})
export class CustomersModule {}
