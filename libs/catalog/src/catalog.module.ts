import { Module } from '@nestjs/common';
import { ChangesModule } from '@rto/cluster';
import { RegosModule } from '@rto/regos';
import { BarcodeLookup } from './barcode-lookup';
import { SettingsModule } from '@rto/settings';
import { CatalogArchive } from './catalog-archive';
import { CatalogLoader } from './catalog-loader';
import { CatalogPreviews } from './catalog-previews';
import { CatalogReader } from './catalog-reader';
import { CatalogService } from './catalog.service';
import { CatalogSize } from './catalog-size';
import { DeliveryTypes } from './delivery-types';
import { ItemPictures } from './item-pictures';
import { PickupPoints } from './pickup-points';
import { CatalogEvents } from './fresh/catalog-events';
import { CatalogFreshness } from './fresh/catalog-freshness';
import { CatalogNews } from './fresh/catalog-news';
import { CatalogPatchProcessor } from './fresh/catalog-patch.processor';
import { CatalogPatches } from './fresh/catalog-patches';
import { CatalogPatching } from './fresh/catalog-patching';
import { DocumentLookUp } from './fresh/document-look-up';
import { FreshGoods } from './fresh/fresh-goods';
import { HotGoods } from './fresh/hot-goods';
import { HiddenGoods } from './hidden-goods';
import { HeldCatalogs } from './held-catalogs';
import { SearchMisses } from './search/search-misses';

@Module({
  imports: [RegosModule, ChangesModule, SettingsModule],
  providers: [
    BarcodeLookup,
    CatalogArchive,
    CatalogLoader,
    CatalogPreviews,
    CatalogReader,
    CatalogService,
    CatalogSize,
    DeliveryTypes,
    ItemPictures,
    PickupPoints,
    HeldCatalogs,
    HiddenGoods,
    CatalogFreshness,
    CatalogPatches,
    FreshGoods,
    HotGoods,
    SearchMisses,
  ],
  exports: [
    BarcodeLookup,
    CatalogService,
    DeliveryTypes,
    FreshGoods,
    HiddenGoods,
    HotGoods,
    ItemPictures,
    PickupPoints,
    SearchMisses,
  ],
})
export class CatalogModule {}

/** What a worker process does when REGOS says that goods changed. */
@Module({
  imports: [CatalogModule, SettingsModule, RegosModule],
  providers: [CatalogNews, CatalogEvents, DocumentLookUp, CatalogPatching, CatalogPatchProcessor],
  exports: [CatalogEvents],
})
export class CatalogWorkerModule {}
