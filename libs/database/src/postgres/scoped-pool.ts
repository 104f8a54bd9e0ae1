import { DatabaseError, type Pool, type PoolClient, type QueryConfig, type QueryResult } from 'pg';
import type { TenantScope } from '../tenant-scope';

/** By name: parsed once a connection. */
const ENTER = { name: 'enter-scope', text: `SELECT set_config('app.tenant', $1, false)` };
const ENTER_AS = `SELECT set_config('role', $1, false), set_config('app.tenant', $2, false)`;

/**
 * A pool whose connections see the rows of one scope at a time. The scope stays with the connection, so the one
 * more round trip is paid only when its next user is another tenant.
 *
 * Refused: `options` of the connection (what DATABASE_URL says there wins over ours), and `SET LOCAL` (a transaction
 * around each single statement).
 */
export class ScopedPool {
  private readonly scopes = new WeakMap<PoolClient, TenantScope>();

  /** @param role that statements run as; undefined: the user that logged in */
  constructor(
    private readonly pool: Pool,
    private readonly role: string | undefined,
  ) {
    // A connection that breaks in use would end the process without a listener; its query reports the failure.
    pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** The pool as Drizzle sees it, for one scope. */
  view(scope: TenantScope): Pool {
    const members: { [Member in 'connect' | 'query']: { value: unknown } } = {
      connect: { value: async () => lend(await this.connect(scope)) },
      query: { value: (config: QueryConfig, params: unknown[]) => this.query(scope, config, params) },
    };
    return Object.create(this.pool, members) as Pool; // Drizzle asks whether it is an instance of Pool
  }

  private async query(scope: TenantScope, config: QueryConfig, params: unknown[]): Promise<QueryResult> {
    const client = await this.connect(scope);
    try {
      const result = await client.query(config, params);
      client.release();
      return result;
    } catch (error) {
      client.release(!isAnswer(error));
      throw error;
    }
  }

  private async connect(scope: TenantScope): Promise<PoolClient> {
    const client = await this.pool.connect();
    try {
      await this.enter(client, scope);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  private async enter(client: PoolClient, scope: TenantScope): Promise<void> {
    const current = this.scopes.get(client);
    if (current === scope) return;
    if (current === undefined && this.role !== undefined) await client.query(ENTER_AS, [this.role, scope]);
    else await client.query({ ...ENTER, values: [scope] });
    this.scopes.set(client, scope);
  }
}

/**
 * A connection for one transaction of Drizzle, which does not give it back when BEGIN fails, and gives it back as if
 * nothing were open when ROLLBACK fails: the next one's writes would then end with a transaction that nobody commits.
 * A statement without an answer therefore ends the connection, and the transaction with it.
 */
function lend(client: PoolClient): PoolClient {
  let isBegun = false;
  let failure: { readonly cause: unknown } | undefined;
  const query = async (config: QueryConfig, params: unknown[]): Promise<QueryResult> => {
    if (failure) throw failure.cause; // a ROLLBACK, which must not hide why
    try {
      const result = await client.query(config, params);
      isBegun = true;
      return result;
    } catch (error) {
      if (!failure && !(isBegun && isAnswer(error))) {
        failure = { cause: error };
        client.release(true);
      }
      throw error;
    }
  };
  const release = (): void => {
    if (!failure) client.release();
  };
  return Object.create(client, { query: { value: query }, release: { value: release } }) as PoolClient;
}

/** Whether the server refused the statement and is ready for the next one. */
function isAnswer(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity === 'ERROR';
}
