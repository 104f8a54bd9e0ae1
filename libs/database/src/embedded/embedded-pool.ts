import { EventEmitter } from 'node:events';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { QueueClient, QueuePool, QueueRows } from '../queue-pool';
import { classifyStatement } from '../sql-statement';

/** Sends one statement, or several without parameters as migrations do, and answers as `pg` would. */
async function run<Row>(
  target: PGlite | Transaction,
  text: string,
  params: readonly unknown[] | undefined,
): Promise<QueueRows<Row>> {
  if (params && params.length > 0) {
    const result = await target.query<Row>(text, [...params]);
    return { rows: result.rows, rowCount: result.affectedRows ?? result.rows.length };
  }
  // Only the simple protocol takes several statements at once; the last result is what callers read.
  const results = await target.exec(text);
  const last = results[results.length - 1];
  const rows = (last?.rows ?? []) as Row[];
  return { rows, rowCount: last?.affectedRows ?? rows.length };
}

/**
 * A transaction that stays open between calls. PGlite has one session, so its own transaction is held open:
 * everybody else's statements, Drizzle's transactions included, wait until it ends.
 */
class HeldTransaction {
  private constructor(
    readonly tx: Transaction,
    private readonly finish: () => void,
    private readonly done: Promise<void>,
  ) {}

  static begin(pglite: PGlite): Promise<HeldTransaction> {
    return new Promise((resolve, reject) => {
      const done = pglite.transaction(
        (tx) => new Promise<void>((finish) => resolve(new HeldTransaction(tx, finish, done))),
      );
      done.catch(reject); // BEGIN itself failed; a failing COMMIT is reported by commit()
    });
  }

  async commit(): Promise<void> {
    this.finish();
    await this.done;
  }

  async rollback(): Promise<void> {
    await this.tx.rollback();
    await this.commit();
  }
}

/** One borrowed session of PGlite's only one. */
class EmbeddedClient extends EventEmitter implements QueueClient {
  private transaction: HeldTransaction | undefined;
  private readonly subscriptions = new Map<string, () => Promise<void>>();

  constructor(private readonly pglite: PGlite) {
    super();
  }

  async query<Row>(text: string, params?: readonly unknown[]): Promise<QueueRows<Row>> {
    const statement = classifyStatement(text);
    switch (statement.kind) {
      case 'begin':
        this.transaction ??= await HeldTransaction.begin(this.pglite);
        break;
      case 'commit':
        await this.takeTransaction()?.commit();
        break;
      case 'rollback':
        await this.takeTransaction()?.rollback();
        break;
      case 'listen':
        await this.listen(statement.channel);
        break;
      case 'unlisten':
        await this.unlisten(statement.channel);
        break;
      case 'other':
        return run<Row>(this.transaction?.tx ?? this.pglite, text, params);
    }
    return { rows: [], rowCount: 0 };
  }

  release(): void {
    this.removeAllListeners();
    // Nobody waits for a release: its failures can only mean that PGlite is closed already.
    const rolledBack = this.takeTransaction()?.rollback() ?? Promise.resolve();
    void Promise.allSettled([rolledBack, this.unlisten(undefined)]);
  }

  private takeTransaction(): HeldTransaction | undefined {
    const open = this.transaction;
    this.transaction = undefined;
    return open;
  }

  private async listen(channel: string): Promise<void> {
    if (this.subscriptions.has(channel)) return;
    const stop = await this.pglite.listen(channel, (payload) => {
      this.emit('notification', { channel, payload });
    });
    this.subscriptions.set(channel, () => stop());
  }

  private async unlisten(channel: string | undefined): Promise<void> {
    const channels = channel === undefined ? [...this.subscriptions.keys()] : [channel];
    const stops = channels.map((name) => {
      const stop = this.subscriptions.get(name);
      this.subscriptions.delete(name);
      return stop?.() ?? Promise.resolve();
    });
    await Promise.all(stops);
  }
}

/** PGlite behind the face of `pg.Pool` (docs/hosts.md 4). Ending it leaves PGlite open: the handle owns that. */
export class EmbeddedPool extends EventEmitter implements QueuePool {
  constructor(private readonly pglite: PGlite) {
    super();
    this.setMaxListeners(0); // BullMQ adds an error listener for each queue and worker
  }

  query<Row>(text: string, params?: readonly unknown[]): Promise<QueueRows<Row>> {
    return run<Row>(this.pglite, text, params);
  }

  async connect(): Promise<QueueClient> {
    await this.pglite.waitReady;
    return new EmbeddedClient(this.pglite);
  }

  async end(): Promise<void> {
    this.removeAllListeners();
  }
}
