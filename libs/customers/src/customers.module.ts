import { Module } from '@nestjs/common';
import { RegosModule } from '@rto/regos';
import { CustomerService } from './customer.service';
import { ShopperRepository } from './shopper.repository';
import { TelegramField } from './telegram-field';

/** Database, store and clock come from the app's global modules. */
@Module({
  imports: [RegosModule],
  providers: [CustomerService, ShopperRepository, TelegramField],
  exports: [CustomerService, ShopperRepository],
})
export class CustomersModule {}
