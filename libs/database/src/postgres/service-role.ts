import type { Client } from 'pg';

interface LoginUser {
  /** A superuser, or BYPASSRLS: row level security does not apply to it. */
  readonly bypasses: boolean;
  /** Roles belong to the whole cluster, so the name tells its databases apart. */
  readonly role: string;
  readonly roleExists: boolean;
}

/** `role` undefined: statements run as the user of DATABASE_URL. `isBypassed`: nothing keeps tenants apart there. */
export interface ServiceRole {
  readonly role: string | undefined;
  readonly isBypassed: boolean;
}

/**
 * Whom the service's statements run as. Row level security binds the owner of the tables (they are FORCEd), but
 * neither a superuser nor a role with BYPASSRLS; for those there is a role without any rights but to the rows.
 *
 * Repeated at every start, after the migrations: it also grants what these have added.
 */
export async function prepareServiceRole(client: Client): Promise<ServiceRole> {
  const user = await readUser(client);
  if (!user.bypasses) return { role: undefined, isBypassed: false };
  try {
    if (!user.roleExists) await createRole(client, user.role);
    await grantRows(client, user.role);
    return { role: user.role, isBypassed: false };
  } catch (error) {
    if (!isRefused(error)) throw error;
    return { role: undefined, isBypassed: true };
  }
}

async function readUser(client: Client): Promise<LoginUser> {
  const { rows } = await client.query<LoginUser>(`
    SELECT rolsuper OR rolbypassrls AS bypasses, service.role,
      EXISTS (SELECT FROM pg_roles WHERE rolname = service.role) AS "roleExists"
    FROM pg_roles, (SELECT 'rto_service_' || left(md5(current_database()), 12) AS role) service
    WHERE rolname = current_user`);
  const [user] = rows;
  if (!user) throw new TypeError('whoever is logged in has a role');
  return user;
}

/** No error when another process was first: the lock of the migrations does not reach into other databases. */
async function createRole(client: Client, role: string): Promise<void> {
  await client.query(`
    DO $$ BEGIN
      CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await client.query(`GRANT ${role} TO CURRENT_USER`);
}

/** Not TRUNCATE: row level security knows nothing of it. */
async function grantRows(client: Client, role: string): Promise<void> {
  await client.query(`
    SET ROLE ${role};
    RESET ROLE;
    GRANT USAGE ON SCHEMA public TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${role}`);
}

const INSUFFICIENT_PRIVILEGE = '42501';

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE;
}
