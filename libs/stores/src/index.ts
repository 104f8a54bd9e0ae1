export { databaseLost, openStores, reachDatabase, type StoreLogger, type Stores } from './open-stores';
export { StoresModule } from './stores.module';
