export * from './cipher';
export * from './database';
export * from './database-time';
export { FolderInUseError } from './folder-lock';
export * from './key-value-journal';
export type { ChannelEvents, Listening } from './listening';
export * from './open-database';
export * from './queue-pool';
export * from './schema';
