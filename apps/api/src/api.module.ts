import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule, QueueBoardModule } from '@rto/admin';
import { ClusterModule } from '@rto/cluster';
import type { Config } from '@rto/config';
import { InboundModule } from '@rto/inbound';
import { ServiceModule } from '@rto/service';
import type { Stores } from '@rto/stores';
import { BotProbeModule, ConversationModule, WebhookModule } from '@rto/telegram';

/** What others call: the operator, REGOS, and Telegram in webhook mode. */
@Module({})
export class ApiModule {
  static forRoot(config: Config, stores: Stores): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ServiceModule.forRoot(config, stores),
        ClusterModule.forRoot({ kind: 'api' }),
        BotProbeModule,
        AdminModule,
        QueueBoardModule,
        InboundModule,
        ConversationModule,
        WebhookModule,
      ],
    };
  }
}
