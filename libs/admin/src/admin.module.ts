import { Module } from '@nestjs/common';
import { CatalogModule } from '@rto/catalog';
import { OrdersModule } from '@rto/orders';
import { PeopleModule } from '@rto/people';
import { DoctorModule, SettingsModule } from '@rto/settings';
import { ChecksController } from './tenants/checks.controller';
import { AuditTrail } from './audit/audit-trail';
import { AuditController } from './audit/audit.controller';
import { AdminKeysModule } from './access/keys.module';
import { KeysController } from './keys/keys.controller';
import { LinksController } from './links/links.controller';
import { OrdersController } from './orders/orders.controller';
import { OwnersController } from './owners/owners.controller';
import { MissedSearchesController } from './searches/missed-searches.controller';
import { PeopleController } from './people/people.controller';
import { TenantsController } from './tenants/tenants.controller';

/** The operator's REST API. `Config` and stores come from the app's global modules. */
@Module({
  imports: [AdminKeysModule, SettingsModule, DoctorModule, CatalogModule, OrdersModule, PeopleModule],
  controllers: [
    TenantsController,
    ChecksController,
    OrdersController,
    PeopleController,
    LinksController,
    OwnersController,
    MissedSearchesController,
    KeysController,
    AuditController,
  ],
  providers: [AuditTrail],
})
export class AdminModule {}
