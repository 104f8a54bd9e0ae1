import { Module, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '@rto/observability';
import { OrderQueries, OrdersModule } from '@rto/orders';

/** Figures about the work of the whole service. Workers tell them: from each process they would be the same. */
@Module({ imports: [OrdersModule] })
export class BacklogModule implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly orders: OrderQueries,
  ) {}

  onModuleInit(): void {
    this.metrics.watchOrders(() => this.orders.countByState());
  }
}
