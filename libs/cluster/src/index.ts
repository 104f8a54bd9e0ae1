export type { Announcement, Change } from './change';
export { ChangeFeed } from './change-feed';
export { ChangesModule } from './changes.module';
export { ClusterModule } from './cluster.module';
export { PROCESS_KIND, ProcessLease } from './process-lease';
export { isLiveProcess, ProcessRepository, type ProcessKind } from './process.repository';
