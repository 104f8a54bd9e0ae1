import { Module, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, Reflector } from '@nestjs/core';
import { jobNames } from './job-policy';
import { PROCESSED_JOBS } from './job-processor';
import type { JobName } from './jobs';

/**
 * For the apps that work on jobs: a start fails when a job has no processor, or two. Such a job would wait without
 * end, and no error would tell.
 */
@Module({ imports: [DiscoveryModule] })
export class JobProcessorsModule implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const processed = this.discovery
      .getProviders()
      .flatMap(({ metatype }) =>
        metatype ? (this.reflector.get<readonly JobName[] | undefined>(PROCESSED_JOBS, metatype) ?? []) : [],
      );
    for (const name of jobNames()) {
      const count = processed.filter((candidate) => candidate === name).length;
      if (count === 0) throw new TypeError(`no processor of this app works on the job ${name}`);
      if (count > 1) throw new TypeError(`${count} processors of this app work on the job ${name}`);
    }
  }
}
