export { InboundModule, InboundWorkerModule } from './inbound.module';
