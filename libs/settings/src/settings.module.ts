import { Module } from '@nestjs/common';
import { RegosModule } from '@rto/regos';
import { TenantRepository } from './tenant.repository';
import { TenantService } from './tenant.service';

/** Database, cipher, clock and queues come from the app's global modules. */
@Module({
  imports: [RegosModule],
  providers: [TenantRepository, TenantService],
  exports: [TenantService],
})
export class SettingsModule {}
