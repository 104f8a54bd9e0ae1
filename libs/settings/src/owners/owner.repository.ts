import { Injectable } from '@nestjs/common';
import {
  Cipher,
  Database,
  databaseLater,
  databaseNow,
  ownerInvitations,
  owners,
  type Transaction,
} from '@rto/database';
import type { ChatId, TenantId } from '@rto/kernel';
import { and, asc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';

/** How somebody became an owner. */
export type NamedBy = 'code' | 'invitation' | 'operator';

export interface Owner {
  readonly chatId: ChatId;
  /** As Telegram has it; undefined until they write to the bot. */
  readonly name: string | undefined;
  readonly namedBy: NamedBy;
  readonly since: Date;
}

const NAME = 'owners.name';

/** Rows of owners, and of what makes others owners. */
@Injectable()
export class OwnerRepository {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /** Oldest first. */
  async all(tenantId: TenantId): Promise<Owner[]> {
    const rows = await this.database
      .of(tenantId)
      .select()
      .from(owners)
      .where(eq(owners.tenantId, tenantId))
      .orderBy(asc(owners.since), asc(owners.chatId));
    return rows.map(({ chatId, nameCipher, namedBy, since }) => ({
      chatId,
      name: nameCipher === null ? undefined : this.cipher.decrypt(nameCipher, { tenantId, column: NAME }),
      namedBy: namedBy as NamedBy, // written by `insert` alone
      since,
    }));
  }

  async insert(tx: Transaction, tenantId: TenantId, owner: Omit<Owner, 'since'>): Promise<void> {
    const { chatId, name, namedBy } = owner;
    const nameCipher = this.encrypted(tenantId, name);
    await tx
      .insert(owners)
      .values({ tenantId, chatId, nameCipher, namedBy, since: databaseNow() })
      .onConflictDoNothing();
  }

  /** Of an owner whom an operator has named by the number of the chat. */
  async learnName(tenantId: TenantId, chatId: ChatId, name: string): Promise<void> {
    await this.database
      .of(tenantId)
      .update(owners)
      .set({ nameCipher: this.encrypted(tenantId, name) })
      .where(and(isOf(tenantId, chatId), isNull(owners.nameCipher)));
  }

  /** With the invitations of theirs that nobody has used. */
  async remove(tx: Transaction, tenantId: TenantId, chatId: ChatId): Promise<void> {
    await tx.delete(owners).where(isOf(tenantId, chatId));
    await tx
      .delete(ownerInvitations)
      .where(and(eq(ownerInvitations.tenantId, tenantId), eq(ownerInvitations.invitedBy, chatId)));
  }

  /** The last invitation of an owner is the one that counts. */
  async invite(tenantId: TenantId, invitedBy: ChatId, code: string, forMs: number): Promise<void> {
    const codeHash = this.cipher.hash(code, purpose(tenantId));
    await this.database.of(tenantId).transaction(async (tx) => {
      const before = or(
        eq(ownerInvitations.invitedBy, invitedBy),
        lt(ownerInvitations.expiresAt, databaseNow()),
      );
      await tx.delete(ownerInvitations).where(and(eq(ownerInvitations.tenantId, tenantId), before));
      await tx
        .insert(ownerInvitations)
        .values({ tenantId, codeHash, invitedBy, expiresAt: databaseLater(forMs) });
    });
  }

  /** Uses an invitation up, in the transaction of what it is used for. @returns false when there is none */
  async useInvitation(tx: Transaction, tenantId: TenantId, code: string): Promise<boolean> {
    const used = await tx.delete(ownerInvitations).where(this.isOpen(tenantId, code)).returning();
    return used.length > 0;
  }

  async isInvited(tenantId: TenantId, code: string): Promise<boolean> {
    const found = await this.database
      .of(tenantId)
      .select({ codeHash: ownerInvitations.codeHash })
      .from(ownerInvitations)
      .where(this.isOpen(tenantId, code));
    return found.length > 0;
  }

  private isOpen(tenantId: TenantId, code: string) {
    return and(
      eq(ownerInvitations.tenantId, tenantId),
      inArray(ownerInvitations.codeHash, this.cipher.hashes(code, purpose(tenantId))),
      gt(ownerInvitations.expiresAt, databaseNow()),
    );
  }

  private encrypted(tenantId: TenantId, name: string | undefined): string | null {
    return name === undefined ? null : this.cipher.encrypt(name, { tenantId, column: NAME });
  }
}

function isOf(tenantId: TenantId, chatId: ChatId) {
  return and(eq(owners.tenantId, tenantId), eq(owners.chatId, chatId));
}

function purpose(tenantId: TenantId): string {
  return `owner_invitations.code/${tenantId}`;
}
