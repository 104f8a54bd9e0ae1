import type { Effort } from './effort';
import type { Figures } from './figures';
import type { Stage } from './stage';

export interface Bench {
  readonly figures: Figures;
  readonly effort: Effort;
  /** Fakes of the scenario's own. */
  readonly stage: Stage;
}

/** Measures one thing and prints its figures. */
export type Scenario = (bench: Bench) => Promise<void>;
