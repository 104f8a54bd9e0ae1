import { randomBytes } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { CartService } from '@rto/cart';
import { ClusterModule } from '@rto/cluster';
import { ConfigModule, loadConfig, type Config } from '@rto/config';
import { SavedGoods, ShopperRepository } from '@rto/customers';
import { Cipher, orders, StoredPhones, tenants, updates, type Database } from '@rto/database';
import { Jobs } from '@rto/jobs';
import { Money, newId, newShortId, Quantity, SystemClock, type ChatId, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { ObservabilityModule } from '@rto/observability';
import { OwnerDoor, Owners } from '@rto/settings';
import { NoticeRepository, type OrderState } from '@rto/orders';
import { openStores, StoresModule, type Stores } from '@rto/stores';
import { DialogRepository, WaitingChats } from '@rto/telegram';
import { aDataDir, aFolder, removeFolder } from '@rto/testing';
import { sql } from 'drizzle-orm';
import { Redis } from 'ioredis';
import {
  createTestDatabase,
  startRedis,
  type TestDatabase,
  type TestRedis,
} from '../../../scripts/test-services';
import { PeopleModule } from './people.module';

export const SHAPES = ['embedded', 'scaled'] as const;
const CUSTOMER = 77;
const JUICE = {
  id: 101,
  name: 'Сок',
  unit: { name: 'шт', kind: 'pcs' },
  price: Money.of('18500', 'UZS'),
  available: Quantity.of('14'),
  allowed: Quantity.of('14'),
} as const;
const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };

export interface TestProcess {
  readonly stores: Stores;
  readonly app: TestingModule;
}

/** A service's real stores with people in them: PGlite and memory, or PostgreSQL and Redis. */
export class PeopleWorld {
  private dataDir = '';
  private readonly key = randomBytes(32);
  private readonly cipher = new Cipher([this.key]);
  private readonly phones = new StoredPhones(this.cipher, 'orders');
  private postgres: TestDatabase | undefined;
  private server: TestRedis | undefined;
  private config!: Config;
  private readonly processes: TestProcess[] = [];
  private number = 0;

  static async open(shape: (typeof SHAPES)[number]): Promise<PeopleWorld> {
    const world = new PeopleWorld();
    await world.start(shape === 'scaled');
    return world;
  }

  async close(): Promise<void> {
    for (const { app, stores } of this.processes) {
      await app.close();
      await stores.close();
    }
    await this.server?.dispose();
    await this.postgres?.drop();
    removeFolder(this.dataDir);
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.first.app.get<T>(type, { strict: false });
  }

  get database(): Database {
    return this.first.stores.database.db;
  }

  /** It keeps nothing when it is stopped. */
  get redis(): TestRedis {
    if (!this.server) throw new Error('this world has no Redis');
    return this.server;
  }

  /** One more process of the service, on the same stores. */
  async startProcess(): Promise<TestProcess> {
    const stores = await openStores(this.config, new SystemClock(), quiet);
    const app = await boot(this.config, stores);
    const started = { stores, app };
    this.processes.push(started);
    return started;
  }

  private get first(): TestProcess {
    const [first] = this.processes;
    if (!first) throw new Error('no process is running');
    return first;
  }

  async aShop(): Promise<TenantId> {
    const id = newId();
    const at = new Date();
    const connectionCipher = this.cipher.encrypt(id, { tenantId: id, column: 'tenants.connection' });
    const connection = { connectionCipher, connectionHash: id };
    const row = { id, name: 'Shop', state: 'active', ...connection, createdAt: at, updatedAt: at };
    await this.database.acrossTenants.insert(tenants).values(row);
    return id;
  }

