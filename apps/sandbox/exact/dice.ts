import { seededRandom } from '@rto/kernel';

/** Chance that a seed determines. */
export class Dice {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** True in this share of the cases, 0 to 1. */
  chance(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + Math.floor(this.random() * (max - min + 1));
  }

  /** @throws TypeError when there is nothing to choose from */
  oneOf<T>(choices: readonly T[]): T {
    const chosen = choices[this.between(0, choices.length - 1)];
    if (chosen === undefined) throw new TypeError('nothing to choose from');
    return chosen;
  }

  /** Dice of somebody else's own: how often one throws does not change what the other gets. */
  split(): Dice {
    return new Dice(Math.floor(this.random() * 2 ** 32));
  }
}
