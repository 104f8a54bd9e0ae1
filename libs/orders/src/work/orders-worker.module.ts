import { Module } from '@nestjs/common';
import { CatalogModule } from '@rto/catalog';
import { DatabaseHandle } from '@rto/database';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
import { AlarmSweep } from '../alarms/alarm-sweep';
import { TokenAlarms } from '../alarms/token-alarms';
import { OrderSweep } from './order-sweep';
import { OrdersModule } from '../orders.module';
import { SubmitOrderProcessor, TrackOrdersProcessor } from './orders.processor';
import { RestockRepository } from './restock.repository';
import { RestockSweep } from './restock-sweep';
import { DaySummaries } from '../figures/day-summaries';
import { SummaryRepository } from '../figures/summary.repository';
import { SummarySweep } from './summary-sweep';
import { SweepRepository } from './sweep.repository';

/**
 * Ends the leases that a killed process left in the embedded database. A provider, since those are made before
 * any worker starts; later it would end leases of our own.
 */
const RELEASED_LEASES = {
  provide: Symbol('released leases'),
  useFactory: async (database: DatabaseHandle, sweeps: SweepRepository): Promise<true> => {
    if (database.kind === 'embedded') await sweeps.releaseLeases();
    return true;
  },
  inject: [DatabaseHandle, SweepRepository],
};

/** What a worker process runs on top of `OrdersModule`. */
@Module({
  imports: [CatalogModule, OrdersModule, RegosModule, SettingsModule],
  providers: [
    RELEASED_LEASES,
    SubmitOrderProcessor,
    TrackOrdersProcessor,
    OrderSweep,
    AlarmSweep,
    TokenAlarms,
    RestockRepository,
    RestockSweep,
    DaySummaries,
    SummaryRepository,
    SummarySweep,
  ],
})
export class OrdersWorkerModule {}
