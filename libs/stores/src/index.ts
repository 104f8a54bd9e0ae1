export { databaseLost, openStores, reachDatabase, type Stores } from './open-stores';
export { StoresModule } from './stores.module';
