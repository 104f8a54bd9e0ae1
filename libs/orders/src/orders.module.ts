import { Module } from '@nestjs/common';
import { CartModule } from '@rto/cart';
import { CustomersModule } from '@rto/customers';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
import { Bell } from './bell';
import { DuplicateCheck } from './duplicate-check';
import { NoticeRepository } from './notice.repository';
import { OrderCancellation } from './order-cancellation';
import { OrderCreation } from './order-creation';
import { OrderCustomer } from './order-customer';
import { OrderOperations } from './order-operations';
import { OrderQueries } from './order-queries';
import { OrderRepository } from './order.repository';
import { OrderService } from './order.service';
import { OrderSubmission } from './order-submission';
import { OrderTracking } from './order-tracking';
import { SubmissionFailures } from './submission-failures';
import { SweepRepository } from './sweep.repository';
import { TrackingRepository } from './tracking.repository';

/** Stores, clock and queues come from the app's global modules. */
@Module({
  imports: [CartModule, CustomersModule, RegosModule, SettingsModule],
  providers: [
    Bell,
    DuplicateCheck,
    NoticeRepository,
    OrderCancellation,
    OrderCreation,
    OrderCustomer,
    OrderOperations,
    OrderQueries,
    OrderRepository,
    OrderService,
    OrderSubmission,
    OrderTracking,
    SubmissionFailures,
    SweepRepository,
    TrackingRepository,
  ],
  exports: [
    Bell,
    DuplicateCheck,
    NoticeRepository,
    OrderOperations,
    OrderQueries,
    OrderRepository,
    OrderService,
    OrderSubmission,
    OrderTracking,
    SweepRepository,
    TrackingRepository,
  ],
})
export class OrdersModule {}
