import { Module } from '@nestjs/common';
import { OrderSweep } from './order-sweep';
import { OrdersModule } from './orders.module';
import { OrdersProcessor } from './orders.processor';

/** What a worker process runs on top of `OrdersModule`. */
@Module({ imports: [OrdersModule], providers: [OrdersProcessor, OrderSweep] })
export class OrdersWorkerModule {}
