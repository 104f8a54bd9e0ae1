export type { Card, CustomerCards } from './card.service';
export { CardIssuing, type IssueOutcome } from './card-issuing';
export { CardService } from './card.service';
export { CardsModule } from './cards.module';
