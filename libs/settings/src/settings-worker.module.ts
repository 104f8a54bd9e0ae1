import { Module } from '@nestjs/common';
import { RefreshTenantProcessor } from './refresh-tenant.processor';
import { SettingsModule } from './settings.module';

/** What a worker process runs of the tenants' settings. */
@Module({ imports: [SettingsModule], providers: [RefreshTenantProcessor] })
export class SettingsWorkerModule {}
