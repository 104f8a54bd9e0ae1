export { BarcodeLookup } from './barcode-lookup';
export type { CatalogItem } from './catalog-item';
export { SEARCH_LIMIT } from './catalog-search';
export { CatalogSnapshot, type ReadingProgress } from './catalog-snapshot';
export { CatalogModule } from './catalog.module';
export { CatalogService } from './catalog.service';
export { DeliveryTypes } from './delivery-types';
export type { GroupNode } from './group-tree';
