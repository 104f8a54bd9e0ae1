export { InboundModule, InboundWorkerModule } from './inbound.module';
export { openRegosHandler } from './regos-handler';
