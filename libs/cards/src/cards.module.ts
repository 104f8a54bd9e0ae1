import { Module } from '@nestjs/common';
import { RegosModule } from '@rto/regos';
import { CardService } from './card.service';

/** The store comes from the app's global modules. */
@Module({ imports: [RegosModule], providers: [CardService], exports: [CardService] })
export class CardsModule {}
