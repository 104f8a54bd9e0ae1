import { Module } from '@nestjs/common';
import { CatalogWorkerModule } from '@rto/catalog';
import { CustomersModule } from '@rto/customers';
import { OrdersModule } from '@rto/orders';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
import { CallBodies } from './call-bodies';
import { CallLimits } from './call-limits';
import { CallPace } from './call-pace';
import { Campaigns } from './campaigns';
import { EventBackFill } from './event-back-fill';
import { EventPositionRepository } from './event-position.repository';
import { InboundSweep } from './inbound-sweep';
import { Introductions } from './introductions';
import { RegosCallHandling } from './regos-call-handling';
import { RegosCallIntake } from './regos-call-intake';
import { RegosCallProcessor } from './regos-call.processor';
import { RegosEvents } from './regos-events';
import { RegosHandler } from './regos-handler';
import { RegosCallInbox } from './regos-call-inbox';

/** REGOS's handler, which an app opens with `openRegosHandler`. */
@Module({
  imports: [CustomersModule, SettingsModule, OrdersModule],
  providers: [
    RegosCallInbox,
    CallLimits,
    Introductions,
    Campaigns,
    CallBodies,
    RegosCallIntake,
    RegosHandler,
  ],
})
export class InboundModule {}

/** What a worker process does about it. */
@Module({
  imports: [SettingsModule, OrdersModule, CatalogWorkerModule, CustomersModule, RegosModule],
  providers: [
    RegosCallInbox,
    RegosEvents,
    CallPace,
    Introductions,
    RegosCallHandling,
    RegosCallProcessor,
    InboundSweep,
    EventPositionRepository,
    EventBackFill,
  ],
})
export class InboundWorkerModule {}
