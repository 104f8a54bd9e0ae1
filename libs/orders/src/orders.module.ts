import { Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CartModule } from '@rto/cart';
import { Config } from '@rto/config';
import { CustomersModule } from '@rto/customers';
import { Cipher, DatabaseHandle } from '@rto/database';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
import { Bell } from '@rto/jobs';
import { DeletedDocuments } from './following/deleted-document';
import { DocumentChanges } from './following/document-changes';
import { DocumentLookUp } from './submission/document-look-up';
import { DuplicateCheck } from './submission/duplicate-check';
import { LinkRepository } from './links/link.repository';
import { LinkUses } from './links/link-uses';
import { AlarmRepository } from './alarms/alarm.repository';
import { RegosWatch } from './alarms/regos-watch';
import { FileOrderJournal } from './journal/file-order-journal';
import { HeldNoticeRepository } from './notices/held-notices.repository';
import { NoticeRepository } from './notices/notice.repository';
import { OrderCancellation } from './following/order-cancellation';
import { OrderCreation } from './submission/order-creation';
import { OrderCustomer } from './submission/order-customer';
import { NoOrderJournal, OrderJournal } from './journal/order-journal';
import { OrderOperations } from './following/order-operations';
import { OrderFigures } from './figures/day-figures';
import { BoughtGoods } from './ledger/bought-goods';
import { OrderApproval } from './staff/order-approval';
import { StaffCardRepository } from './staff/staff-card.repository';
import { OrderQueries } from './ledger/order-queries';
import { OrderRepository } from './ledger/order.repository';
import { OrderService } from './order.service';
import { OrderSubmission } from './submission/order-submission';
import { OrderTracking } from './following/order-tracking';
import { PaymentTypes } from './submission/payment-types';
import { SubmissionFailures } from './submission/submission-failures';
import { SweepRepository } from './work/sweep.repository';
import { BuyerTalks } from './talks/buyer-talks';
import { TalkRepository } from './talks/talk.repository';
import { TrackingRepository } from './following/tracking.repository';

const POWER_CUT =
  'The embedded database does not force its writes to the disk. A power cut brings confirmed orders back from ' +
  'orders.journal, but carts, messages and changes of the last seconds may be lost. DATABASE_URL is for more than one small shop.';

/** Opened before anything is injected with it: what a power cut took is back before anybody works on orders. */
const JOURNAL = {
  provide: OrderJournal,
  useFactory: async (
    { kind, db }: DatabaseHandle,
    cipher: Cipher,
    { dataDir }: Config,
  ): Promise<OrderJournal> => {
    if (kind === 'postgres') return new NoOrderJournal();
    const logger = new Logger(OrderJournal.name);
    logger.warn(POWER_CUT);
    return FileOrderJournal.open({ dataDir, database: db, cipher, logger });
  },
  inject: [DatabaseHandle, Cipher, Config],
};

/** Stores, clock and queues come from the app's global modules. */
@Module({
  imports: [CartModule, CustomersModule, RegosModule, SettingsModule],
  providers: [
    JOURNAL,
    AlarmRepository,
    RegosWatch,
    Bell,
    BoughtGoods,
    BuyerTalks,
    DeletedDocuments,
    DocumentChanges,
    DocumentLookUp,
    DuplicateCheck,
    NoticeRepository,
    HeldNoticeRepository,
    LinkRepository,
    LinkUses,
    OrderApproval,
    OrderCancellation,
    OrderCreation,
    OrderCustomer,
    OrderFigures,
    OrderOperations,
    OrderQueries,
    OrderRepository,
    OrderService,
    OrderSubmission,
    OrderTracking,
    StaffCardRepository,
    SubmissionFailures,
    SweepRepository,
    TalkRepository,
    PaymentTypes,
    TrackingRepository,
  ],
  exports: [
    AlarmRepository,
    Bell,
    BoughtGoods,
    BuyerTalks,
    DuplicateCheck,
    NoticeRepository,
    HeldNoticeRepository,
    LinkRepository,
    LinkUses,
    OrderApproval,
    OrderCancellation,
    OrderFigures,
    OrderOperations,
    OrderQueries,
    OrderRepository,
    OrderService,
    OrderSubmission,
    OrderTracking,
    StaffCardRepository,
    SweepRepository,
    TalkRepository,
    TrackingRepository,
  ],
})
export class OrdersModule implements OnApplicationShutdown {
  constructor(private readonly journal: OrderJournal) {}

  async onApplicationShutdown(): Promise<void> {
    await this.journal.close();
  }
}
