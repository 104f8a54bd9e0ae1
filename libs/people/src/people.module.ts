import { Module } from '@nestjs/common';
import { CardsModule } from '@rto/cards';
import { CartModule } from '@rto/cart';
import { CustomersModule } from '@rto/customers';
import { OrdersModule } from '@rto/orders';
import { DialogRepository, WaitingChats } from '@rto/telegram';
import { People } from './people';

/** Stores and keys come from the app's global modules. */
@Module({
  imports: [CardsModule, CartModule, CustomersModule, OrdersModule],
  providers: [People, DialogRepository, WaitingChats],
  exports: [People],
})
export class PeopleModule {}
