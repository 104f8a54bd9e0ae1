import { randomInt, randomUUID } from 'node:crypto';
import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable, type PgColumn } from 'drizzle-orm/pg-core';
import * as schema from './schema';

export type Row = Record<string, unknown>;

/** One row a table that belongs together: of one tenant and its order. */
export interface Owner {
  readonly tenantId: string;
  readonly orderId: string;
}

export function anOwner(): Owner {
  return { tenantId: randomUUID(), orderId: randomUUID() };
}

/** Parents before the tables that refer to them. */
export const TABLES: readonly PgTable[] = Object.values<unknown>(schema)
  .filter((member): member is PgTable => is(member, PgTable))
  .sort((a, b) => rank(a) - rank(b));

/** The column that tells whose row it is; undefined for a system table. */
export function tenantColumn(table: PgTable): string | undefined {
  if (getTableName(table) === 'tenants') return 'id';
  return getTableConfig(table).columns.some(({ name }) => name === 'tenant_id') ? 'tenantId' : undefined;
}

/** A row with what every column asks for, whatever the table. */
export function aRow(table: PgTable, owner: Owner): Row {
  const columns = Object.entries(table).filter((entry): entry is [string, PgColumn] => isColumn(entry[1]));
  return Object.fromEntries(
    columns
      .filter(([key, column]) => key === 'tenantId' || (column.notNull && !column.hasDefault))
      .filter(([, column]) => column.generatedIdentity === undefined)
      .map(([key, column]) => [key, valueOf(key, column, owner)]),
  );
}

function rank(table: PgTable): number {
  const order = ['tenants', 'orders'].indexOf(getTableName(table));
  return order === -1 ? Infinity : order;
}

function isColumn(member: unknown): boolean {
  return typeof member === 'object' && member !== null && 'columnType' in member;
}

function valueOf(key: string, column: PgColumn, { tenantId, orderId }: Owner): unknown {
  const table = getTableName(column.table);
  if (key === 'tenantId' || (key === 'id' && table === 'tenants')) return tenantId;
  if (key === 'orderId' || (key === 'id' && table === 'orders')) return orderId;
  switch (column.dataType) {
    case 'number':
      return randomInt(2 ** 31);
    case 'boolean':
      return true;
    case 'date':
      return new Date();
    case 'json':
      return {};
    case 'array':
      return [];
    default:
      if (column.columnType === 'PgDateString') return '2026-11-23';
      return column.columnType === 'PgNumeric' ? '1' : randomUUID();
  }
}
