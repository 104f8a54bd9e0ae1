import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { CatalogWorkerModule } from '@rto/catalog';
import { Config } from '@rto/config';
import { CustomersModule } from '@rto/customers';
import { Cipher, Database, DatabaseHandle } from '@rto/database';
import { Jobs } from '@rto/jobs';
import { Clock } from '@rto/kernel';
import { KeyValueStore, MemoryRateBuckets, RateBuckets } from '@rto/kv';
import { RefusalTrail } from '@rto/observability';
import { OrdersModule } from '@rto/orders';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '@rto/settings';
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
  const stores = [
    { provide: Config, useValue: { regos } },
    { provide: DatabaseHandle, useValue: database },
    { provide: Database, useValue: database.db },
    { provide: Cipher, useValue: cipher },
    { provide: Clock, useValue: clock },
    { provide: KeyValueStore, useValue: store },
    { provide: RateBuckets, useValue: new MemoryRateBuckets() },
    { provide: Jobs, useValue: { add: async () => undefined } },
  ];

  @Global()
  @Module({ providers: stores, exports: stores })
  class Stores {}

  const app = await Test.createTestingModule({
    imports: [Stores, SettingsModule, OrdersModule, CatalogWorkerModule, CustomersModule, RegosModule],
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
