export { BotProbeModule, BotsModule, NoticesWorkerModule } from './telegram.module';
