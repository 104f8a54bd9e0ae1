import { Module } from '@nestjs/common';
import { OrdersModule } from '@rto/orders';
import { SettingsModule } from '@rto/settings';
import { CampaignSweep } from './campaign-sweep';
import { DueCampaigns } from './due-campaigns';
import { DueReminders } from './due-reminders';
import { NewsModule } from './news.module';
import { ReminderSweep } from './reminder-sweep';

/** What a worker process runs on top of `NewsModule`. */
@Module({
  imports: [NewsModule, OrdersModule, SettingsModule],
  providers: [CampaignSweep, DueCampaigns, DueReminders, ReminderSweep],
})
export class NewsWorkerModule {}
