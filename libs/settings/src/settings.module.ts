import { Module } from '@nestjs/common';
import { RegosModule } from '@rto/regos';
import { TenantLifecycle } from './tenant-lifecycle';
import { TenantRepository } from './tenant.repository';
import { TenantService } from './tenant.service';

/** Database, cipher, clock and queues come from the app's global modules. */
@Module({
  imports: [RegosModule],
  providers: [TenantRepository, TenantService, TenantLifecycle],
  exports: [TenantService, TenantLifecycle],
})
export class SettingsModule {}
