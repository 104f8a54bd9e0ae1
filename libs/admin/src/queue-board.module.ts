import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { JobQueues, type JobQueue } from '@rto/jobs';
import { Queue } from 'bullmq';
import type { RequestHandler } from 'express';
import { AdminModule } from './admin.module';
import { QueueBoardAccess } from './queue-board-access';

const PATH = '/admin/queues';

/**
 * bull-board, to look into the queues with a browser. It changes nothing: jobs are bells, and what a job is about is
 * a row, for which the API has actions. So a page that makes the browser send something here does no harm either.
 */
@Module({ imports: [AdminModule], providers: [QueueBoardAccess] })
export class QueueBoardModule implements NestModule {
  constructor(private readonly queues: JobQueues) {}

  configure(consumer: MiddlewareConsumer): void {
    const server = new ExpressAdapter();
    server.setBasePath(PATH);
    createBullBoard({
      queues: this.queues.all.flatMap(onBoard),
      serverAdapter: server,
      options: { uiConfig: { boardTitle: 'Telegram Bot Orders' } },
    });
    consumer.apply(QueueBoardAccess, server.getRouter() as RequestHandler).forRoutes(PATH);
  }
}

function onBoard(queue: JobQueue): BullMQAdapter[] {
  return isPlain(queue) ? [new BullMQAdapter(queue, { readOnlyMode: true })] : [];
}

/** The board's types know queues on Redis only; it shows those in the database too. */
function isPlain(queue: object): queue is Queue {
  return queue instanceof Queue;
}
