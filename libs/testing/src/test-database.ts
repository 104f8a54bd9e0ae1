import type { Database, DatabaseHandle } from '@rto/database';
import { newId, SystemClock, type TenantId } from '@rto/kernel';
import { createTestDatabase } from '../../../scripts/test-services';
import { aDataDir } from './data-dir';
import { removeFolder } from './folder';

export type DatabaseKind = DatabaseHandle['kind'];
export const DATABASE_KINDS = ['embedded', 'postgres'] as const satisfies readonly DatabaseKind[];

/** A database of the test's own with every migration. */
export interface OpenTestDatabase {
  readonly handle: DatabaseHandle;
  /** Of PostgreSQL only: what another process opens it by. */
  readonly url: string | undefined;
  /** Opens PostgreSQL once more, as another process does. */
  readonly openAnother: () => Promise<DatabaseHandle>;
  /** Closes every handle and opens one, as the next start does. */
  readonly reopen: () => Promise<DatabaseHandle>;
  /** Closes every handle and removes the database. */
  readonly close: () => Promise<void>;
}

/** @param logger told of lost connections; unless given, one fails the test */
export async function openTestDatabase(
  kind: DatabaseKind,
  logger: { error(message: string): void } = { error: (message) => expect(message).toBe('') },
): Promise<OpenTestDatabase> {
  const { openDatabase } = await import('@rto/database');
  const server = kind === 'postgres' ? await createTestDatabase() : undefined;
  const dataDir = server ? '' : await aDataDir();
  let handles: DatabaseHandle[] = [];
  const openAnother = async (): Promise<DatabaseHandle> => {
    const handle = await openDatabase({ databaseUrl: server?.url, dataDir, logger });
    handles.push(handle);
    return handle;
  };
  const handle = await openAnother();
  const closeAll = async (): Promise<void> => {
    const open = handles;
    handles = [];
    await Promise.all(open.map((one) => one.close()));
  };
  const reopen = async (): Promise<DatabaseHandle> => {
    await closeAll();
    return openAnother();
  };
  const close = async (): Promise<void> => {
    await closeAll();
    await server?.drop();
    if (dataDir !== '') removeFolder(dataDir);
  };
  return { handle, url: server?.url, openAnother, reopen, close };
}

/** A row for whatever belongs to a tenant. */
export async function insertTenant(db: Database): Promise<TenantId> {
  const { tenants } = await import('@rto/database');
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
