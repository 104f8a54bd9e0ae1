export { AdminModule } from './admin.module';
export { listen, setUpHttp } from './http-setup';
export { ProblemFilter } from './problem.filter';
