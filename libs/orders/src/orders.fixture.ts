import { randomBytes } from 'node:crypto';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ProcessRepository } from '@rto/cluster';
import { Config } from '@rto/config';
import {
  Cipher,
  Database,
  DatabaseHandle,
  databaseLater,
  notices,
  orderHistory,
  orders,
} from '@rto/database';
import { Jobs } from '@rto/jobs';
import { Clock, ManualClock, newId, RetryableError, type OrderId } from '@rto/kernel';
import { KeyValueStore, MemoryKeyValueStore } from '@rto/kv';
import { asc, eq, sql } from 'drizzle-orm';
import type { Notice } from './notices/notice';
import { OrdersModule } from './orders.module';

/** A process that lives for this long. @returns its id */
export async function aProcess(db: Database, leaseMs = 60_000): Promise<string> {
  const id = newId();
  await new ProcessRepository(db).add(id, 'worker', leaseMs);
  return id;
}

/** What tests see and turn of the ledger, behind the repositories' backs. */
export class Ledger {
  constructor(private readonly db: Database) {}

  async row(orderId: OrderId): Promise<typeof orders.$inferSelect> {
    const [row] = await this.db.acrossTenants.select().from(orders).where(eq(orders.id, orderId));
    if (!row) throw new Error(`no order ${orderId}`);
    return row;
  }

  async events(orderId: OrderId): Promise<string[]> {
    const rows = await this.db.acrossTenants
      .select()
      .from(orderHistory)
      .where(eq(orderHistory.orderId, orderId))
      .orderBy(asc(orderHistory.at));
    return rows.map((row) => row.event);
  }

  async notices(orderId: OrderId): Promise<{ chatId: number; content: Notice }[]> {
    const rows = await this.db.acrossTenants
      .select()
      .from(notices)
      .where(eq(notices.orderId, orderId))
      .orderBy(asc(notices.sequence));
    return rows.map((row) => ({ chatId: row.chatId, content: row.content as Notice }));
  }

  /** Whatever the order waits for is due now. */
  async hurry(orderId: OrderId): Promise<void> {
    const soon = (column: typeof orders.dueAt | typeof orders.pollAt | typeof orders.duplicateCheckAt) =>
      sql`case when ${column} > now() then now() else ${column} end`;
    await this.db.acrossTenants
      .update(orders)
      .set({
        dueAt: soon(orders.dueAt),
        pollAt: soon(orders.pollAt),
        duplicateCheckAt: soon(orders.duplicateCheckAt),
      })
      .where(eq(orders.id, orderId));
  }

  /** As if so much time had passed since a call was lost, or a process died. */
  async age(orderId: OrderId, ms: number): Promise<void> {
    const earlier = (
      column: typeof orders.leaseUntil | typeof orders.unknownSince | typeof orders.placedAt,
    ) => sql`${column} - ${ms} * interval '1 millisecond'`;
    await this.db.acrossTenants
      .update(orders)
      .set({
        placedAt: earlier(orders.placedAt),
        leaseUntil: earlier(orders.leaseUntil),
        unknownSince: earlier(orders.unknownSince),
      })
      .where(eq(orders.id, orderId));
  }

  /** The row as a backup has it that was made before anything was sent. */
  async restore(orderId: OrderId): Promise<void> {
    await this.db.acrossTenants
      .update(orders)
      .set({
        state: 'placed',
        attempts: 0,
        fence: 0,
        firstSentAt: null,
        unknownSince: null,
        leaseUntil: null,
        regosCustomerId: null,
        regosDocumentId: null,
        dueAt: databaseLater(0),
      })
      .where(eq(orders.id, orderId));
  }

  async dueIn(orderId: OrderId, ms: number): Promise<void> {
    await this.db.acrossTenants
      .update(orders)
      .set({ dueAt: databaseLater(ms) })
      .where(eq(orders.id, orderId));
  }
}

/** A queue that notes who rings, and can be away. */
export class SilentJobs extends Jobs {
  readonly rung: string[] = [];
  isAway = false;

  async add(name: string): Promise<void> {
    if (this.isAway) throw new RetryableError('the queue is away');
    this.rung.push(name);
  }
}

export interface Surroundings {
  readonly database: DatabaseHandle;
  readonly regosUrl: string;
  readonly clock: ManualClock;
  readonly jobs: Jobs;
  readonly cipher: Cipher;
  readonly timeoutMs: number;
  readonly settleMs: number;
}

/** One process that works on orders; several on one database are as several machines. */
export async function startProcess(given: Surroundings): Promise<TestingModule> {
  const app = await Test.createTestingModule({ imports: [stores(given), OrdersModule] }).compile();
  app.useLogger(false);
  return app;
}

export function aCipher(): Cipher {
  return new Cipher([randomBytes(32)]);
}

@Global()
@Module({})
class TestStores {}

function stores(given: Surroundings): DynamicModule {
  const providers = [
    { provide: Config, useValue: aConfig(given) },
    { provide: DatabaseHandle, useValue: given.database },
    { provide: Database, useValue: given.database.db },
    { provide: Cipher, useValue: given.cipher },
    { provide: Clock, useValue: given.clock },
    { provide: KeyValueStore, useValue: new MemoryKeyValueStore(given.clock) },
    { provide: Jobs, useValue: given.jobs },
  ];
  return { module: TestStores, providers, exports: providers.map(({ provide }) => provide) };
}

function aConfig({ regosUrl, timeoutMs, settleMs }: Surroundings): Config {
  return {
    production: false,
    http: { host: '127.0.0.1', port: 0, internalPort: undefined, trustedProxies: [] },
    dataDir: 'data',
    databaseUrl: undefined,
    redisUrl: undefined,
    telegram: { apiUrl: 'https://telegram.example', updates: 'polling', publicUrl: undefined },
    regos: {
      apiUrl: regosUrl,
      authUrl: `${regosUrl}/oauth/token`,
      credentials: undefined,
      dialect: 'both',
      timeoutMs,
      settleMs,
      integrationKey: 'telegram-bot-orders',
      handlerSecrets: ['handler-secret-of-tests'],
    },
    adminApiKey: 'admin-key-of-tests-only-24',
    encryptionKeys: [],
    logLevel: 'silent',
    personalDataDays: 365,
    shutdownTimeoutMs: 1_000,
  };
}
