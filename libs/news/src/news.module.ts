import { Module } from '@nestjs/common';
import { CampaignRecipients } from './campaign-recipients';
import { CampaignRepository } from './campaign.repository';

/** What a shop writes to people unasked. Database and clock come from the app's global modules. */
@Module({
  providers: [CampaignRecipients, CampaignRepository],
  exports: [CampaignRecipients, CampaignRepository],
})
export class NewsModule {}
