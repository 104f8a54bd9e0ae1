import { randomBytes } from 'node:crypto';
import { type DynamicModule } from '@nestjs/common';
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
import { ManualClock, newId, RetryableError, type OrderId } from '@rto/kernel';
import { aConfig, TestStores } from '@rto/testing';
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

  /** What is told of an order by messages of their own, oldest first. */
  async notices(orderId: OrderId): Promise<{ chatId: number; content: Notice }[]> {
    return (await this.told(orderId)).filter(({ content }) => content.type !== 'orderProgress');
  }

  /** What is told of it by the message that is edited. */
  async progress(orderId: OrderId): Promise<Extract<Notice, { type: 'orderProgress' }>[]> {
    return (await this.told(orderId)).flatMap(({ content }) =>
      content.type === 'orderProgress' ? [content] : [],
    );
  }

  private async told(orderId: OrderId): Promise<{ chatId: number; content: Notice }[]> {
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
  const app = await Test.createTestingModule({ imports: [await stores(given), OrdersModule] }).compile();
  app.useLogger(false);
  return app;
}

export function aCipher(): Cipher {
  return new Cipher([randomBytes(32)]);
}

async function stores({ database, cipher, clock, jobs, ...given }: Surroundings): Promise<DynamicModule> {
  const config = await aConfig({
    REGOS_API_URL: given.regosUrl,
    REGOS_TIMEOUT_MS: String(given.timeoutMs),
    REGOS_SETTLE_MS: String(given.settleMs),
  });
  const more = [{ provide: Config, useValue: config }];
  return TestStores.module(database, { cipher, clock, jobs, more });
}
