import { type DynamicModule, Module } from '@nestjs/common';
import { ClusterModule } from '@rto/cluster';
import type { Config } from '@rto/config';
import { InboundWorkerModule } from '@rto/inbound';
import { NewsWorkerModule } from '@rto/news';
import { OrdersWorkerModule } from '@rto/orders';
import { PeopleWorkerModule } from '@rto/people';
import { BacklogModule, ServiceModule } from '@rto/service';
import { SettingsWorkerModule } from '@rto/settings';
import type { Stores } from '@rto/stores';
import { BotSetupWorkerModule, NoticesWorkerModule } from '@rto/telegram';

/** Work in the background: jobs, sweeps and schedules. */
@Module({})
export class WorkerModule {
  static forRoot(config: Config, stores: Stores): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        ServiceModule.forRoot(config, stores),
        ClusterModule.forRoot({ kind: 'worker' }),
        BacklogModule,
        OrdersWorkerModule,
        PeopleWorkerModule,
        NewsWorkerModule,
        NoticesWorkerModule,
        BotSetupWorkerModule,
        SettingsWorkerModule,
        InboundWorkerModule,
      ],
    };
  }
}
