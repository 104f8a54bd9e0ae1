import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { AdminModule } from '@rto/admin';
import { ConfigModule, type Config } from '@rto/config';
import { InboundModule, InboundWorkerModule } from '@rto/inbound';
import { BullJobs, JobsModule } from '@rto/jobs';
import { Health, Metrics, ObservabilityModule } from '@rto/observability';
import { OrderQueries, OrdersModule, OrdersWorkerModule } from '@rto/orders';
import { SettingsWorkerModule } from '@rto/settings';
import { StoresModule, type Stores } from '@rto/stores';
import { BotProbeModule, BotsModule, NoticesWorkerModule } from '@rto/telegram';

/** API, bots and workers in one process. */
@Module({})
export class StandaloneModule implements OnModuleInit {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
    private readonly jobs: BullJobs,
    private readonly orders: OrderQueries,
  ) {}

  static forRoot(config: Config, stores: Stores): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        ConfigModule.forRoot(config),
        ObservabilityModule,
        StoresModule.forRoot(stores),
        JobsModule,
        BotProbeModule,
        AdminModule,
        InboundModule,
        BotsModule,
        OrdersModule,
        OrdersWorkerModule,
        NoticesWorkerModule,
        SettingsWorkerModule,
        InboundWorkerModule,
      ],
    };
  }

  onModuleInit(): void {
    // without the queue the sweep goes on, more slowly
    this.health.add({ name: 'jobs', critical: false, check: () => this.jobs.ping() });
    this.metrics.watchOrders(() => this.orders.countByState());
  }
}
