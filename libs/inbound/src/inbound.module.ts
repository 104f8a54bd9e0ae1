import { Module } from '@nestjs/common';
import { CatalogWorkerModule } from '@rto/catalog';
import { CustomersModule } from '@rto/customers';
import { OrdersModule } from '@rto/orders';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
import { CallLimits } from './call-limits';
import { CallPace } from './call-pace';
import { Campaigns } from './campaigns';
import { EventBackFill } from './event-back-fill';
import { EventPositionRepository } from './event-position.repository';
import { InboundBell } from './inbound-bell';
import { InboundSweep } from './inbound-sweep';
import { RegosCallHandling } from './regos-call-handling';
import { RegosCallProcessor } from './regos-call.processor';
import { RegosEvents } from './regos-events';
import { RegosHandlerController } from './regos-handler.controller';
import { RegosInboxRepository } from './regos-inbox.repository';

/** What others call: REGOS's handler; Telegram's webhooks come here too. */
@Module({
  imports: [CustomersModule, SettingsModule, OrdersModule],
  controllers: [RegosHandlerController],
  providers: [RegosInboxRepository, InboundBell, CallLimits, Campaigns],
})
export class InboundModule {}

/** What a worker process does about it. */
@Module({
  imports: [SettingsModule, OrdersModule, CatalogWorkerModule, CustomersModule, RegosModule],
  providers: [
    RegosInboxRepository,
    InboundBell,
    RegosEvents,
    CallPace,
    RegosCallHandling,
    RegosCallProcessor,
    InboundSweep,
    EventPositionRepository,
    EventBackFill,
  ],
})
export class InboundWorkerModule {}
