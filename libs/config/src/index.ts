export * from './config';
export * from './config-error';
export * from './config.module';
export { loadConfig, loadConfigOrExit, type Announce } from './load-config';
