import { Module } from '@nestjs/common';
import { RegosModule } from '@rto/regos';
import { CatalogLoader } from './catalog-loader';
import { CatalogService } from './catalog.service';

@Module({
  imports: [RegosModule],
  providers: [CatalogLoader, CatalogService],
  exports: [CatalogService],
})
export class CatalogModule {}
