export { People, type PersonData } from './people';
export { PeopleModule } from './people.module';
export { PeopleWorkerModule } from './people-worker.module';
