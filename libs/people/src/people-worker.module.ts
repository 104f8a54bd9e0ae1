import { Module } from '@nestjs/common';
import { RemovedShopsRepository } from './removed-shops.repository';
import { RetentionSweep } from './retention-sweep';
import { RetentionRepository } from './retention.repository';

/** The sweep that forgets, for a worker process. Stores and configuration come from the app's global modules. */
@Module({ providers: [RemovedShopsRepository, RetentionRepository, RetentionSweep] })
export class PeopleWorkerModule {}
