import { Module } from '@nestjs/common';
import { RefreshTenantProcessor } from './refresh-tenant.processor';
import { SettingsModule } from '../settings.module';
import { TenantReviews } from './tenant-reviews';

/** What a worker process runs of the tenants' settings. */
@Module({ imports: [SettingsModule], providers: [RefreshTenantProcessor, TenantReviews] })
export class SettingsWorkerModule {}
