import { Module } from '@nestjs/common';
import { CatalogModule } from '@rto/catalog';
import { OrdersModule } from '@rto/orders';
import { SettingsModule } from '@rto/settings';
import { RegosEvents } from './regos-events';
import { RegosHandlerController } from './regos-handler.controller';

/** What others call: REGOS's handler; Telegram's webhooks come here too. */
@Module({
  imports: [SettingsModule, OrdersModule, CatalogModule],
  controllers: [RegosHandlerController],
  providers: [RegosEvents],
})
export class InboundModule {}
