import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ChangeFeed } from '@rto/cluster';
import {
  botSetups,
  Cipher,
  Database,
  databaseLater,
  databaseNow,
  inChosen,
  tenants,
  tenantSettings,
} from '@rto/database';
import { RetryableError, type TenantId } from '@rto/kernel';
import { and, asc, desc, eq, isNotNull, isNull, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { BotSetup } from './bot-setup';
import { WebhookAddresses } from './webhook-address';

type Row = typeof botSetups.$inferSelect;

/** How long an address and its secret are still let in after they were replaced. */
const GRACE_MS = 24 * 60 * 60 * 1000;

/** How a look at a bot ended. */
interface Look {
  readonly target: string;
  /** `updatedAt` of the tenant as it was looked at. */
  readonly seenVersion: Date;
}

/** What Telegram was told about each tenant's bot; secrets and tokens are encrypted here. */
@Injectable()
export class BotSetupRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
    private readonly addresses: WebhookAddresses,
    private readonly feed: ChangeFeed,
  ) {}

  async find(tenantId: TenantId): Promise<BotSetup | undefined> {
    const [row] = await this.database
      .of(tenantId)
      .select()
      .from(botSetups)
      .where(eq(botSetups.tenantId, tenantId));
    return row && this.toSetup(row);
  }

  /** The tenant's row; one with a new address when there is none. */
  async findOrMake(tenantId: TenantId): Promise<BotSetup> {
    const known = await this.find(tenantId);
    if (known) return known;
    await this.database
      .of(tenantId)
      .insert(botSetups)
      .values({ tenantId, ...this.newKey(tenantId), updatedAt: databaseNow() })
      .onConflictDoNothing();
    const made = await this.find(tenantId);
    if (!made) throw new TypeError('a row that was just inserted is gone');
    return made;
  }

  /**
   * Tenants whose bot Telegram may have to be told something about, new ones first: looked at never, or before the
   * tenant or the service's wish changed, or put off until now.
   */
  async due(target: string, limit: number): Promise<TenantId[]> {
    const isChanged = sql`${botSetups.seenVersion} is distinct from ${tenants.updatedAt}`;
    const isWishChanged = and(isNull(botSetups.dueAt), sql`${botSetups.target} is distinct from ${target}`);
    const hasToken = sql`exists (select 1 from ${tenantSettings}
      where ${tenantSettings.tenantId} = ${tenants.id} and ${tenantSettings.key} = 'BOT_TOKEN')`;
    const rows = await this.database.acrossTenants
      .select({ id: tenants.id })
      .from(tenants)
      .leftJoin(botSetups, eq(botSetups.tenantId, tenants.id))
      .where(
        and(
          or(ne(tenants.state, 'removed'), isNotNull(botSetups.tokenCipher), hasToken),
          or(isNull(botSetups.tenantId), isChanged, isWishChanged, lte(botSetups.dueAt, databaseNow())),
        ),
      )
      .orderBy(desc(isNull(botSetups.profileHash)), desc(isChanged), asc(botSetups.updatedAt))
      .limit(limit);
    return rows.map(({ id }) => id);
  }

  /**
   * Webhooks to ask Telegram about, longest unasked first, before them those that failed lately. Each is given to one
   * caller, and of all processes that ask within `paceMs` one gets some.
   */
  async claimForCheck(limit: number, paceMs: number): Promise<TenantId[]> {
    const failing = sql`exists (select 1 from ${tenants} where ${tenants.id} = ${botSetups.tenantId}
      and ${tenants.problems} @> '[{"code": "webhook_failing"}]')`;
    const patience = sql`case when ${failing} then interval '10 minutes' else interval '1 hour' end`;
    return this.database.acrossTenants.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('sample of webhooks', 0))`);
      const isRecent = sql`${botSetups.checkedAt} > ${databaseLater(-paceMs)}`;
      if (
        (
          await tx
            .select({ one: sql`1` })
            .from(botSetups)
            .where(isRecent)
            .limit(1)
        ).length > 0
      )
        return [];
      const chosen = tx
        .select({ tenantId: botSetups.tenantId })
        .from(botSetups)
        .where(
          and(
            isNotNull(botSetups.webhookHash),
            or(isNull(botSetups.checkedAt), sql`${botSetups.checkedAt} < now() - ${patience}`),
          ),
        )
        .orderBy(desc(failing), sql`${botSetups.checkedAt} asc nulls first`)
        .limit(limit)
        .for('update', { skipLocked: true });
      const rows = await tx
        .update(botSetups)
        .set({ checkedAt: databaseNow() })
        .where(inChosen(botSetups.tenantId, chosen))
        .returning({ tenantId: botSetups.tenantId });
      return rows.map(({ tenantId }) => tenantId);
    });
  }

  /** The address is for this bot from now on. */
  async assign(tenantId: TenantId, botId: number): Promise<void> {
    await this.write(tenantId, { botId });
  }

  /** A new address and secret for another bot: what Telegram still sends for the former one is let in no more. */
  async renew(setup: BotSetup, botId: number): Promise<void> {
    const forget = { previousPublicId: null, previousSecretCipher: null, previousUntil: null };
    await this.replaceKey(setup, { ...forget, botId, profileHash: null });
  }

  /** A new address and secret for the same bot; the ones before stay valid for a day. */
  async rotate(setup: BotSetup): Promise<void> {
    await this.replaceKey(setup, {
      previousPublicId: setup.key.publicId,
      previousSecretCipher: this.cipher.encrypt(setup.key.secret, place(setup.tenantId, 'previous_secret')),
      previousUntil: databaseLater(GRACE_MS),
      dueAt: databaseNow(),
    });
  }

  /**
   * Telegram knows the address of `setup`.
   * @throws RetryableError when another one has taken its place meanwhile, of which Telegram knows nothing
   */
  async webhookSet({ tenantId, key }: BotSetup, token: string, webhookHash: string): Promise<void> {
    const tokenCipher = this.cipher.encrypt(token, place(tenantId, 'token'));
    const isCurrent = eq(botSetups.publicId, key.publicId);
    const isWritten = await this.write(tenantId, { webhookHash, tokenCipher }, isCurrent);
    if (!isWritten) throw new RetryableError('the address was replaced while Telegram was told of it');
  }

  async webhookGone(tenantId: TenantId): Promise<void> {
    await this.write(tenantId, { webhookHash: null, tokenCipher: null });
  }

  /** The webhook is not as it was set: it is set again, whatever the hash says. */
  async webhookLost(tenantId: TenantId): Promise<void> {
    await this.write(tenantId, { webhookHash: null, dueAt: databaseNow() });
  }

  async profileSet(tenantId: TenantId, profileHash: string): Promise<void> {
    await this.write(tenantId, { profileHash });
  }

  /** Telegram knows all there is, unless somebody made `setup` due while it was looked at: then it stays due. */
  async looked({ tenantId, dueAt: seen }: BotSetup, look: Look): Promise<void> {
    const { dueAt: column } = botSetups;
    // an instant of ours has milliseconds, the column has more
    const isUnseen = sql`date_trunc('milliseconds', ${column}) is distinct from ${seen?.toISOString() ?? null}::timestamptz`;
    const dueAt = sql`(case when ${isUnseen} then ${column} end)`;
    await this.write(tenantId, { ...look, dueAt, attempts: 0, lastError: null });
  }

  /** It did not work; the next look is in `waitMs`, or when the tenant changes. */
  async putOff(tenantId: TenantId, look: Look, waitMs: number, lastError: string): Promise<void> {
    const attempts = sql`${botSetups.attempts} + 1`;
    await this.write(tenantId, { ...look, dueAt: databaseLater(waitMs), attempts, lastError });
  }

  private async write(
    tenantId: TenantId,
    change: { [Column in keyof Row]?: Row[Column] | SQL },
    condition?: SQL,
  ): Promise<boolean> {
    const rows = await this.database
      .of(tenantId)
      .update(botSetups)
      .set({ ...change, updatedAt: databaseNow() })
      .where(and(eq(botSetups.tenantId, tenantId), condition))
      .returning({ tenantId: botSetups.tenantId });
    return rows.length > 0;
  }

  /** Of two that replace one key at a time the first one wins. */
  private async replaceKey(
    { tenantId, key }: BotSetup,
    change: { [Column in keyof Row]?: Row[Column] | SQL },
  ): Promise<void> {
    await this.database.of(tenantId).transaction(async (tx) => {
      await tx
        .update(botSetups)
        .set({ ...change, ...this.newKey(tenantId), webhookHash: null, updatedAt: databaseNow() })
        .where(and(eq(botSetups.tenantId, tenantId), eq(botSetups.publicId, key.publicId)));
      await this.feed.announce({ kind: 'botSetup', tenantId }, tx);
    });
  }

  private newKey(tenantId: TenantId): Pick<Row, 'publicId' | 'secretCipher'> & { createdAt: SQL<Date> } {
    const secret = randomBytes(32).toString('base64url'); // of characters that Telegram takes (docs/hosts.md 2)
    const secretCipher = this.cipher.encrypt(secret, place(tenantId, 'secret'));
    return { publicId: this.addresses.make(), secretCipher, createdAt: databaseNow() };
  }

  private toSetup(row: Row): BotSetup {
    const { tenantId, tokenCipher } = row;
    return {
      tenantId,
      key: {
        publicId: row.publicId,
        secret: this.cipher.decrypt(row.secretCipher, place(tenantId, 'secret')),
      },
      previousPublicId: row.previousPublicId ?? undefined,
      keyMadeAt: row.createdAt,
      botId: row.botId ?? undefined,
      token: tokenCipher === null ? undefined : this.cipher.decrypt(tokenCipher, place(tenantId, 'token')),
      webhookHash: row.webhookHash ?? undefined,
      profileHash: row.profileHash ?? undefined,
      seenVersion: row.seenVersion ?? undefined,
      dueAt: row.dueAt ?? undefined,
      attempts: row.attempts,
    };
  }
}

function place(tenantId: TenantId, column: 'secret' | 'previous_secret' | 'token') {
  return { tenantId, column: `bot_setups.${column}` };
}
