export * from './at-scale';
export * from './fake-regos';
export * from './fake-telegram';
export * from './fuzz';
export * from './fuzz-values';
