import { Module } from '@nestjs/common';
import { CartModule } from '@rto/cart';
import { OrdersModule } from '@rto/orders';
import { SettingsModule } from '@rto/settings';
import { CampaignRecipients } from './campaign-recipients';
import { CampaignRepository } from './campaign.repository';
import { CartReminders } from './cart-reminders';
import { OrderRatings } from './order-ratings';

/** What a shop writes to people unasked. Database and clock come from the app's global modules. */
@Module({
  imports: [CartModule, OrdersModule, SettingsModule],
  providers: [CampaignRecipients, CampaignRepository, CartReminders, OrderRatings],
  exports: [CampaignRecipients, CampaignRepository, OrderRatings],
})
export class NewsModule {}
