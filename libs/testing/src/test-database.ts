import { openDatabase, tenants, type Database, type DatabaseHandle } from '@rto/database';
import { newId, SystemClock, type TenantId } from '@rto/kernel';
import { createTestDatabase } from '../../../scripts/test-services';
import { aDataDir, removeFolder } from './data-dir';

export type DatabaseKind = DatabaseHandle['kind'];
export const DATABASE_KINDS = ['embedded', 'postgres'] as const satisfies readonly DatabaseKind[];

/** A database of its own with every migration; an error of its connection fails the test that sees it. */
export interface OpenTestDatabase {
  readonly handle: DatabaseHandle;
  /** Of PostgreSQL only: what another process opens it by. */
  readonly url: string | undefined;
  /** Of the embedded one only: what another process opens it by, once the handle is closed. */
  readonly dataDir: string;
  /** Opens PostgreSQL once more, as another process does. */
  readonly openAnother: () => Promise<DatabaseHandle>;
  /** Closes every handle and removes the database. */
  readonly close: () => Promise<void>;
}

export async function openTestDatabase(kind: DatabaseKind): Promise<OpenTestDatabase> {
  const server = kind === 'postgres' ? await createTestDatabase() : undefined;
  const dataDir = server ? '' : await aDataDir();
  const handles: DatabaseHandle[] = [];
  const openAnother = async (): Promise<DatabaseHandle> => {
    const logger = { error: (message: unknown) => expect(message).toBe('') };
    const handle = await openDatabase({ databaseUrl: server?.url, dataDir, logger });
    handles.push(handle);
    return handle;
  };
  const handle = await openAnother();
  const close = async (): Promise<void> => {
    await Promise.all(handles.map((one) => one.close()));
    await server?.drop();
    if (dataDir !== '') await removeFolder(dataDir);
  };
  return { handle, url: server?.url, dataDir, openAnother, close };
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
