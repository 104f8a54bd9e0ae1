import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule } from '@rto/admin';
import { ConfigModule, type Config } from '@rto/config';
import { InboundModule } from '@rto/inbound';
import { JobsModule } from '@rto/jobs';
import { ObservabilityModule } from '@rto/observability';
import { OrdersWorkerModule } from '@rto/orders';
import { SettingsWorkerModule } from '@rto/settings';
import { StoresModule, type Stores } from '@rto/stores';
import { BotsModule, NoticesWorkerModule } from '@rto/telegram';

/** API, bots and workers in one process. */
@Module({})
export class StandaloneModule {
  static forRoot(config: Config, stores: Stores): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        ConfigModule.forRoot(config),
        ObservabilityModule,
        StoresModule.forRoot(stores),
        JobsModule,
        AdminModule,
        InboundModule,
        BotsModule,
        OrdersWorkerModule,
        NoticesWorkerModule,
        SettingsWorkerModule,
      ],
    };
  }
}
