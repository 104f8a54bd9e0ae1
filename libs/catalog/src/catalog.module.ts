import { Module } from '@nestjs/common';
import { ChangesModule } from '@rto/cluster';
import { RegosModule } from '@rto/regos';
import { CatalogLoader } from './catalog-loader';
import { CatalogService } from './catalog.service';

@Module({
  imports: [RegosModule, ChangesModule],
  providers: [CatalogLoader, CatalogService],
  exports: [CatalogService],
})
export class CatalogModule {}
