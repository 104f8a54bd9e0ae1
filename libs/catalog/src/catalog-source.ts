import { createHash } from 'node:crypto';
import { UserError } from '@rto/kernel';
import type { ImageSize, RegosConnection } from '@rto/regos';
import type { Tenant } from '@rto/settings';
import type { AssortmentRules } from './assortment';

/** Raised when the stored form of a catalogue changes, so that an older one is not read. */
const FORMAT = 2;

/** Where a tenant's catalogue comes from, and under which rules. */
export interface CatalogSource extends AssortmentRules {
  readonly connection: RegosConnection;
  readonly priceTypeId: number;
  /** Stock whose quantities are shown. */
  readonly stockId: number;
  readonly imageSize: ImageSize;
}

/** @throws UserError `shopNotReady` while the shop has not set price type and stock */
export function catalogSource(tenant: Tenant): CatalogSource {
  const { priceTypeId, stockId, quantityStockId, ...rules } = tenant.settings;
  const shownStockId = quantityStockId ?? stockId;
  if (priceTypeId === undefined || shownStockId === undefined) throw new UserError('shopNotReady');
  return {
    connection: tenant.connection,
    priceTypeId,
    stockId: shownStockId,
    imageSize: rules.imageSize,
    showZeroQuantity: rules.showZeroQuantity,
    showWithoutImages: rules.showWithoutImages,
    showItemsWithoutPrice: rules.showItemsWithoutPrice,
    itemGroupIds: rules.itemGroupIds,
  };
}

/** Key of the catalogue under exactly these settings: a changed setting never finds the old catalogue. */
export function catalogKey({ connection, ...settings }: CatalogSource): string {
  const relevant = [
    FORMAT,
    settings.priceTypeId,
    settings.stockId,
    settings.imageSize,
    settings.showZeroQuantity,
    settings.showWithoutImages,
    settings.showItemsWithoutPrice,
    [...settings.itemGroupIds].sort((a, b) => a - b),
  ];
  const hash = createHash('sha256').update(JSON.stringify(relevant)).digest('base64url').slice(0, 16);
  return `${catalogKeyPrefix(connection.tenantId)}${hash}`;
}

/** What all catalogue keys of a tenant begin with. */
export function catalogKeyPrefix(tenantId: string): string {
  return `t:${tenantId}:catalog:`;
}

/** Claimed by the process that reads this catalogue for all. */
export function readingKey(key: string): string {
  return `${key}:reading`;
}

/** Of what a reading has read so far. */
export function draftKey(key: string): string {
  return `${key}:draft`;
}

/** There while a shop tells of its stock by events. */
export function stockToldKey(tenantId: string): string {
  return `t:${tenantId}:stock-told`;
}

/** Whose catalogue a key names. */
export function tenantOf(key: string): string {
  return key.split(':')[1] ?? '';
}
