import { Module } from '@nestjs/common';
import { CartModule } from '@rto/cart';
import { CustomersModule } from '@rto/customers';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
import { Bell } from './bell';
import { NoticeRepository } from './notice.repository';
import { OrderQueries } from './order-queries';
import { OrderRepository } from './order.repository';
import { OrderService } from './order.service';
import { OrderSubmission } from './order-submission';
import { OrderTracking } from './order-tracking';
import { SubmissionFailures } from './submission-failures';
import { SweepRepository } from './sweep.repository';

/** Stores, clock and queues come from the app's global modules. */
@Module({
  imports: [CartModule, CustomersModule, RegosModule, SettingsModule],
  providers: [
    Bell,
    OrderRepository,
    OrderService,
    OrderSubmission,
    SubmissionFailures,
    OrderTracking,
    OrderQueries,
    NoticeRepository,
    SweepRepository,
  ],
  exports: [
    Bell,
    OrderRepository,
    OrderService,
    OrderSubmission,
    OrderTracking,
    OrderQueries,
    NoticeRepository,
    SweepRepository,
  ],
})
export class OrdersModule {}
