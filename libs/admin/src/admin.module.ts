import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { OrdersModule } from '@rto/orders';
import { DoctorModule, SettingsModule } from '@rto/settings';
import { ChecksController } from './checks.controller';
import { OrdersController } from './orders.controller';
import { ProblemFilter } from './problem.filter';
import { TenantsController } from './tenants.controller';

/** The operator's REST API. `Config` and stores come from the app's global modules. */
@Module({
  imports: [SettingsModule, DoctorModule, OrdersModule],
  controllers: [TenantsController, ChecksController, OrdersController],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
})
export class AdminModule {}
