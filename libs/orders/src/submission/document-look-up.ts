import { Injectable } from '@nestjs/common';
import { isCanceled, RegosDeliveryOrders } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import type { ClaimedOrder } from '../order';

/** Finds the document that an attempt before this one may have made (docs/reliability.md rule 5). */
@Injectable()
export class DocumentLookUp {
  constructor(private readonly regos: RegosDeliveryOrders) {}

  /** The lowest id with the order's code, a live one first; undefined also when no attempt can have been made. */
  async find(tenant: Tenant, order: ClaimedOrder): Promise<number | undefined> {
    if (!mayHaveBeenSent(order)) return undefined;
    const found = await this.regos.findByExternalCode(tenant.connection, order.externalCode);
    const live = found.find((document) => !document.deleted && !isCanceled(document.status));
    return (live ?? found[0])?.id;
  }
}

/**
 * The row's own word counts for orders of this process's time only: an older one may come from a backup that was
 * made before the order was sent. It costs a read for what was left at a restart.
 */
function mayHaveBeenSent({ firstSentAt, isOlderThanProcess }: ClaimedOrder): boolean {
  return firstSentAt !== undefined || isOlderThanProcess;
}
