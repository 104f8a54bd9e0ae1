import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClusterModule } from '@rto/cluster';
import { loadConfig, type Config } from '@rto/config';
import { SystemClock } from '@rto/kernel';
import { OrderSweep, OrdersWorkerModule } from '@rto/orders';
import { ServiceModule } from '@rto/service';
import { openStores, type Stores } from '@rto/stores';
import { median } from './figures';
import type { Bench, Scenario } from './scenario';
import { Servers } from './servers';

const ROUNDS = 50;
const SILENT = {
  log: () => undefined,
  warn: () => undefined,
  error: (message: string) => console.error(message),
};
const SHOPS = 40;
/** One in so many is open in REGOS and is to be looked at in an hour. */
const OPEN_ONE_IN = 100;

/** The part of a worker that sweeps the ledger. */
@Module({})
class SweepingModule {
  static forRoot(config: Config, stores: Stores): DynamicModule {
    return {
      module: SweepingModule,
      imports: [
        ServiceModule.forRoot(config, stores),
        ClusterModule.forRoot({ kind: 'worker' }),
        OrdersWorkerModule,
      ],
    };
  }
}

/** What a round of the sweep costs when nothing is due, beside an empty ledger. */
export const sweep: Scenario = async (bench) => {
  const servers = await Servers.open();
  const config = loadConfig(
    { ...servers.environment(), REGOS_API_URL: bench.stage.regos.url, LOG_LEVEL: 'error' },
    () => undefined,
  );
  const stores = await openStores(config, new SystemClock(), SILENT);
  const context = await NestFactory.createApplicationContext(SweepingModule.forRoot(config, stores), {
    logger: false,
  });
  const sweeping = context.get(OrderSweep);
  await measure(bench, sweeping, 'an empty ledger');
  await fill(servers, bench.effort.ledgerOrders);
  await measure(bench, sweeping, `${bench.effort.ledgerOrders} orders`);
  await context.close();
  await stores.close();
  await servers.close();
};

async function measure({ figures }: Bench, sweeping: OrderSweep, what: string): Promise<void> {
  const durationsMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    await sweeping.sweep();
    durationsMs.push(performance.now() - startedAt);
  }
  figures.add(`a round of the sweep, ${what}, median of ${ROUNDS}`, median(durationsMs), 'ms');
}

/** Orders of a few months: nearly all of them are past, none is due. */
async function fill(servers: Servers, count: number): Promise<void> {
  await servers.query(
    `INSERT INTO tenants (id, name, state, connection_cipher, connection_hash, created_at, updated_at)
     SELECT gen_random_uuid(), 'Shop ' || n, 'active', 'none', 'none ' || n, now(), now()
     FROM generate_series(1, $1) AS n`,
    [SHOPS],
  );
  await servers.query(
    `INSERT INTO orders (id, tenant_id, number, checkout_id, chat_id, state, external_code, price_type_id, stock_id,
       source_id, total, currency, regos_document_id, regos_status, told_stage, poll_at, placed_at, updated_at)
     SELECT gen_random_uuid(), shop.id, n, 'checkout ' || n, n % 5000, 'submitted', 'code ' || n, 2, 1, 4, 12000, 'UZS', n,
       CASE WHEN n % $2 = 0 THEN 'New' ELSE 'Finished' END, 1,
       CASE WHEN n % $2 = 0 THEN now() + interval '1 hour' END,
       now() - interval '1 day' - n * interval '1 minute', now()
     FROM generate_series(1, $1) AS n
     JOIN (SELECT id, row_number() OVER () - 1 AS place FROM tenants) AS shop ON shop.place = n % $3`,
    [count, OPEN_ONE_IN, SHOPS],
  );
  await servers.query('VACUUM ANALYZE orders');
}
