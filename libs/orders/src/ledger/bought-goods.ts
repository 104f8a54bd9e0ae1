import { Injectable, Logger } from '@nestjs/common';
import type { Bought } from '@rto/catalog';
import { Database, orderLines, orders } from '@rto/database';
import { Clock, errorMessage, later, type TenantId } from '@rto/kernel';
import { count, desc, eq } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';

/** What people buy changes slowly. */
const KEEP_MS = 3_600_000;
/** After a failure it is asked again sooner. */
const RETRY_MS = 60_000;
const MAX_SHOPS = 1_000;
/** Orders that are counted: the last ones. */
const ORDERS = 2_000;

interface Counted {
  readonly bought: Promise<Bought>;
  readonly until: Date;
}

/** How often goods were ordered in a shop, in its last orders; what a search puts first among equals. */
@Injectable()
export class BoughtGoods {
  private readonly logger = new Logger(BoughtGoods.name);
  private readonly counted = new LRUCache<TenantId, Counted>({ max: MAX_SHOPS });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** At most an hour old. Never rejects: a search without it is a search. */
  async of(tenantId: TenantId): Promise<Bought> {
    const known = this.counted.get(tenantId);
    if (known && known.until > this.clock.now()) return known.bought;
    const bought = this.count(tenantId).catch((error: unknown) => {
      this.logger.warn({ tenantId, message: `what is bought was not counted: ${errorMessage(error)}` });
      this.keep(tenantId, bought, RETRY_MS);
      return new Map<number, number>();
    });
    this.keep(tenantId, bought, KEEP_MS);
    return bought;
  }

  private keep(tenantId: TenantId, bought: Promise<Bought>, forMs: number): void {
    this.counted.set(tenantId, { bought, until: later(this.clock.now(), forMs) });
  }

  private async count(tenantId: TenantId): Promise<Bought> {
    const db = this.database.of(tenantId);
    const last = db
      .select({ id: orders.id })
      .from(orders)
      .where(eq(orders.tenantId, tenantId))
      .orderBy(desc(orders.number))
      .limit(ORDERS)
      .as('last');
    const rows = await db
      .select({ itemId: orderLines.itemId, times: count() })
      .from(orderLines)
      .innerJoin(last, eq(last.id, orderLines.orderId))
      .where(eq(orderLines.tenantId, tenantId))
      .groupBy(orderLines.itemId);
    return new Map(rows.map(({ itemId, times }) => [itemId, times]));
  }
}
