import { sql, type AnyColumn, type SQL, type SQLWrapper } from 'drizzle-orm';

/**
 * `column IN` the rows that a query chooses, which is asked once. As a plain subquery of an UPDATE or DELETE it may be asked
 * again for each row, by the statistics of the day, and each time skips what was changed so far: `LIMIT 2 FOR UPDATE
 * SKIP LOCKED` has changed 21 rows.
 */
export function inChosen(column: AnyColumn, chosen: SQLWrapper): SQL {
  return sql`${column} in (with chosen as materialized (${chosen}) select * from chosen)`;
}

/**
 * A row's place among those of its owner, from 1, for a query inside another one: ordered by it, the owners take turns, and
 * who has thousands of rows leaves the others theirs.
 */
export function placeIn(owner: AnyColumn, order: AnyColumn): SQL.Aliased<number> {
  return sql<number>`row_number() over (partition by ${owner} order by ${order})`.as('place');
}
