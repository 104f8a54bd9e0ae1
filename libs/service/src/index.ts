export { BacklogModule } from './backlog.module';
export { ProblemFilter } from './problem.filter';
export { runKeyRotation } from './run-key-rotation';
export { runMigrations } from './run-migrations';
export { runService } from './run-service';
export type { ServiceApp } from './service-app';
export { ServiceModule } from './service.module';
