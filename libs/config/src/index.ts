export * from './config';
export * from './config-error';
export * from './config.module';
export { loadConfig, loadConfigOrExit } from './load-config';
export { openTransports } from './open-transports';
