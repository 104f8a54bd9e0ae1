export { AdminModule } from './admin.module';
export { setUpHttp } from './http-setup';
export { InternalDoor } from './access/internal-door';
export { AdminKeysModule } from './access/keys.module';
export { FieldsException, Problem, TooManyRequestsException } from './http/problem';
export { QueueBoardModule } from './queue-board/queue-board.module';
