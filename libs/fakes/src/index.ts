export * from './fake-regos';
export * from './fake-telegram';
