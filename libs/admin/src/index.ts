export { AdminModule } from './admin.module';
export { setUpHttp } from './http-setup';
export { InternalDoor } from './internal-door';
export { AdminKeysModule } from './keys.module';
export { ProblemFilter } from './problem.filter';
export { QueueBoardModule } from './queue-board.module';
