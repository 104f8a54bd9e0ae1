import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { OrdersModule } from '@rto/orders';
import { PeopleModule } from '@rto/people';
import { DoctorModule, SettingsModule } from '@rto/settings';
import { ChecksController } from './checks.controller';
import { AuditTrail } from './audit-trail';
import { AuditController } from './audit.controller';
import { AdminKeysModule } from './keys.module';
import { KeysController } from './keys.controller';
import { OrdersController } from './orders.controller';
import { PeopleController } from './people.controller';
import { ProblemFilter } from './problem.filter';
import { TenantsController } from './tenants.controller';

/** The operator's REST API. `Config` and stores come from the app's global modules. */
@Module({
  imports: [AdminKeysModule, SettingsModule, DoctorModule, OrdersModule, PeopleModule],
  controllers: [
    TenantsController,
    ChecksController,
    OrdersController,
    PeopleController,
    KeysController,
    AuditController,
  ],
  providers: [AuditTrail, { provide: APP_FILTER, useClass: ProblemFilter }],
})
export class AdminModule {}
