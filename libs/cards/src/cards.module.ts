import { Module } from '@nestjs/common';
import { CustomersModule } from '@rto/customers';
import { CardService } from './card.service';

/** The clock comes from the app's global modules. */
@Module({ imports: [CustomersModule], providers: [CardService], exports: [CardService] })
export class CardsModule {}
