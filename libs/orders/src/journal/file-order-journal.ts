import { join } from 'node:path';
import { bootId, databaseLater, orders, type Cipher, type Database } from '@rto/database';
import { errorMessage, RetryableError, type OrderId } from '@rto/kernel';
import { and, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { FINISHED_STATES, type Order } from '../order';
import { OrderJournal } from './order-journal';
import { cancelAgain, doubt, readForJournal, restore, type JournaledOrder } from './journal-restore';
import { DurableLog, type LogContent, type LogFiles } from './durable-log';

/** The system writes everything to the disk by itself within a minute: then the database has what it says. */
const KEEP_MS = 60 * 60_000;
/** Beyond this the orders that are over leave the file, but not with every order. */
const COMPACT_AT_BYTES = 1_000_000;
const PLACE = { tenantId: 'journal', column: 'orders.journal' };

type JournalRecord =
  | { readonly type: 'start'; readonly boot: string | undefined }
  | { readonly type: 'order'; readonly id: OrderId; readonly cipher: string }
  | { readonly type: 'over'; readonly id: OrderId };

interface JournalOptions {
  readonly dataDir: string;
  readonly database: Database;
  readonly cipher: Cipher;
  readonly logger: { warn(message: string): void; error(message: string): void };
  readonly files?: LogFiles;
  readonly boot?: string | undefined;
}

/** `orders.journal` in DATA_DIR: confirmed orders, each on the disk before its buyer is shown a number. */
export class FileOrderJournal extends OrderJournal {
  private readonly records = new Map<OrderId, string>();
  /** Cancelled, and perhaps not so on the disk of the database yet. */
  private readonly over = new Set<OrderId>();
  private readonly writing = new Map<OrderId, Promise<void>>();
  private readonly boot: string | undefined;
  private compactAtBytes = COMPACT_AT_BYTES;
  private compacting: Promise<void> | undefined;
  private log!: DurableLog;

  private constructor(private readonly options: JournalOptions) {
    super();
    this.boot = 'boot' in options ? options.boot : bootId();
  }

  /** Brings back what the database has lost, before anything works on orders. */
  static async open(options: JournalOptions): Promise<FileOrderJournal> {
    const journal = new FileOrderJournal(options);
    const path = join(options.dataDir, 'orders.journal');
    journal.log = await DurableLog.open(path, (content) => journal.replay(content), options.files);
    return journal;
  }

  async keep({ id }: Pick<Order, 'id'>): Promise<void> {
    if (this.records.has(id) && !this.writing.has(id)) return;
    const running = this.writing.get(id) ?? this.write(id).finally(() => this.writing.delete(id));
    this.writing.set(id, running);
    try {
      await running;
    } catch (error) {
      throw new RetryableError(`the journal of orders: ${errorMessage(error)}`, { cause: error });
    }
  }

  async forget(id: OrderId): Promise<void> {
    if (!this.records.delete(id)) return;
    this.over.add(id); // before it is written: a file that is written anew meanwhile must have it
    await this.log.append(text({ type: 'over', id }));
  }

  async close(): Promise<void> {
    await this.log.close();
  }

  private async write(id: OrderId): Promise<void> {
    if (this.log.size > this.compactAtBytes) {
      await (this.compacting ??= this.compact().finally(() => (this.compacting = undefined)));
    }
    const journaled = await readForJournal(this.options.database.acrossTenants, id);
    const record = this.recordOf(journaled);
    // before it is written: a file that is written anew meanwhile must have it
    this.records.set(id, record);
    try {
      await this.log.append(record);
    } catch (error) {
      this.records.delete(id);
      throw error;
    }
  }

  /** @returns what stays of the journal, encrypted with today's key */
  private async replay({ records, damaged }: LogContent): Promise<readonly string[]> {
    const { database, logger } = this.options;
    if (damaged.length > 0) {
      const path = join(this.options.dataDir, 'orders.journal');
      logger.error(`${path}: damaged lines: ${damaged.join(', ')}; the orders on them may be lost`);
    }
    const read = records.map((record) => JSON.parse(record) as JournalRecord);
    const before = read.findLast((record) => record.type === 'start');
    // after a power cut, or where the system does not tell: what the database says may be older than what was done
    const isDoubtful = before !== undefined && (before.boot === undefined || before.boot !== this.boot);
    for (const record of read) if (record.type === 'over') this.over.add(record.id);
    for (const id of this.over) await cancelAgain(database, id);
    let restored = 0;
    for (const record of read) {
      if (record.type !== 'order' || this.over.has(record.id)) continue;
      if (await this.bringBack(record, isDoubtful)) restored += 1;
    }
    if (restored > 0)
      logger.warn(`orders.journal: ${restored} confirmed orders are back that the database had lost`);
    return this.kept();
  }

  private async bringBack(
    record: Extract<JournalRecord, { type: 'order' }>,
    isDoubtful: boolean,
  ): Promise<boolean> {
    const { database, cipher, logger } = this.options;
    const journaled = revive(cipher.decrypt(record.cipher, PLACE));
    this.records.set(record.id, this.recordOf(journaled));
    try {
      if (await restore(database, journaled)) return true;
      if (isDoubtful) await doubt(database, record.id);
    } catch (error) {
      // it stays in the journal, and people must look at it
      logger.error(`orders.journal: order ${record.id} cannot be restored: ${errorMessage(error)}`);
    }
    return false;
  }

  private async compact(): Promise<void> {
    await this.log.rewrite(() => this.kept());
    // where little was over it is not written anew with the next order, but when it is twice as long
    this.compactAtBytes = Math.max(COMPACT_AT_BYTES, 2 * this.log.size);
  }

  /** Without the orders that are over, or with REGOS, for long enough to be on the disk. */
  private async kept(): Promise<readonly string[]> {
    const isPast = inArray(orders.state, FINISHED_STATES);
    const past = await this.among(this.records, and(isPast, lt(orders.updatedAt, databaseLater(-KEEP_MS))));
    for (const id of past) this.records.delete(id);
    const recent = await this.among(this.over, gte(orders.updatedAt, databaseLater(-KEEP_MS)));
    for (const id of this.over) if (!recent.has(id)) this.over.delete(id);
    const over = [...this.over].map((id) => text({ type: 'over', id }));
    return [text({ type: 'start', boot: this.boot }), ...this.records.values(), ...over];
  }

  private async among(
    known: { readonly size: number; keys(): Iterable<OrderId> },
    condition: SQL | undefined,
  ): Promise<ReadonlySet<OrderId>> {
    if (known.size === 0) return new Set();
    const ids = JSON.stringify([...known.keys()]); // one parameter, however many orders
    const rows = await this.options.database.acrossTenants
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          sql`${orders.id} in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))`,
          condition,
        ),
      );
    return new Set(rows.map(({ id }) => id));
  }

  private recordOf(journaled: JournaledOrder): string {
    const cipher = this.options.cipher.encrypt(JSON.stringify(journaled), PLACE);
    return text({ type: 'order', id: journaled.order.id, cipher });
  }
}

function text(record: JournalRecord): string {
  return JSON.stringify(record);
}

/** Columns that hold instants are named after that. */
function revive(json: string): JournaledOrder {
  return JSON.parse(json, (key, value: unknown) =>
    typeof value === 'string' && /(?:At|Until|Since)$/.test(key) ? new Date(value) : value,
  ) as JournaledOrder;
}
