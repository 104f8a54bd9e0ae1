import { type DynamicModule, Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { Config } from '@rto/config';
import { Cipher, Database, DatabaseHandle } from '@rto/database';
import { Clock, SystemClock } from '@rto/kernel';
import { KeyValueStore, RateBuckets } from '@rto/kv';
import { Health } from '@rto/observability';
import type { Stores } from './open-stores';

const STORES = Symbol('stores');

/** Gives database, key-value store, cipher and clock to the whole application. */
@Global()
@Module({})
export class StoresModule implements OnModuleInit {
  constructor(
    @Inject(STORES) private readonly stores: Stores,
    private readonly health: Health,
  ) {}

  static forRoot(stores: Stores): DynamicModule {
    const providers = [
      { provide: STORES, useValue: stores },
      { provide: DatabaseHandle, useValue: stores.database },
      { provide: Database, useValue: stores.database.db },
      { provide: KeyValueStore, useValue: stores.keyValues },
      { provide: RateBuckets, useValue: stores.rateBuckets },
      { provide: Clock, useClass: SystemClock },
      {
        provide: Cipher,
        useFactory: (config: Config) => new Cipher(config.encryptionKeys),
        inject: [Config],
      },
    ];
    return {
      module: StoresModule,
      providers,
      exports: [DatabaseHandle, Database, KeyValueStore, RateBuckets, Clock, Cipher],
    };
  }

  onModuleInit(): void {
    const { database, redis } = this.stores;
    this.health.add({ name: 'database', critical: true, check: () => database.ping() });
    if (redis) this.health.add({ name: 'redis', critical: false, check: () => redis.examine() });
  }
}
