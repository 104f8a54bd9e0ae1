export type { Card, CustomerCards } from './card.service';
export { CardService } from './card.service';
export { CardsModule } from './cards.module';
