export { BotsModule, NoticesWorkerModule } from './telegram.module';
