import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { RegosCards } from './cards';
import { RegosCustomers } from './customers';
import { RegosDeliveryOrders } from './delivery-orders';
import { RegosDocumentLines } from './document-lines';
import { RegosEventHistory } from './event-history';
import { RegosInspection } from './inspection';
import { RegosIntegration } from './integration';
import { RegosItemGroups } from './item-groups';
import { RegosItemImages } from './item-images';
import { RegosItems } from './items';
import { RegosReferences } from './references';
import { RegosBreakers } from './transport/breakers';
import { HttpExchange } from './transport/http-exchange';
import { RegosHealth } from './transport/regos-health';
import { RegosLimiter } from './transport/limiter';
import { RegosTransport } from './transport/regos-transport';
import { TokenSource } from './transport/token-source';

const ENTITIES = [
  RegosCards,
  RegosCustomers,
  RegosDeliveryOrders,
  RegosDocumentLines,
  RegosEventHistory,
  RegosInspection,
  RegosIntegration,
  RegosItemGroups,
  RegosItemImages,
  RegosItems,
  RegosReferences,
];

/** `Config`, the shared `RateBuckets` and, when calls are to be observed, `RegosCallObserver` are global. */
@Module({
  imports: [HttpModule.register({})], // an axios instance of its own: nobody else's interceptors
  providers: [
    ...[HttpExchange, RegosLimiter, TokenSource, RegosBreakers, RegosHealth, RegosTransport],
    ...ENTITIES,
  ],
  exports: [RegosBreakers, RegosHealth, ...ENTITIES],
})
export class RegosModule {}
