import { Module } from '@nestjs/common';
import { ChangesModule } from '@rto/cluster';
import { Bell } from '@rto/jobs';
import { SettingsModule } from '@rto/settings';
import { ClientsModule } from '../telegram.module';
import { BotSetupProcessor } from './bot-setup.processor';
import { BotSetupRepository } from './bot-setup.repository';
import { BotSetupSweep } from './bot-setup-sweep';
import { BotSetups } from './bot-setups';
import { BotWish } from './bot-wish';
import { WebhookAddresses } from './webhook-address';
import { WebhookSample } from './webhook-sample';
import { WebhookSetup } from './webhook-setup';

/** What a worker process tells Telegram about the bots. */
@Module({
  imports: [SettingsModule, ClientsModule, ChangesModule],
  providers: [
    Bell,
    WebhookAddresses,
    BotSetupRepository,
    BotWish,
    WebhookSetup,
    BotSetups,
    BotSetupProcessor,
    BotSetupSweep,
    WebhookSample,
  ],
})
export class BotSetupWorkerModule {}
