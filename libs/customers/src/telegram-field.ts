import { Injectable } from '@nestjs/common';
import type { TenantId } from '@rto/kernel';
import { KeyValueStore } from '@rto/kv';
import { SelectorIgnoredError, isOwnMistake, regosCode } from '@rto/regos';

/** A tariff can change, so the refusal is believed for a day. */
const REMEMBER_SEC = 86_400;
/** The feature needs a higher tariff (docs/regos.md 8). */
const NEEDS_HIGHER_TARIFF = 7501;

/** Whether a tenant's tariff has additional fields, `field_telegram_id` among them. */
@Injectable()
export class TelegramField {
  constructor(private readonly store: KeyValueStore) {}

  async isAvailable(tenantId: TenantId): Promise<boolean> {
    return (await this.store.get<boolean>(key(tenantId))) !== true;
  }

  /**
   * Remembers that an account has no such field: it says so, or it ignores the filter and sends everybody.
   * @returns whether that is what the error means
   */
  async noteRefusal(tenantId: TenantId, error: unknown): Promise<boolean> {
    const isTariff = regosCode(error) === NEEDS_HIGHER_TARIFF && !isOwnMistake(error);
    if (!isTariff && !(error instanceof SelectorIgnoredError)) return false;
    await this.store.set(key(tenantId), true, REMEMBER_SEC);
    return true;
  }
}

function key(tenantId: TenantId): string {
  return `t:${tenantId}:telegram-field-refused`;
}
