export * from './campaign';
export { CampaignRecipients, type CampaignMessage, type Outcome } from './campaign-recipients';
export { CampaignRepository } from './campaign.repository';
export { NewsModule } from './news.module';
export { NewsWorkerModule } from './news-worker.module';
export { OrderRatings } from './order-ratings';
export { quietUntil } from './quiet-hours';
