import { Module } from '@nestjs/common';
import { ChangesModule } from '@rto/cluster';
import { RegosModule } from '@rto/regos';
import { BarcodeLookup } from './barcode-lookup';
import { CatalogArchive } from './catalog-archive';
import { CatalogLoader } from './catalog-loader';
import { CatalogPreviews } from './catalog-previews';
import { CatalogReader } from './catalog-reader';
import { CatalogService } from './catalog.service';
import { DeliveryTypes } from './delivery-types';
import { HeldCatalogs } from './held-catalogs';

@Module({
  imports: [RegosModule, ChangesModule],
  providers: [
    BarcodeLookup,
    CatalogArchive,
    CatalogLoader,
    CatalogPreviews,
    CatalogReader,
    CatalogService,
    DeliveryTypes,
    HeldCatalogs,
  ],
  exports: [BarcodeLookup, CatalogService, DeliveryTypes],
})
export class CatalogModule {}
