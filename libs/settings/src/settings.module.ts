import { Module } from '@nestjs/common';
import { ChangesModule } from '@rto/cluster';
import { RegosModule } from '@rto/regos';
import { OwnerDoor } from './owners/owner-door';
import { OwnerRepository } from './owners/owner.repository';
import { Owners } from './owners/owners';
import { PageReadings } from './tenants/page-readings';
import { TenantCache } from './tenants/tenant-cache';
import { TenantLifecycle } from './tenants/tenant-lifecycle';
import { TenantRepository } from './tenants/tenant.repository';
import { TenantService } from './tenants/tenant.service';

/** Database, cipher, clock and queues come from the app's global modules. */
@Module({
  imports: [RegosModule, ChangesModule],
  providers: [
    TenantRepository,
    TenantCache,
    TenantService,
    PageReadings,
    TenantLifecycle,
    OwnerRepository,
    Owners,
    OwnerDoor,
  ],
  exports: [TenantService, TenantLifecycle, Owners, OwnerDoor],
})
export class SettingsModule {}
