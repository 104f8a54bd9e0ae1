export { DialogRepository } from './conversation/dialog.repository';
export { WaitingChats } from './conversation/waiting-chats';
export { UpdateInbox } from './inbox/update-inbox';
export { QuietChats } from './inbox/quiet-chats';
export { BotWish } from './setup/bot-wish';
export { WebhookAddresses } from './setup/webhook-address';
export { BotSetupWorkerModule } from './setup/bot-setup.module';
export { BotProbeModule, ConversationModule, NoticesWorkerModule, PollingModule } from './telegram.module';
export { WebhookModule } from './webhook/webhook.module';
