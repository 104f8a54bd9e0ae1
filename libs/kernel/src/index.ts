export * from './clock';
export * from './errors';
export * from './ids';
export * from './language';
export * from './money';
export * from './opening-hours';
export * from './plain-text';
export * from './quantity';
