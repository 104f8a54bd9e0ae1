import { Injectable } from '@nestjs/common';
import { auditOfOwner, Database, type AlongInTransaction } from '@rto/database';
import { Clock, isSameSecret, UserError, type ChatId, type TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { TenantService } from '../tenants/tenant.service';
import { OwnerRepository, type NamedBy } from './owner.repository';
import { Owners } from './owners';

/** Wrong codes of one chat that are answered; what comes after them within the hour is not looked at. */
const MOST_TRIES = 5;
const TRIES_SEC = 3_600;

/** What somebody sends who wants to be an owner. */
interface Knock {
  readonly chatId: ChatId;
  readonly name: string;
  readonly code: string;
}

/** Lets people who know a code in as owners, and others try five times an hour. */
@Injectable()
export class OwnerDoor {
  constructor(
    private readonly owners: Owners,
    private readonly rows: OwnerRepository,
    private readonly tenants: TenantService,
    private readonly store: KeyValueStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns `silent`: after too many wrong codes not even a right one is answered
   * @throws UserError `tooManyOwners`
   */
  async open(tenantId: TenantId, { chatId, name, code }: Knock): Promise<'open' | 'wrong' | 'silent'> {
    if (await this.owners.isOwner(tenantId, chatId)) return 'open';
    if (this.lately(await this.store.get(triesKey(tenantId, chatId))).length >= MOST_TRIES) return 'silent';
    const namedBy = await this.meaning(tenantId, code);
    if (namedBy === undefined || !(await this.enter(tenantId, { chatId, name, namedBy }, code))) {
      await this.refuse(tenantId, chatId);
      return 'wrong';
    }
    return 'open';
  }

  /** What is kept of somebody who tried. */
  async forget(tenantId: TenantId, chatId: ChatId): Promise<void> {
    await this.store.delete(triesKey(tenantId, chatId));
  }

  private async meaning(tenantId: TenantId, code: string): Promise<NamedBy | undefined> {
    const { ownerCode } = (await this.tenants.get(tenantId)).settings;
    if (ownerCode !== undefined && isSameSecret(code, ownerCode)) return 'code';
    return (await this.rows.isInvited(tenantId, code)) ? 'invitation' : undefined;
  }

  /** @returns false when somebody was faster with the invitation */
  private async enter(
    tenantId: TenantId,
    owner: { readonly chatId: ChatId; readonly name: string; readonly namedBy: NamedBy },
    code: string,
  ): Promise<boolean> {
    const audit = auditOfOwner('owner.name', { by: owner.namedBy });
    const along: AlongInTransaction = async (tx, id) => {
      if (owner.namedBy === 'invitation' && !(await this.rows.useInvitation(tx, tenantId, code))) {
        throw new UserError('invitationUsed');
      }
      await audit(tx, id);
    };
    try {
      await this.owners.name(tenantId, owner, along);
      return true;
    } catch (error) {
      if (error instanceof UserError && error.code === 'invitationUsed') return false;
      throw error;
    }
  }

  private async refuse(tenantId: TenantId, chatId: ChatId): Promise<void> {
    const nowMs = this.clock.now().getTime();
    await this.store.update<number[]>(triesKey(tenantId, chatId), TRIES_SEC, (tries) => [
      ...this.lately(tries),
      nowMs,
    ]);
    await this.database.of(tenantId).transaction((tx) => auditOfOwner('owner.refused')(tx, tenantId));
  }

  private lately(tries: readonly number[] | undefined): number[] {
    const sinceMs = this.clock.now().getTime() - TRIES_SEC * 1_000;
    return (tries ?? []).filter((atMs) => atMs > sinceMs);
  }
}

function triesKey(tenantId: TenantId, chatId: ChatId): string {
  return `t:${tenantId}:owner-tries:${chatId}`;
}
