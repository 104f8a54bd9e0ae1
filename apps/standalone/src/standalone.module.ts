import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule, QueueBoardModule } from '@rto/admin';
import { ClusterModule } from '@rto/cluster';
import type { Config } from '@rto/config';
import { InboundModule, InboundWorkerModule } from '@rto/inbound';
import { NewsWorkerModule } from '@rto/news';
import { OrdersWorkerModule } from '@rto/orders';
import { PeopleWorkerModule } from '@rto/people';
import { BacklogModule, ServiceModule } from '@rto/service';
import { SettingsWorkerModule } from '@rto/settings';
import type { Stores } from '@rto/stores';
import {
  BotProbeModule,
  BotSetupWorkerModule,
  ConversationModule,
  NoticesWorkerModule,
  PollingModule,
  WebhookModule,
} from '@rto/telegram';

/** API, bots and workers in one process. */
@Module({})
export class StandaloneModule {
  static forRoot(config: Config, stores: Stores): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        ServiceModule.forRoot(config, stores),
        ClusterModule.forRoot({ kind: 'standalone' }),
        BotProbeModule,
        AdminModule,
        QueueBoardModule,
        InboundModule,
        ConversationModule,
        PollingModule,
        WebhookModule,
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
