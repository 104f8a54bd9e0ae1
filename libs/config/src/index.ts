export * from './config';
export * from './config-error';
export * from './config.module';
export { loadConfig, loadConfigOrExit, type Announce, type ConfigRules } from './load-config';
export { openTransports } from './open-transports';