  /** Somebody who has used all of the bot. */
  async aPerson(tenantId: TenantId, chatId: ChatId, phone: string): Promise<void> {
    const names = { firstName: `Aziz${chatId}`, lastName: 'Karimov' };
    await this.get(ShopperRepository).save(tenantId, chatId, {
      phone,
      ...names,
      regosCustomerId: CUSTOMER,
      language: 'ru',
      addresses: [{ id: 1, name: 'Дом', address: `дом ${chatId}` }],
    });
    await this.get(CartService).change(tenantId, chatId, 'update-1', { type: 'add', item: JUICE });
    const draft = { id: newShortId(), version: 1, knownCustomer: false, phone, address: `дом ${chatId}` };
    const dialog = {
      language: 'ru',
      expects: { type: 'nothing' },
      place: { type: 'openMenu' },
      replyKeyboard: false,
    } as const;
    await this.get(DialogRepository).save(tenantId, chatId, { ...dialog, draft }, 600);
    await this.get(SavedGoods).save(tenantId, chatId, 'favourite', JUICE);
    await this.get(SavedGoods).save(tenantId, chatId, 'awaited', JUICE);
    await this.get(OwnerDoor).open(tenantId, { chatId, name: `Aziz${chatId}`, code: 'a-wrong-code' });
    const owner = { chatId, name: `Aziz${chatId}`, namedBy: 'operator' } as const;
    await this.get(Owners).name(tenantId, owner, async () => undefined);
    await this.get(Owners).invite(tenantId, chatId);
    await this.get(WaitingChats).add(tenantId, 1, chatId);
    await this.get(KeyValueStore).set(
      `t:${tenantId}:card-list:${CUSTOMER}`,
      { cards: [{ barcode: `card-${chatId}` }] },
      60,
    );
    const content = { type: 'campaign', text: `Aziz${chatId}, скидка`, imageUrl: null } as const;
    await this.get(NoticeRepository).add(tenantId, 'campaign', [{ chatId, content }]);
    await this.anUpdate(tenantId, chatId, phone);
    await this.anOrder(tenantId, chatId, phone, 'submitted');
  }

  async anOrder(tenantId: TenantId, chatId: ChatId, phone: string, state: OrderState): Promise<string> {
    const id = newId();
    this.number += 1;
    const at = new Date();
    await this.database
      .of(tenantId)
      .insert(orders)
      .values({
        ...{
          id,
          tenantId,
          number: this.number,
          checkoutId: newShortId(),
          chatId,
          state,
          externalCode: `tg-${id}`,
        },
        ...this.phones.columns(tenantId, phone),
        ...{ address: `дом ${chatId}`, note: `Aziz${chatId}`, latitude: 41.3, longitude: 69.2 },
        ...{
          priceTypeId: 1,
          stockId: 1,
          sourceId: 1,
          total: '18500',
          currency: 'UZS',
          regosCustomerId: CUSTOMER,
        },
        ...{ regosDocumentId: this.number, pollAt: at, placedAt: at, updatedAt: at },
      });
    return id;
  }

  private async anUpdate(tenantId: TenantId, chatId: ChatId, phone: string): Promise<void> {
    const payload = JSON.stringify({ message: { chat: { id: chatId }, contact: { phone_number: phone } } });
    const payloadCipher = this.cipher.encrypt(payload, { tenantId, column: 'updates.payload' });
    const row = {
      tenantId,
      botId: 1,
      updateId: this.number + 1,
      chatId,
      receivedAt: new Date(),
      payloadCipher,
    };
    await this.database.of(tenantId).insert(updates).values(row);
  }

  /** Every row of every table, and every key with its value; one a line. */
  async everything(): Promise<string[]> {
    const db = this.database.acrossTenants;
    const { rows: tables } = await db.execute<{ name: string }>(
      sql`SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const lines: string[] = [];
    for (const { name } of tables) {
      const { rows } = await db.execute<{ row: string }>(
        sql`SELECT line::text AS row FROM ${sql.raw(name)} line`,
      );
      lines.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return [...lines, ...(await this.keys())];
  }

  private async keys(): Promise<string[]> {
    if (!this.server) return []; // in memory; carts and dialogs are rows of the embedded database besides
    const client = new Redis(this.server.url);
    const names = await client.keys('*');
    const values = await Promise.all(names.map((name) => client.get(name)));
    client.disconnect();
    return names.map((name, index) => `${name} ${values[index]}`);
  }

  private async start(isScaled: boolean): Promise<void> {
    this.dataDir = isScaled ? aFolder() : await aDataDir();
    this.postgres = isScaled ? await createTestDatabase() : undefined;
    this.server = isScaled ? await startRedis({ keepsData: false }) : undefined;
    this.config = loadConfig(
      {
        DATA_DIR: this.dataDir,
        ENCRYPTION_KEY: this.key.toString('base64'),
        ...(this.postgres && { DATABASE_URL: this.postgres.url }),
        ...(this.server && { REDIS_URL: this.server.url }),
      },
      () => undefined,
    );
    await this.startProcess();
  }
}

async function boot(config: Config, stores: Stores): Promise<TestingModule> {
  const jobs = { provide: Jobs, useValue: { add: async () => undefined } };

  @Global()
  @Module({ providers: [jobs], exports: [jobs] })
  class SilentQueue {}

  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      ObservabilityModule,
      StoresModule.forRoot(stores),
      ClusterModule.forRoot({ kind: 'standalone' }),
      SilentQueue,
      PeopleModule,
    ],
  }).compile();
  app.useLogger(false);
  return app.init();
}
