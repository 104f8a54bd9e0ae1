import { Module } from '@nestjs/common';
import { CustomersModule } from '@rto/customers';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
import { CardIssuing } from './card-issuing';
import { CardService } from './card.service';

/** Clock, store, cipher and configuration come from the app's global modules. */
@Module({
  imports: [CustomersModule, RegosModule, SettingsModule],
  providers: [CardService, CardIssuing],
  exports: [CardService, CardIssuing],
})
export class CardsModule {}
