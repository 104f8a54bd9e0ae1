import { Test, type TestingModule } from '@nestjs/testing';
import { CatalogWorkerModule } from '@rto/catalog';
import { Config } from '@rto/config';
import { CustomersModule } from '@rto/customers';
import { Cipher, DatabaseHandle } from '@rto/database';
import { Clock } from '@rto/kernel';
import { KeyValueStore, MemoryRateBuckets, RateBuckets } from '@rto/kv';
import { RefusalTrail } from '@rto/observability';
import { OrdersModule } from '@rto/orders';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
import { TestStores } from '@rto/testing';
import { CallPace } from './call-pace';
import { EventBackFill } from './event-back-fill';
import { EventPositionRepository } from './event-position.repository';
import { Introductions } from './introductions';
import { RegosCallHandling } from './regos-call-handling';
import { RegosEvents } from './regos-events';
import { RegosCallInbox } from './regos-call-inbox';

export const SETTINGS = {
  BOT_TOKEN: '123456789:AAtokenOfTestsOnly-0123456789_abcdefg',
  PRICE_TYPE_ID: '2',
  STOCK_ID: '1',
  ORDER_SOURCE_ID: '4',
  CUSTOMER_GROUP_ID: '1',
};

/** What the readers of one installation have in common. */
interface SharedStores {
  readonly regosUrl: string;
  readonly database: DatabaseHandle;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly store: KeyValueStore;
}

/** A process that reads the events that were missed. */
export async function aReader({
  regosUrl,
  database,
  cipher,
  clock,
  store,
}: SharedStores): Promise<TestingModule> {
  const regos = { apiUrl: regosUrl, timeoutMs: 1_000, settleMs: 120_000, dialect: 'both' };
  const more = [
    { provide: Config, useValue: { regos } },
    { provide: RateBuckets, useValue: new MemoryRateBuckets() },
  ];
  const stores = await TestStores.module(database, { cipher, clock, keyValues: store, more });
  const app = await Test.createTestingModule({
    imports: [stores, SettingsModule, OrdersModule, CatalogWorkerModule, CustomersModule, RegosModule],
    providers: [
      RegosCallInbox,
      CallPace,
      Introductions,
      RefusalTrail,
      RegosEvents,
      RegosCallHandling,
      EventPositionRepository,
      EventBackFill,
    ],
  }).compile();
  app.useLogger(false);
  return app;
}
