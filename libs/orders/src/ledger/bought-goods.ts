import { Injectable, Logger } from '@nestjs/common';
import type { Bought } from '@rto/catalog';
import { Database, orderLines, orders } from '@rto/database';
import { Clock, errorMessage, later, type ChatId, type TenantId } from '@rto/kernel';
import { and, asc, count, desc, eq, max, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';

/** What people buy changes slowly. */
const KEEP_MS = 3_600_000;
/** After a failure it is asked again sooner. */
const RETRY_MS = 60_000;
const MAX_SHOPS = 1_000;
/** Orders that are counted: the last ones. */
const ORDERS = 2_000;
/** Goods of one person: nobody looks further back. */
const OWN_GOODS = 80;

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

  /** What a person has ordered in this shop, the latest first. */
  async by(tenantId: TenantId, chatId: ChatId): Promise<{ itemId: number; name: string }[]> {
    const last = max(orders.number);
    return this.database
      .of(tenantId)
      .select({ itemId: orderLines.itemId, name: sql<string>`max(${orderLines.name})` })
      .from(orderLines)
      .innerJoin(orders, eq(orders.id, orderLines.orderId))
      .where(and(eq(orders.tenantId, tenantId), eq(orders.chatId, chatId)))
      .groupBy(orderLines.itemId)
      .orderBy(desc(last), asc(orderLines.itemId))
      .limit(OWN_GOODS);
  }

  /** Whether a person has ordered anything in this shop. */
  async isBuyer(tenantId: TenantId, chatId: ChatId): Promise<boolean> {
    const [one] = await this.database
      .of(tenantId)
      .select({ number: orders.number })
      .from(orders)
      .where(and(eq(orders.tenantId, tenantId), eq(orders.chatId, chatId)))
      .limit(1);
    return one !== undefined;
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
