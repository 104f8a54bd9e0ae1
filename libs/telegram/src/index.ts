export { BotSetupWorkerModule } from './setup/bot-setup.module';
export { BotProbeModule, BotsModule, NoticesWorkerModule } from './telegram.module';
