import {
  type DynamicModule,
  Global,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { ChangeFeed, ChangesModule } from '@rto/cluster';
import { Config } from '@rto/config';
import { Cipher, Database, DatabaseHandle } from '@rto/database';
import { Clock, errorMessage, SystemClock } from '@rto/kernel';
import { KeyValueStore, RateBuckets } from '@rto/kv';
import { Health } from '@rto/observability';
import type { Subscription } from 'rxjs';
import type { Stores } from './open-stores';

const STORES = Symbol('stores');

/** Gives database, key-value store, cipher and clock to the whole application. */
@Global()
@Module({})
export class StoresModule implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(StoresModule.name);
  private changes: Subscription | undefined;

  constructor(
    @Inject(STORES) private readonly stores: Stores,
    private readonly health: Health,
    private readonly feed: ChangeFeed,
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
      imports: [ChangesModule],
      providers,
      exports: [DatabaseHandle, Database, KeyValueStore, RateBuckets, Clock, Cipher],
    };
  }

  onModuleInit(): void {
    const { database, redis } = this.stores;
    this.health.add({ name: 'database', critical: true, check: () => database.ping() });
    if (!redis) return;
    this.health.add({ name: 'redis', critical: false, check: () => redis.examine() });
    this.changes = this.feed.changes.subscribe(({ kind }) => {
      if (kind === 'everything' || kind === 'personForgotten') void this.dropForgotten(redis);
    });
  }

  onApplicationShutdown(): void {
    this.changes?.unsubscribe();
  }

  private async dropForgotten(redis: NonNullable<Stores['redis']>): Promise<void> {
    try {
      await redis.dropForgotten();
    } catch (error) {
      // before anything is handed back to Redis it is tried again
      this.logger.warn(`who was forgotten is not known for now: ${errorMessage(error)}`);
    }
  }
}
