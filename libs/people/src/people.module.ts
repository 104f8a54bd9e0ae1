import { Module } from '@nestjs/common';
import { CardsModule } from '@rto/cards';
import { CartModule } from '@rto/cart';
import { ChangesModule } from '@rto/cluster';
import { CustomersModule } from '@rto/customers';
import { OrdersModule } from '@rto/orders';
import { SettingsModule } from '@rto/settings';
import { DialogRepository, UpdateInbox, QuietChats, WaitingChats } from '@rto/telegram';
import { People } from './people';
import { PeopleRepository } from './people.repository';

/** Stores and keys come from the app's global modules. */
@Module({
  imports: [CardsModule, CartModule, ChangesModule, CustomersModule, OrdersModule, SettingsModule],
  providers: [People, PeopleRepository, DialogRepository, UpdateInbox, QuietChats, WaitingChats],
  exports: [People],
})
export class PeopleModule {}
