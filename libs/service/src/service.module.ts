import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AdminKeysModule } from '@rto/admin';
import { ConfigModule, type Config } from '@rto/config';
import { BullJobs, JobsModule } from '@rto/jobs';
import { Health, ObservabilityModule } from '@rto/observability';
import { StoresModule, type Stores } from '@rto/stores';
import { ProblemFilter } from './problem.filter';

/** What every app stands on: configuration, logs and health, stores, and the queues to put jobs into. */
@Module({})
export class ServiceModule implements OnModuleInit {
  constructor(
    private readonly health: Health,
    private readonly jobs: BullJobs,
  ) {}

  static forRoot(config: Config, stores: Stores): DynamicModule {
    return {
      module: ServiceModule,
      providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
      imports: [
        ConfigModule.forRoot(config),
        ObservabilityModule,
        StoresModule.forRoot(stores),
        JobsModule,
        AdminKeysModule,
      ],
    };
  }

  onModuleInit(): void {
    // without the queue the sweep goes on, more slowly
    this.health.add({ name: 'jobs', critical: false, check: () => this.jobs.ping() });
  }
}
