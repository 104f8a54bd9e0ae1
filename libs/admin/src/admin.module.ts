import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { OrdersModule } from '@rto/orders';
import { PeopleModule } from '@rto/people';
import { DoctorModule, SettingsModule } from '@rto/settings';
import { ChecksController } from './checks.controller';
import { AdminKeys } from './admin-keys';
import { AuditTrail } from './audit-trail';
import { AuditController } from './audit.controller';
import { KeyCheck } from './key-check';
import { KeysController } from './keys.controller';
import { OrdersController } from './orders.controller';
import { PeopleController } from './people.controller';
import { ProblemFilter } from './problem.filter';
import { RequestLimits } from './request-limits';
import { TenantsController } from './tenants.controller';

/** The operator's REST API. `Config` and stores come from the app's global modules. */
@Module({
  imports: [SettingsModule, DoctorModule, OrdersModule, PeopleModule],
  controllers: [
    TenantsController,
    ChecksController,
    OrdersController,
    PeopleController,
    KeysController,
    AuditController,
  ],
  providers: [
    AdminKeys,
    AuditTrail,
    KeyCheck,
    RequestLimits,
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [KeyCheck],
})
export class AdminModule {}
