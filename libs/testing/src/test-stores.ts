import { randomBytes } from 'node:crypto';
import type { DynamicModule, Provider } from '@nestjs/common';
import type { Config } from '@rto/config';
import type { Cipher, DatabaseHandle } from '@rto/database';
import type { Jobs } from '@rto/jobs';
import type { Clock } from '@rto/kernel';
import type { KeyValueStore } from '@rto/kv';
import { aFolder } from './folder';

export interface StoreOptions {
  readonly clock?: Clock;
  readonly cipher?: Cipher;
  readonly keyValues?: KeyValueStore;
  /** Unless given, a queue that tells nobody. */
  readonly jobs?: Pick<Jobs, 'add'>;
  /** Provided besides. */
  readonly more?: readonly Provider[];
}

/** What an app's global modules give its features: a test's database, and memory in place of Redis and the queue. */
export class TestStores {
  /** What it needs is loaded here: most tests that stand on this lib need none of it. */
  static async module(database: DatabaseHandle, options: StoreOptions = {}): Promise<DynamicModule> {
    const [{ Cipher, Database, DatabaseHandle: Handle }, { Jobs }, { Clock, SystemClock }, kv] =
      await Promise.all([
        import('@rto/database'),
        import('@rto/jobs'),
        import('@rto/kernel'),
        import('@rto/kv'),
      ]);
    const { clock = new SystemClock(), keyValues = new kv.MemoryKeyValueStore(clock) } = options;
    const providers = [
      { provide: Handle, useValue: database },
      { provide: Database, useValue: database.db },
      { provide: Cipher, useValue: options.cipher ?? new Cipher([randomBytes(32)]) },
      { provide: Clock, useValue: clock },
      { provide: kv.KeyValueStore, useValue: keyValues },
      { provide: Jobs, useValue: options.jobs ?? { add: async () => undefined } },
      ...(options.more ?? []),
    ];
    return { module: TestStores, global: true, providers, exports: providers };
  }
}

/** What the service reads out of these variables, with a folder of its own; it announces nothing. */
export async function aConfig(environment: Readonly<Record<string, string>> = {}): Promise<Config> {
  const { loadConfig } = await import('@rto/config');
  return loadConfig({ DATA_DIR: aFolder(), ...environment }, () => undefined);
}
