import { type DynamicModule, Global, Module } from '@nestjs/common';
import { PROCESS_KIND, ProcessLease } from './process-lease';
import { ProcessRepository, type ProcessKind } from './process.repository';

/** What the processes of the service know of each other. `Database` comes from the app's global modules. */
@Global()
@Module({})
export class ClusterModule {
  static forRoot({ kind }: { readonly kind: ProcessKind }): DynamicModule {
    return {
      module: ClusterModule,
      providers: [{ provide: PROCESS_KIND, useValue: kind }, ProcessRepository, ProcessLease],
      exports: [ProcessLease],
    };
  }
}
