export * from './at-scale';
export * from './data-dir';
export * from './folder';
export * from './fuzz';
export * from './fuzz-values';
export * from './test-database';
export * from './test-stores';
