export { BacklogModule } from './backlog.module';
export { runMigrations } from './run-migrations';
export { runService } from './run-service';
export type { ServiceApp } from './service-app';
export { ServiceModule } from './service.module';
