import { Module, type OnModuleInit } from '@nestjs/common';
import { JobProcessorsModule, JobQueues } from '@rto/jobs';
import { Metrics } from '@rto/observability';
import { OrderQueries, OrdersModule } from '@rto/orders';

/**
 * The work of the whole service, for the apps that do it: all of it has somebody, and its figures are told. From
 * other processes they would be the same once more.
 */
@Module({ imports: [JobProcessorsModule, OrdersModule] })
export class BacklogModule implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly orders: OrderQueries,
    private readonly queues: JobQueues,
  ) {}

  onModuleInit(): void {
    this.metrics.watchOrders(() => this.orders.countByState());
    this.metrics.watchQueues(() => this.queues.states());
  }
}
