import {
  createTableRelationsHelpers,
  extractTablesRelationalConfig,
  type ExtractTablesWithRelations,
} from 'drizzle-orm';
import { NodePgDatabase, NodePgSession } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import { LRUCache } from 'lru-cache';
import { Database, type ScopedDatabase } from './database';
import * as schema from './schema/schema';
import type { ScopedPool } from './postgres/scoped-pool';
import { hideParameters } from './statement-error';
import { ALL_TENANTS, scopeOf, type TenantScope } from './tenant-scope';

hideParameters();

type TablesOfSchema = ExtractTablesWithRelations<typeof schema>;

/** Handles that are kept; making one took 36 microseconds on a busy machine. */
const KEPT_HANDLES = 1_000;

export class PostgresScopes extends Database {
  readonly acrossTenants: ScopedDatabase;
  private readonly handles = new LRUCache<TenantScope, ScopedDatabase>({ max: KEPT_HANDLES });
  private readonly makeHandle = handleFactory();

  /** @param across apart from the tenants' connections, so that neither waits for the other */
  constructor(
    private readonly tenants: ScopedPool,
    across: ScopedPool,
  ) {
    super();
    this.acrossTenants = this.makeHandle(across, ALL_TENANTS);
  }

  of(tenantId: string): ScopedDatabase {
    const scope = scopeOf(tenantId);
    const kept = this.handles.get(scope);
    if (kept) return kept;
    const handle = this.makeHandle(this.tenants, scope);
    this.handles.set(scope, handle);
    return handle;
  }
}

/** What `drizzle()` of node-postgres puts together, with the parts that all scopes share made once. */
function handleFactory(): (pool: ScopedPool, scope: TenantScope) => ScopedDatabase {
  const dialect = new PgDialect();
  const { tables, tableNamesMap } = extractTablesRelationalConfig<TablesOfSchema>(
    schema,
    createTableRelationsHelpers,
  );
  const relations = { fullSchema: schema, schema: tables, tableNamesMap };
  return (pool, scope) => {
    const session = new NodePgSession<typeof schema, TablesOfSchema>(pool.view(scope), dialect, relations);
    return new NodePgDatabase<typeof schema>(dialect, session, relations);
  };
}

/** One session, one process: there is nothing to tell apart. */
export class EmbeddedScopes extends Database {
  constructor(readonly acrossTenants: ScopedDatabase) {
    super();
  }

  of(tenantId: string): ScopedDatabase {
    scopeOf(tenantId);
    return this.acrossTenants;
  }
}
