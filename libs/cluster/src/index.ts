export type { AnnouncedChange, Announcement, Change, ChangeKind } from './change';
export { ChangeFeed } from './change-feed';
export { ChangesModule } from './changes.module';
