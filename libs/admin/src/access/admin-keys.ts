import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import { adminKeys, Database, type AlongInTransaction } from '@rto/database';
import { Clock, isSameSecret, later, newId } from '@rto/kernel';
import { and, desc, eq, isNull, lt, lte, or } from 'drizzle-orm';
import { FIRST_KEY, SCOPES, type AdminKey, type Scope } from './admin-key';
import { hashKeyText, hintOf, isKeyText, newKeyText } from './key-text';
import { LiveKeyHashes } from './live-key-hashes';
import type { Place } from '../http/page';

type KeyRow = typeof adminKeys.$inferSelect;

/** A key in use writes its last use this often. */
const LAST_USE_EVERY_MS = 60_000;

interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | undefined;
}

/** Keys of the admin API. A right one is read at every request: revoked, it is dead at once, everywhere. */
@Injectable()
export class AdminKeys {
  private readonly firstHash: string;
  private readonly liveHashes = new LiveKeyHashes(() => this.hashes());

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.firstHash = hashKeyText(config.adminApiKey);
  }

  /** The live key with this text. No query for ADMIN_API_KEY, nor for what cannot be a key; wrong ones share one. */
  async find(text: string): Promise<AdminKey | undefined> {
    const hash = hashKeyText(text);
    if (isSameSecret(hash, this.firstHash)) return FIRST_KEY;
    if (!isKeyText(text) || !(await this.liveHashes.has(hash))) return undefined;
    const [row] = await this.database.acrossTenants
      .select()
      .from(adminKeys)
      .where(and(eq(adminKeys.hash, hash), isNull(adminKeys.revokedAt)));
    if (!row || this.isOver(row)) return undefined;
    await this.noteUse(row);
    return toKey(row);
  }

  /** @returns the key with its text, which nobody can read again */
  async create(
    { name, scopes, expiresAt }: NewKey,
    along: AlongInTransaction,
  ): Promise<AdminKey & { text: string }> {
    const text = newKeyText();
    const hash = hashKeyText(text);
    const key = await this.database.acrossTenants.transaction(async (tx) => {
      const [row] = await tx
        .insert(adminKeys)
        .values({
          id: newId(),
          name,
          hint: hintOf(text),
          hash,
          scopes: [...scopes],
          expiresAt: expiresAt ?? null,
          createdAt: this.clock.now(),
        })
        .returning();
      if (!row) throw new TypeError('an insert without a conflict returns its row');
      await along(tx, row.id);
      return { ...toKey(row), text };
    });
    this.liveHashes.add(hash);
    return key;
  }

  /** @returns false when there is no such live key */
  async revoke(id: string, along: AlongInTransaction): Promise<boolean> {
    return this.database.acrossTenants.transaction(async (tx) => {
      const revoked = await tx
        .update(adminKeys)
        .set({ revokedAt: this.clock.now() })
        .where(and(eq(adminKeys.id, id), isNull(adminKeys.revokedAt)))
        .returning({ id: adminKeys.id });
      if (revoked.length === 0) return false;
      await along(tx, id);
      return true;
    });
  }

  /** Without revoked ones, newest first, ADMIN_API_KEY last. */
  async page(limit: number, after?: Place): Promise<AdminKey[]> {
    const older =
      after &&
      or(
        lt(adminKeys.createdAt, after.at),
        and(eq(adminKeys.createdAt, after.at), lt(adminKeys.id, after.id)),
      );
    const rows = await this.database.acrossTenants
      .select()
      .from(adminKeys)
      .where(and(isNull(adminKeys.revokedAt), older))
      .orderBy(desc(adminKeys.createdAt), desc(adminKeys.id))
      .limit(limit);
    return [...rows.map(toKey), FIRST_KEY].slice(0, limit);
  }

  private async hashes(): Promise<string[]> {
    const rows = await this.database.acrossTenants
      .select({ hash: adminKeys.hash })
      .from(adminKeys)
      .where(isNull(adminKeys.revokedAt));
    return rows.map(({ hash }) => hash);
  }

  private isOver({ expiresAt }: KeyRow): boolean {
    return expiresAt !== null && expiresAt <= this.clock.now();
  }

  private async noteUse({ id, lastUsedAt }: KeyRow): Promise<void> {
    const now = this.clock.now();
    const long = later(now, -LAST_USE_EVERY_MS);
    if (lastUsedAt !== null && lastUsedAt > long) return;
    await this.database.acrossTenants
      .update(adminKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(adminKeys.id, id), or(isNull(adminKeys.lastUsedAt), lte(adminKeys.lastUsedAt, long))));
  }
}

function toKey({ id, name, hint, scopes, createdAt, expiresAt, lastUsedAt }: KeyRow): AdminKey {
  return {
    id,
    name,
    hint,
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
    createdAt,
    expiresAt: expiresAt ?? undefined,
    lastUsedAt: lastUsedAt ?? undefined,
  };
}
