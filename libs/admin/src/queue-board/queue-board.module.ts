import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { JobQueues, type JobQueue } from '@rto/jobs';
import { Queue } from 'bullmq';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

const PATH = '/admin/queues';

/**
 * Content policy of the board: the one of the API, without the fonts that its page wants from elsewhere, which would
 * learn who looks at it.
 */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * bull-board, to look into the queues with a browser. It changes nothing: jobs are bells, and what a job is about is
 * a row, for which the API has actions. So a page that makes the browser send something here does no harm either.
 * Who may look at it decides `InternalDoor`.
 */
@Module({})
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
    consumer.apply(restrict, server.getRouter() as RequestHandler).forRoutes(PATH);
  }
}

function restrict(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Content-Security-Policy', POLICY);
  next();
}

function onBoard(queue: JobQueue): BullMQAdapter[] {
  return isPlain(queue) ? [new BullMQAdapter(queue, { readOnlyMode: true })] : [];
}

/** The board's types know queues on Redis only; it shows those in the database too. */
function isPlain(queue: object): queue is Queue {
  return queue instanceof Queue;
}
