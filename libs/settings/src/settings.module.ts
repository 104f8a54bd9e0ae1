import { Module } from '@nestjs/common';
import { ChangesModule } from '@rto/cluster';
import { RegosModule } from '@rto/regos';
import { PageReadings } from './page-readings';
import { TenantCache } from './tenant-cache';
import { TenantLifecycle } from './tenant-lifecycle';
import { TenantRepository } from './tenant.repository';
import { TenantService } from './tenant.service';

/** Database, cipher, clock and queues come from the app's global modules. */
@Module({
  imports: [RegosModule, ChangesModule],
  providers: [TenantRepository, TenantCache, TenantService, PageReadings, TenantLifecycle],
  exports: [TenantService, TenantLifecycle],
})
export class SettingsModule {}
