import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, tenants, type Database, type DatabaseHandle } from '@rto/database';
import { newId, SystemClock, type TenantId } from '@rto/kernel';
import { createTestDatabase } from '../../../scripts/test-services';

export type DatabaseKind = DatabaseHandle['kind'];
export const DATABASE_KINDS = ['embedded', 'postgres'] as const satisfies readonly DatabaseKind[];

/** A database of its own with every migration; an error of its connection fails the test that sees it. */
export interface OpenTestDatabase {
  readonly handle: DatabaseHandle;
  /** Of PostgreSQL only: what another process opens it by. */
  readonly url: string | undefined;
  readonly close: () => Promise<void>;
}

export async function openTestDatabase(kind: DatabaseKind): Promise<OpenTestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rto-database-'));
  const server = kind === 'postgres' ? await createTestDatabase() : undefined;
  const handle = await openDatabase({
    databaseUrl: server?.url,
    dataDir,
    logger: { error: (message: unknown) => expect(message).toBe('') },
  });
  const close = async (): Promise<void> => {
    await handle.close();
    await server?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { handle, url: server?.url, close };
}

/** A row for whatever belongs to a tenant. */
export async function insertTenant(db: Database): Promise<TenantId> {
  const id = newId();
  const at = new SystemClock().now();
  await db.acrossTenants.insert(tenants).values({
    id,
    name: 'Shop',
    state: 'active',
    connectionCipher: 'cipher',
    connectionHash: id,
    createdAt: at,
    updatedAt: at,
  });
  return id;
}
