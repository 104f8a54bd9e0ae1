import { Module } from '@nestjs/common';
import { RegosModule } from '@rto/regos';
import { CardList } from './card-list';
import { CustomerService } from './customer.service';
import { ShopperRepository } from './shopper.repository';
import { TelegramField } from './telegram-field';

/** Database, store and clock come from the app's global modules. */
@Module({
  imports: [RegosModule],
  providers: [CardList, CustomerService, ShopperRepository, TelegramField],
  exports: [CardList, CustomerService, ShopperRepository],
})
export class CustomersModule {}
