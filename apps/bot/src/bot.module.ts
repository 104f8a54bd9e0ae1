import { type DynamicModule, Module } from '@nestjs/common';
import { ClusterModule } from '@rto/cluster';
import type { Config } from '@rto/config';
import { ServiceModule } from '@rto/service';
import type { Stores } from '@rto/stores';
import { ConversationModule, PollingModule } from '@rto/telegram';

/** The bots: long polling and the conversation. */
@Module({})
export class BotModule {
  static forRoot(config: Config, stores: Stores): DynamicModule {
    return {
      module: BotModule,
      imports: [
        ServiceModule.forRoot(config, stores),
        ClusterModule.forRoot({ kind: 'bot' }),
        ConversationModule,
        PollingModule,
      ],
    };
  }
}
