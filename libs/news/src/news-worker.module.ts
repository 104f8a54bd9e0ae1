import { Module } from '@nestjs/common';
import { OrdersModule } from '@rto/orders';
import { SettingsModule } from '@rto/settings';
import { CampaignSweep } from './campaign-sweep';
import { DueCampaigns } from './due-campaigns';
import { NewsModule } from './news.module';

/** What a worker process runs on top of `NewsModule`. */
@Module({
  imports: [NewsModule, OrdersModule, SettingsModule],
  providers: [CampaignSweep, DueCampaigns],
})
export class NewsWorkerModule {}
