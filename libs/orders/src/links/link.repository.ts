import { Injectable } from '@nestjs/common';
import { Database, linkUses, orders } from '@rto/database';
import { Money, type TenantId } from '@rto/kernel';
import { and, count, desc, eq, isNotNull, notInArray, sql, sum, type SQL } from 'drizzle-orm';
import type { OrderState } from '../order';
import type { LinkKey } from './start-link';

/** Of links and sources; a part that is left out: whichever it is. */
export type LinkQuery = Partial<LinkKey>;

export interface LinkFigures extends LinkKey {
  readonly uses: number;
  readonly orders: number;
  /** What these came to, one for each currency. */
  readonly sums: readonly Money[];
}

/** Different links a shop may be asked for in a day: anybody can make up names. */
const MAX_A_DAY = 1_000;
/** What became of nothing was not sold. */
const NOT_SOLD: readonly OrderState[] = ['refused', 'cancelled'];

/** How often links were used, and what they sold. */
@Injectable()
export class LinkRepository {
  constructor(private readonly database: Database) {}

  /** @param day `YYYY-MM-DD` by the clock of the shop */
  async count(tenantId: TenantId, { link, source }: LinkKey, day: string): Promise<void> {
    const ofDay = sql`${linkUses.tenantId} = ${tenantId} and ${linkUses.day} = ${day}`;
    await this.database.of(tenantId).execute(sql`
      insert into ${linkUses} (tenant_id, day, link, source, uses)
      select ${tenantId}::uuid, ${day}::date, ${link}::text, ${source}::text, 1
      where (select count(*) from ${linkUses} where ${ofDay}) < ${MAX_A_DAY}
        or exists (select 1 from ${linkUses}
          where ${ofDay} and ${linkUses.link} = ${link} and ${linkUses.source} = ${source})
      on conflict (tenant_id, day, link, source) do update set uses = ${linkUses}.uses + 1`);
  }

  /** Of one link, or of all that have a part in common. */
  async figuresOf(tenantId: TenantId, query: LinkQuery): Promise<Omit<LinkFigures, keyof LinkKey>> {
    const [used] = await this.database
      .of(tenantId)
      .select({ uses: sum(linkUses.uses) })
      .from(linkUses)
      .where(and(eq(linkUses.tenantId, tenantId), asked(query, linkUses.link, linkUses.source)));
    const sold = await this.sold(tenantId, asked(query, orders.link, orders.linkSource));
    return {
      uses: Number(used?.uses ?? 0),
      orders: sold.reduce((all, row) => all + row.orders, 0),
      sums: sumsOf(sold),
    };
  }

  /** The links that are used most, with all that belongs to each. */
  async mostUsed(tenantId: TenantId, limit: number): Promise<LinkFigures[]> {
    const uses = sum(linkUses.uses).mapWith(Number);
    const used = await this.database
      .of(tenantId)
      .select({ link: linkUses.link, source: linkUses.source, uses })
      .from(linkUses)
      .where(eq(linkUses.tenantId, tenantId))
      .groupBy(linkUses.link, linkUses.source)
      .orderBy(desc(uses), linkUses.link, linkUses.source)
      .limit(limit);
    const sold = await this.sold(tenantId, undefined);
    return used.map((row) => {
      const own = sold.filter(({ link, source }) => link === row.link && source === row.source);
      return { ...row, orders: own.reduce((all, one) => all + one.orders, 0), sums: sumsOf(own) };
    });
  }

  private async sold(tenantId: TenantId, condition: SQL | undefined): Promise<Sold[]> {
    const rows = await this.database
      .of(tenantId)
      .select({
        link: sql<string>`${orders.link}`,
        source: sql<string>`${orders.linkSource}`,
        currency: orders.currency,
        orders: count(),
        // as the shop has picked it, where that is not as it was ordered
        total: sql<string>`sum(coalesce((${orders.toldFacts} -> 'sold' ->> 'total')::numeric, ${orders.total}))`,
      })
      .from(orders)
      .where(
        and(
          eq(orders.tenantId, tenantId),
          isNotNull(orders.link),
          notInArray(orders.state, [...NOT_SOLD]),
          condition,
        ),
      )
      .groupBy(orders.link, orders.linkSource, orders.currency);
    return rows;
  }
}

interface Sold extends LinkKey {
  readonly currency: string;
  readonly orders: number;
  readonly total: string;
}

function asked(
  { link, source }: LinkQuery,
  linkColumn: typeof linkUses.link | typeof orders.link,
  sourceColumn: typeof linkUses.source | typeof orders.linkSource,
): SQL | undefined {
  return and(
    link === undefined ? undefined : eq(linkColumn, link),
    source === undefined ? undefined : eq(sourceColumn, source),
  );
}

function sumsOf(sold: readonly Sold[]): Money[] {
  const sums = new Map<string, Money>();
  for (const { currency, total } of sold) {
    const more = Money.of(total, currency);
    sums.set(currency, sums.get(currency)?.plus(more) ?? more);
  }
  return [...sums.values()];
}
