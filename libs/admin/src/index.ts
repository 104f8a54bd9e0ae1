export { AdminModule } from './admin.module';
export { setUpHttp } from './http-setup';
export { ProblemFilter } from './problem.filter';
export { QueueBoardModule } from './queue-board.module';
