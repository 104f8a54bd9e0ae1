import { Injectable } from '@nestjs/common';
import type { TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { RegosReferences } from '@rto/regos';
import type { Reference } from '@rto/regos';
import type { Tenant } from '@rto/settings';

const KEEP_SEC = 600;

/** How a shop delivers, read once for everybody. */
@Injectable()
export class DeliveryTypes {
  constructor(
    private readonly references: RegosReferences,
    private readonly store: KeyValueStore,
  ) {}

  /**
   * The delivery types of the shop, at most ten minutes old; a shop may have none.
   * @throws RetryableError | PermanentError as REGOS answers
   */
  async of(tenant: Tenant): Promise<readonly Reference[]> {
    const key = typesKey(tenant.id);
    const known = await this.store.get<readonly Reference[]>(key);
    if (known) return known;
    const all = await this.references.deliveryTypes(tenant.connection, 'person');
    const types = all.filter((type) => !type.deleted);
    await this.store.set(key, types, KEEP_SEC);
    return types;
  }
  /** They changed in REGOS. */
  async forget(tenantId: TenantId): Promise<void> {
    await this.store.delete(typesKey(tenantId));
  }
}

function typesKey(tenantId: TenantId): string {
  return `t:${tenantId}:delivery-types`;
}
