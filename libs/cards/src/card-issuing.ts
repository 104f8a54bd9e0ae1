import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import { CardList } from '@rto/customers';
import { Cipher } from '@rto/database';
import { OutcomeUnknownError, PermanentError } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosCards, RegosReferences, RegosRefusal } from '@rto/regos';
import { TenantService, type Tenant } from '@rto/settings';
import { ownEan13 } from './ean13';

/**
 * `there`: the customer has a card. `pending`: whether one was made is not known yet, and none is made meanwhile.
 * `refused`: the shop cannot give any.
 */
export type IssueOutcome = 'there' | 'pending' | 'refused';

/** The customer has such a card (docs/regos.md 8). */
const HAS_ONE = 4015;
const EAN_13 = /ean.?13/i;

/** Gives a customer without a card one of the group that the shop has named (CARD_GROUP_ID). */
@Injectable()
export class CardIssuing {
  constructor(
    private readonly list: CardList,
    private readonly regosCards: RegosCards,
    private readonly references: RegosReferences,
    private readonly store: KeyValueStore,
    private readonly cipher: Cipher,
    private readonly tenants: TenantService,
    private readonly config: Config,
  ) {}

  /**
   * Looks first, and after a lost answer makes none before it is certain that the first one cannot come to light. Were
   * that forgotten, REGOS would refuse the second one: its barcode is the same.
   * @param customerId a customer that is linked to the asking chat: this method cannot check it
   * @throws RetryableError when REGOS does not answer a question
   */
  async issue(tenant: Tenant, customerId: number): Promise<IssueOutcome> {
    const { cardGroupId: groupId } = tenant.settings;
    if (groupId === undefined) return 'refused';
    const has = await this.hasCard(tenant, customerId);
    if (has !== false) return has ? 'there' : 'refused';
    const barcodeTypeId = await this.barcodeTypeId(tenant);
    const key = pendingKey(tenant, customerId);
    if (!(await this.store.add(key, true, Math.ceil(this.config.regos.settleMs / 1_000)))) return 'pending';
    try {
      const barcode = ownEan13(this.seed(tenant, customerId));
      await this.regosCards.add(tenant.connection, { customerId, barcode, barcodeTypeId, groupId });
    } catch (error) {
      if (error instanceof OutcomeUnknownError) {
        return (await this.hasCard(tenant, customerId)) === true ? 'there' : 'pending';
      }
      await this.store.delete(key);
      return this.refused(tenant, error);
    }
    await this.list.forget(tenant.id, customerId);
    return 'there';
  }

  /** As REGOS has it now. @returns undefined where the shop has no programme that works */
  private async hasCard(tenant: Tenant, customerId: number): Promise<boolean | undefined> {
    await this.list.forget(tenant.id, customerId);
    const cards = await this.list.of(tenant, customerId, 'person');
    return cards && cards.length > 0;
  }

  private async barcodeTypeId(tenant: Tenant): Promise<number> {
    const types = await this.references.barcodeTypes(tenant.connection, 'person');
    const type = types.find(({ name }) => EAN_13.test(name)) ?? types[0];
    if (!type) throw new PermanentError('REGOS knows no type of barcode');
    return type.id;
  }

  /** Nobody can count on from one card to another's. Hexadecimal. */
  private seed({ id }: Tenant, customerId: number): string {
    const hash = this.cipher.hash(String(customerId), `cards.barcode/${id}`);
    return Buffer.from(hash, 'base64url').toString('hex');
  }

  private async refused(tenant: Tenant, error: unknown): Promise<IssueOutcome> {
    if (!(error instanceof RegosRefusal)) throw error;
    if (error.code === HAS_ONE) return 'there';
    await this.tenants.reportRefusal(tenant.id, error);
    return 'refused';
  }
}

function pendingKey({ id }: Tenant, customerId: number): string {
  return `t:${id}:card-issue:${customerId}`;
}
