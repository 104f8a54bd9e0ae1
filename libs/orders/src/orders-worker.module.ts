import { Module } from '@nestjs/common';
import { OrderSweep } from './order-sweep';
import { OrdersModule } from './orders.module';
import { SubmitOrderProcessor, TrackOrdersProcessor } from './orders.processor';

/** What a worker process runs on top of `OrdersModule`. */
@Module({ imports: [OrdersModule], providers: [SubmitOrderProcessor, TrackOrdersProcessor, OrderSweep] })
export class OrdersWorkerModule {}
