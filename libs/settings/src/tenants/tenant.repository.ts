import { Injectable } from '@nestjs/common';
import {
  Cipher,
  Database,
  type ScopedDatabase,
  databaseNow,
  owners,
  tenantHistory,
  tenants,
  tenantSettings,
  type Transaction,
  type AlongInTransaction,
  auditOfService,
} from '@rto/database';
import { Clock, newId, type ChatId, type TenantId } from '@rto/kernel';
import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import { dropCampaigns } from './closing';
import { leftConnection } from './left-connection';
import { type SettingValues } from '../values/setting-values';
import { closedState, type Tenant, type TenantBot } from './tenant';
import { toTenant, type KnownBot, type TenantChange, type TenantRecord } from './tenant-record';
import { TenantRows } from './tenant-rows';

interface NewTenant {
  readonly connectedIntegrationId: string;
  readonly name: string | undefined;
  readonly settings: SettingValues;
}

/** Where a page begins: after this tenant, in the order newest first. */
export interface TenantCursor {
  readonly createdAt: Date;
  readonly id: TenantId;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Tenants and their settings; whatever is secret is encrypted here and nowhere above. */
@Injectable()
export class TenantRepository {
  private readonly rows: TenantRows;

  constructor(
    private readonly database: Database,
    cipher: Cipher,
    private readonly clock: Clock,
  ) {
    this.rows = new TenantRows(cipher);
  }

  async find(id: TenantId): Promise<Tenant | undefined> {
    if (!UUID.test(id)) return undefined; // PostgreSQL would fail on it instead of finding nothing
    const [record] = await this.select(this.database.of(id), eq(tenants.id, id), 1);
    return record && this.toTenant(record);
  }

  async findByConnection(connectedIntegrationId: string): Promise<Tenant | undefined> {
    const hashes = this.rows.connectionHashes(connectedIntegrationId);
    const [record] = await this.select(
      this.database.acrossTenants,
      inArray(tenants.connectionHash, hashes),
      1,
    );
    return record && this.toTenant(record);
  }

  /** Newest first, without removed ones. */
  async page(limit: number, after?: TenantCursor): Promise<Tenant[]> {
    const older =
      after &&
      or(
        lt(tenants.createdAt, after.createdAt),
        and(eq(tenants.createdAt, after.createdAt), lt(tenants.id, after.id)),
      );
    const records = await this.select(
      this.database.acrossTenants,
      and(ne(tenants.state, 'removed'), older),
      limit,
    );
    return records.map((record) => this.toTenant(record));
  }

  /** Without removed ones. @param among these only; all of them unless given */
  async all(among?: readonly TenantId[]): Promise<Tenant[]> {
    if (among?.length === 0) return [];
    const wanted = among && inArray(tenants.id, [...among]);
    const records = await this.select(this.database.acrossTenants, and(ne(tenants.state, 'removed'), wanted));
    return records.map((record) => this.toTenant(record));
  }

  /** Of every tenant that is not removed: a number that another one follows with each change. */
  async versions(): Promise<Map<TenantId, number>> {
    const rows = await this.database.acrossTenants
      .select({ id: tenants.id, updatedAt: tenants.updatedAt })
      .from(tenants)
      .where(ne(tenants.state, 'removed'));
    return new Map(rows.map((row) => [row.id, row.updatedAt.getTime()]));
  }

  /** Tenants that are to be looked at soon: switched off in REGOS, or of an account that is not known yet. */
  async unsettled(limit: number): Promise<TenantId[]> {
    const rows = await this.database.acrossTenants
      .select({ id: tenants.id })
      .from(tenants)
      .where(
        and(ne(tenants.state, 'removed'), or(eq(tenants.state, 'inactive'), isNull(tenants.accountCipher))),
      )
      .orderBy(sql`random()`) // all have their turn, also when the first ones never settle
      .limit(limit);
    return rows.map((row) => row.id);
  }

  /** @returns undefined when the connection has a tenant already */
  async insert(tenant: NewTenant, along?: AlongInTransaction): Promise<Tenant | undefined> {
    const id = newId();
    const now = this.clock.now();
    const record: TenantRecord = {
      id,
      name: tenant.name ?? `Shop ${id.slice(0, 8)}`,
      removed: false,
      inactive: false,
      enabled: true,
      reported: [],
      connectedIntegrationId: tenant.connectedIntegrationId,
      account: undefined,
      manualSettings: tenant.settings,
      regosSettings: {},
      bot: undefined,
      owners: [],
      closedUntil: undefined,
      createdAt: now,
      updatedAt: now,
    };
    return this.database.of(id).transaction(async (tx) => {
      const row = this.rows.tenantRow(record, this.toTenant(record).state);
      const inserted = await tx
        .insert(tenants)
        .values(row)
        .onConflictDoNothing({ target: tenants.connectionHash })
        .returning({ id: tenants.id });
      if (inserted.length === 0) return undefined;
      await this.writeSettings(tx, record);
      await writeHistory(tx, id, row.state, now);
      await along?.(tx, id);
      return this.toTenant(record);
    });
  }

  /**
   * Reads, changes and writes one tenant under its row's lock, so that no concurrent change is lost. `change`
   * must be pure; undefined leaves everything as it is.
   * @returns the tenant afterwards; undefined when there is none with this id
   */
  async change(
    id: TenantId,
    change: (record: TenantRecord) => TenantChange | undefined,
    along?: AlongInTransaction,
  ): Promise<Tenant | undefined> {
    if (!UUID.test(id)) return undefined;
    return this.database.of(id).transaction((tx) => this.changeIn(tx, id, change, along));
  }

