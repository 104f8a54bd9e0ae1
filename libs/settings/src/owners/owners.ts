import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { auditOfOwner, type AlongInTransaction } from '@rto/database';
import { UserError, type ChatId, type TenantId } from '@rto/kernel';
import { TenantService } from '../tenants/tenant.service';
import { OwnerRepository, type NamedBy, type Owner } from './owner.repository';

/** A list of one screen; a shop has one owner or two. */
const MOST_OWNERS = 10;
const INVITATION_MS = 48 * 3_600_000;

/** Those who run a shop from their own chat with its bot (docs/adr/0039-owner.md). */
@Injectable()
export class Owners {
  constructor(
    private readonly rows: OwnerRepository,
    private readonly tenants: TenantService,
  ) {}

  async isOwner(tenantId: TenantId, chatId: ChatId): Promise<boolean> {
    return (await this.tenants.get(tenantId)).owners.includes(chatId);
  }

  /** Oldest first. */
  list(tenantId: TenantId): Promise<Owner[]> {
    return this.rows.all(tenantId);
  }

  /**
   * Safe to repeat: an owner stays the one they are.
   * @param along writes the audit
   * @throws UserError `tooManyOwners`
   */
  async name(
    tenantId: TenantId,
    owner: { readonly chatId: ChatId; readonly name?: string | undefined; readonly namedBy: NamedBy },
    along: AlongInTransaction,
  ): Promise<void> {
    const { owners } = await this.tenants.get(tenantId);
    if (owners.includes(owner.chatId)) return;
    if (owners.length >= MOST_OWNERS) throw new UserError('tooManyOwners');
    await this.tenants.touch(tenantId, async (tx) => {
      await along(tx, tenantId); // first: it may refuse
      await this.rows.insert(tx, tenantId, { name: undefined, ...owner });
    });
  }

  /** @returns false when they are none */
  async remove(
    tenantId: TenantId,
    chatId: ChatId,
    along: AlongInTransaction = auditOfOwner('owner.remove'),
  ): Promise<boolean> {
    if (!(await this.isOwner(tenantId, chatId))) return false;
    await this.tenants.touch(tenantId, async (tx) => {
      await this.rows.remove(tx, tenantId, chatId);
      await along(tx, tenantId);
    });
    return true;
  }

  /** The owner opens their shop: the list of owners may learn the name. */
  async seen(tenantId: TenantId, chatId: ChatId, name: string): Promise<void> {
    await this.rows.learnName(tenantId, chatId, name);
  }

  /** A code for a link that makes one other person an owner; the one before it is worth nothing any more. */
  async invite(tenantId: TenantId, by: ChatId): Promise<string> {
    const code = randomBytes(16).toString('base64url');
    await this.rows.invite(tenantId, by, code, INVITATION_MS);
    return code;
  }
}
