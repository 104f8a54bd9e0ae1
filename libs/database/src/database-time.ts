import { sql, type SQL } from 'drizzle-orm';

/** The database's own clock: leases are judged by it alone, since those of the processes differ. */
export function databaseNow(): SQL<Date> {
  return sql<Date>`now()`;
}

/** `ms` milliseconds after `databaseNow()`; negative: before. */
export function databaseLater(ms: number): SQL<Date> {
  return sql<Date>`(now() + ${ms} * interval '1 millisecond')`;
}