  /**
   * Gives a tenant the connection of another one, which is left behind empty and removed, or a new connection.
   * Everything else hangs on our own id and so moves with it, all in one transaction (docs/product.md 6).
   */
  async moveConnection(
    id: TenantId,
    connectedIntegrationId: string,
    change: (record: TenantRecord) => TenantChange,
    along?: AlongInTransaction,
  ): Promise<Tenant | undefined> {
    return this.database.acrossTenants.transaction(async (tx) => {
      const hashes = this.rows.connectionHashes(connectedIntegrationId);
      const [occupant] = await this.select(tx, inArray(tenants.connectionHash, hashes), 1);
      if (occupant && occupant.id !== id) {
        // its row stays for the history and for its orders; no connection leads to it any more
        const connection = { connectedIntegrationId: leftConnection(occupant.id, id) };
        await this.changeIn(tx, occupant.id, () => ({ ...connection, removed: true }), along);
      }
      return this.changeIn(tx, id, (record) => ({ ...change(record), connectedIntegrationId }), along);
    });
  }

  /** As stored, for decisions that need more than `Tenant` shows. */
  async record(id: TenantId): Promise<TenantRecord | undefined> {
    const [record] = await this.select(this.database.of(id), eq(tenants.id, id), 1);
    return record;
  }

  private async changeIn(
    tx: Transaction,
    id: TenantId,
    change: (record: TenantRecord) => TenantChange | undefined,
    along?: AlongInTransaction,
  ): Promise<Tenant | undefined> {
    await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, id)).for('update');
    const [before] = await this.select(tx, eq(tenants.id, id), 1);
    const changes = before && change(before);
    if (!before || !changes) return before && this.toTenant(before);
    const record = { ...before, ...changes, updatedAt: this.nextVersion(before) };
    const tenant = this.toTenant(record);
    await tx
      .update(tenants)
      .set({ ...this.rows.tenantRow(record, tenant.state), ...removal(before, record) })
      .where(eq(tenants.id, id));
    if (changes.manualSettings ?? changes.regosSettings) {
      await this.writeSettings(tx, record);
      await tx.update(tenants).set({ summaryDueAt: databaseNow() }).where(eq(tenants.id, id)); // its hours may be others
    }
    if (tenant.state !== this.toTenant(before).state) await this.entered(tx, tenant);
    await along?.(tx, id);
    return tenant;
  }

  private async entered(tx: Transaction, { id, state, updatedAt }: Tenant): Promise<void> {
    await writeHistory(tx, id, state, updatedAt);
    const closed = closedState(state);
    const dropped = closed ? await dropCampaigns(tx, id, closed) : 0;
    if (dropped === 0) return;
    await auditOfService('tenant.campaigns', { state, dropped: String(dropped) })(tx, id);
  }

  /** The settings behind a tenant, set by hand and read from REGOS, as text. Secrets are readable. */
  async settings(id: TenantId): Promise<Pick<TenantRecord, 'manualSettings' | 'regosSettings'> | undefined> {
    if (!UUID.test(id)) return undefined;
    const [record] = await this.select(this.database.of(id), eq(tenants.id, id), 1);
    return record;
  }

  /** A bot together with the token it was learned with. */
  knownBot(token: string, bot: TenantBot): KnownBot {
    return { ...bot, tokenHash: this.rows.tokenHash(token) };
  }

  /** Never the same twice, also when the clocks of two processes differ: it tells readers that they are behind. */
  private nextVersion({ updatedAt }: TenantRecord): Date {
    return new Date(Math.max(this.clock.now().getTime(), updatedAt.getTime() + 1));
  }

  private toTenant(record: TenantRecord): Tenant {
    return toTenant(record, (token) => this.rows.tokenHashes(token));
  }

  private async select(
    source: ScopedDatabase | Transaction,
    where: SQL | undefined,
    limit?: number,
  ): Promise<TenantRecord[]> {
    const query = source
      .select()
      .from(tenants)
      .where(where)
      .orderBy(desc(tenants.createdAt), desc(tenants.id));
    const found = await (limit === undefined ? query : query.limit(limit));
    if (found.length === 0) return [];
    const ids = found.map((row) => row.id);
    const settings = await source.select().from(tenantSettings).where(inArray(tenantSettings.tenantId, ids));
    const byTenant = new Map(ids.map((id): [TenantId, typeof settings] => [id, []]));
    for (const row of settings) byTenant.get(row.tenantId)?.push(row);
    const chats = await source
      .select({ tenantId: owners.tenantId, chatId: owners.chatId })
      .from(owners)
      .where(inArray(owners.tenantId, ids))
      .orderBy(asc(owners.since), asc(owners.chatId));
    const ownersOf = new Map<TenantId, ChatId[]>();
    for (const { tenantId, chatId } of chats) {
      ownersOf.set(tenantId, [...(ownersOf.get(tenantId) ?? []), chatId]);
    }
    return found.map((row) =>
      this.rows.toRecord(row, byTenant.get(row.id) ?? [], ownersOf.get(row.id) ?? []),
    );
  }

  private async writeSettings(tx: Transaction, record: TenantRecord): Promise<void> {
    await tx.delete(tenantSettings).where(eq(tenantSettings.tenantId, record.id));
    const rows = this.rows.settingRows(record);
    if (rows.length > 0) await tx.insert(tenantSettings).values(rows);
  }
}

async function writeHistory(tx: Transaction, tenantId: TenantId, state: string, at: Date): Promise<void> {
  await tx.insert(tenantHistory).values({ id: newId(), tenantId, state, at });
}

/** When a tenant was removed; what people left there is kept for some time from then on. */
function removal(before: TenantRecord, after: TenantRecord): { removedAt?: SQL<Date> | null } {
  if (before.removed === after.removed) return {};
  return { removedAt: after.removed ? databaseNow() : null };
}
