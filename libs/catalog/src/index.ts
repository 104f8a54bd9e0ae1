export type { CatalogItem } from './catalog-item';
export { SEARCH_LIMIT } from './catalog-search';
export { CatalogSnapshot } from './catalog-snapshot';
export { CatalogModule } from './catalog.module';
export { CatalogService } from './catalog.service';
export type { GroupNode } from './group-tree';
