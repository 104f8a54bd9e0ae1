export * from './fake-regos';
